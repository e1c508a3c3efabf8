// What we draw ourselves on the canvas: sites behind the marks, the chosen neighbourhood, and labels
// of constant size that never cover each other, most linked first.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";

  cg.trace = function trace(ctx, shape, x, y, size) {
    const outline = cg.outlines[shape];
    ctx.beginPath();
    if (!outline) {
      ctx.arc(x, y, size, 0, 2 * Math.PI);
    } else {
      outline.forEach(([px, py], i) =>
        i ? ctx.lineTo(x + px * size, y + py * size) : ctx.moveTo(x + px * size, y + py * size),
      );
      ctx.closePath();
    }
  };

  /** Discs of the sites, behind everything. */
  cg.drawSites = function (ctx, sites, colours) {
    ctx.fillStyle = colours.site;
    for (const [, x, y, radius] of sites) {
      ctx.beginPath();
      ctx.arc(x, y, radius, 0, 2 * Math.PI);
      ctx.fill();
    }
  };

  /** The point that bends a line, as vis-network finds it; clockwise where `bend` is positive. */
  cg.via = via;
  function via(a, b, bend) {
    const reach = (Math.abs(bend) * 0.5 + 0.5) * Math.hypot(b.x - a.x, a.y - b.y);
    const angle = Math.atan2(a.y - b.y, b.x - a.x) + (bend * 0.5 + 0.5) * Math.PI;
    return [a.x + reach * Math.sin(angle), a.y + reach * Math.cos(angle)];
  }

  /** Fade all, then draw the centre, its links and its neighbours again on top. */
  cg.drawChosen = function (ctx, view, centres, links, colours, marks) {
    const { left, top, width, height, scale } = view;
    ctx.fillStyle = colours.veil;
    ctx.fillRect(left, top, width, height);
    ctx.strokeStyle = colours.strong;
    const kinds = new Map();
    for (const link of links) {
      if (!kinds.has(link.kind)) kinds.set(link.kind, []);
      kinds.get(link.kind).push(link);
    }
    const many = links.length > 150;
    const thin = many ? 0.9 : 1.6;
    ctx.globalAlpha = many ? 0.35 : 1;
    for (const [kind, group] of kinds) {
      ctx.lineWidth = thin / scale;
      ctx.setLineDash(model.linkKinds[kind].dashes.map((n) => n / scale));
      ctx.beginPath();
      for (const link of group) {
        const a = marks.at(link.tail);
        const b = marks.at(link.head);
        const bend = marks.bend(link.index);
        ctx.moveTo(a.x, a.y);
        if (bend) {
          const [x, y] = via(a, b, bend);
          ctx.quadraticCurveTo(x, y, b.x, b.y);
        } else {
          ctx.lineTo(b.x, b.y);
        }
      }
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
    const ends = new Set(centres);
    for (const link of links) ends.add(link.tail).add(link.head);
    for (const index of ends) {
      const at = marks.at(index);
      const { shape, colour, size } = marks.look(index);
      const centre = centres.includes(index);
      const drawn = Math.max(size, (centre ? 6 : 3.2) / scale);
      cg.trace(ctx, shape, at.x, at.y, drawn);
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.lineWidth = (centre ? 3 : 1) / scale;
      ctx.strokeStyle = centre ? colours.ink : colours.rim;
      ctx.stroke();
      if (cg.hollow(model.nodes[index])) cg.drawHole(ctx, { shape, size: drawn }, at, colours);
    }
    return ends;
  };

  const widths = new Map();
  function width(ctx, text, font) {
    const key = font + text;
    if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
    return widths.get(key);
  }

  /** Labels, in the order given, each only where there is room and no mark of `obstacles`, or across its own if it is wide. */
  cg.drawLabels = function (ctx, view, entries, obstacles, colours) {
    const { left, top, width: w, height: h, scale } = view;
    const cell = 48;
    const grid = new Map();
    const boxes = (box, visit) => {
      for (let i = Math.floor(box[0] / cell); i <= Math.floor(box[2] / cell); i += 1) {
        for (let j = Math.floor(box[1] / cell); j <= Math.floor(box[3] / cell); j += 1) {
          if (visit(i + ":" + j)) return true;
        }
      }
      return false;
    };
    const free = (box, overMarks) =>
      !boxes(box, (key) =>
        (grid.get(key) || []).some(
          (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1] && !(overMarks && other.mark),
        ),
      );
    const keep = (box) =>
      boxes(box, (key) => {
        if (!grid.has(key)) grid.set(key, []);
        grid.get(key).push(box);
        return false;
      });
    for (const { x, y, size } of obstacles) {
      const reach = size * scale * 0.8;
      const at = [(x - left) * scale, (y - top) * scale];
      keep(Object.assign([at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach], { mark: true }));
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    let font = "";
    let drawn = 0;
    const unnamed = new Set(entries.filter(({ insists }) => insists));
    const first = entries.length;
    // What insists on its name and finds no room gets another turn, in which it may cover marks.
    for (const [turn, entry] of [...entries, ...unnamed].entries()) {
      if (turn >= first && !unnamed.has(entry)) continue;
      if (drawn >= entry.limit) continue;
      const x = (entry.x - left) * scale;
      const y = (entry.y - top) * scale;
      if (x < -80 || y < -20 || x > w * scale + 80 || y > h * scale + 20) continue;
      const size = entry.size;
      const own = (entry.bold ? "600 " : "400 ") + size + "px " + FONT;
      if (own !== font) {
        font = own;
        ctx.font = font;
      }
      const half = width(ctx, entry.text, font) / 2 + 3;
      // A label near the border slides inwards as long as its mark is in view.
      const seen = w * scale;
      const slide =
        x > 0 && x < seen && 2 * half < seen ? Math.min(Math.max(x, half), seen - half) - x : 0;
      const reach = entry.reach * scale + size * 0.5 + 4;
      let place = null;
      const across = entry.across && half < 1.5 * entry.reach * scale;
      for (const dy of entry.above ? [-reach] : across ? [reach, -reach, 0] : [reach, -reach]) {
        const box = [x + slide - half, y + dy - size * 0.62, x + slide + half, y + dy + size * 0.62];
        if (entry.always || free(box, dy === 0 || turn >= first)) {
          place = [dy, box];
          break;
        }
      }
      if (!place) continue;
      unnamed.delete(entry);
      keep(place[1]);
      drawn += 1;
      ctx.save();
      ctx.translate(entry.x, entry.y);
      ctx.scale(1 / scale, 1 / scale);
      ctx.font = font;
      ctx.lineWidth = 3.5;
      ctx.strokeStyle = colours.halo;
      ctx.strokeText(entry.text, slide, place[0]);
      ctx.fillStyle = entry.site ? colours.muted : colours.ink;
      ctx.fillText(entry.text, slide, place[0]);
      ctx.restore();
    }
  };
})();
