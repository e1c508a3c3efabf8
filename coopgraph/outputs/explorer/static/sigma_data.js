// What sigma is given: rows that change in part, dashes, colours, and how far a point is from a line.
(function () {
  "use strict";
  const cg = window.coopgraph;
  /** Pixels within which a click meets a line. */
  const REACH = 5;

  /** A set of things by id, of which parts can be changed. */
  class DataSet {
    constructor(rows) {
      this.rows = new Map(rows.map((row) => [row.id, { ...row }]));
      this.changed = () => {};
    }
    update(changes) {
      for (const change of changes) Object.assign(this.rows.get(change.id), change);
      this.changed(changes);
    }
    add(rows) {
      for (const row of rows) this.rows.set(row.id, { ...row });
      this.added(rows);
    }
    remove(ids) {
      for (const id of ids) this.rows.delete(id);
      this.removed(ids);
    }
  }

  const dashes = (pattern) => [...(pattern || []), 0, 0, 0, 0].slice(0, 4);
  const channels = (colour) => {
    const parts = colour.startsWith("#")
      ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))
      : (colour.match(/[\d.]+/g) || []).map(Number);
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
    return [red / 255, green / 255, blue / 255, alpha];
  };

  /** How far a point is from a line or curve. */
  cg.distanceToLine = function (point, a, b, bend) {
    const at = bend ? cg.via(a, b, bend) : null;
    const steps = at ? 14 : 1;
    const on = (t) =>
      at
        ? { x: (1 - t) ** 2 * a.x + 2 * t * (1 - t) * at[0] + t * t * b.x, y: (1 - t) ** 2 * a.y + 2 * t * (1 - t) * at[1] + t * t * b.y }
        : { x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) };
    let least = Infinity;
    for (let i = 0; i < steps; i += 1) {
      const [p, q] = [on(i / steps), on((i + 1) / steps)];
      const [dx, dy] = [q.x - p.x, q.y - p.y];
      const t = Math.min(1, Math.max(0, ((point.x - p.x) * dx + (point.y - p.y) * dy) / (dx * dx + dy * dy || 1)));
      least = Math.min(least, Math.hypot(point.x - p.x - t * dx, point.y - p.y - t * dy));
    }
    return least;
  };

  cg.sigmaData = { DataSet, dashes, channels, REACH };
})();
