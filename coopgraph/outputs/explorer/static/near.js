// The neighbourhood of one entity: so many steps deep, opened and closed entity by entity.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const DEEPEST = 3;

  cg.state.centre = null;
  cg.state.depth = 1;
  /** Entities opened beyond the depth, or closed within it. */
  cg.state.turned = [];

  /** Whether the neighbours of an entity that stands on a level are shown. */
  const isOpen = (node, level) => level < cg.state.depth !== cg.state.turned.includes(node);

  /** The entities around the centre that pass the filters, each with its distance in steps. */
  cg.levels = function (passes, linkPasses) {
    const { centre } = cg.state;
    const levels = new Map([[centre.index, 0]]);
    const queue = [centre];
    for (const node of queue) {
      const level = levels.get(node.index);
      if (!isOpen(node, level)) continue;
      for (const link of node.links) {
        const other = cg.other(link, node);
        if (levels.has(other.index) || !linkPasses(link) || !passes(other)) continue;
        levels.set(other.index, level + 1);
        queue.push(other);
      }
    }
    return levels;
  };

  /** Whether the neighbours of the chosen entity are shown: true, false, or null outside. */
  cg.opened = function () {
    const { centre, node } = cg.state;
    const level = centre && node ? cg.shown().levels.get(node.index) : undefined;
    return level === undefined ? null : isOpen(node, level);
  };

  cg.turn = function () {
    const { node, turned } = cg.state;
    if (cg.opened() === null) return;
    const rest = turned.filter((one) => one !== node);
    cg.set({ turned: rest.length < turned.length ? rest : [...turned, node] });
    const shown = cg.shown();
    cg.announce(cg.t(cg.opened() ? "near.opened" : "near.closed", { label: cg.label(node), n: shown.nodeCount }));
    cg.keepFocus(document.activeElement || document.body);
  };
  cg.toggleNear = function () {
    cg.set({ centre: cg.state.centre ? null : cg.state.node, turned: [] });
    cg.keepFocus(document.activeElement || document.body);
  };

  /** How far each step reaches from the centre, upwards. */
  let bounds = [];
  const WIDE = 1.25;

  /** A view made as large as the outermost ground, unless the reader has gone into a part of it. */
  cg.withGround = function (view) {
    const reach = bounds[bounds.length - 1] || 0;
    if (!cg.state.centre || cg.arranged || !reach) return view;
    const [x, y] = [reach * WIDE + 8 / view.scale, reach + 8 / view.scale];
    if (view.width < 1.5 * x && view.height < 1.5 * y) return view;
    const left = Math.min(view.left, -x);
    const top = Math.min(view.top, -y);
    return { ...view, left, top, width: Math.max(view.left + view.width, x) - left, height: Math.max(view.top + view.height, y) - top };
  };

  /** Behind the marks: a ground for each step, and the links that lead from one step to the next. */
  cg.drawSteps = function (ctx, levels, at, bend, colours, scale) {
    for (const bound of [...bounds].reverse()) {
      ctx.beginPath();
      for (let i = 0; i < 90; i += 1) {
        const angle = (i * Math.PI) / 45;
        const point = [bound * WIDE * Math.cos(angle), bound * Math.sin(angle)];
        if (i) ctx.lineTo(...point);
        else ctx.moveTo(...point);
      }
      ctx.closePath();
      ctx.fillStyle = colours.site;
      ctx.fill();
      ctx.strokeStyle = colours.edge;
      ctx.lineWidth = 1 / scale;
      ctx.setLineDash([]);
      ctx.stroke();
    }
    const between = model.links.filter((link) => {
      const [a, b] = [levels.get(link.tail), levels.get(link.head)];
      return a && b && a !== b && cg.pictured().links[link.index];
    });
    ctx.strokeStyle = colours.muted;
    ctx.globalAlpha = between.length > 300 ? 0.15 : between.length > 120 ? 0.3 : 0.5;
    ctx.lineWidth = 1 / scale;
    for (const link of between) {
      const [a, b] = [at(link.tail), at(link.head)];
      ctx.setLineDash(model.linkKinds[link.kind].dashes.map((n) => n / scale));
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      if (bend(link.index)) ctx.quadraticCurveTo(...cg.via(a, b, bend(link.index)), b.x, b.y);
      else ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  };

  /** What is written at the top of each step: within the first, above the border for the others. */
  cg.stepLabels = () =>
    bounds.map((bound, i) => ({
      x: 0, y: i ? -bounds[i - 1] : -bound, above: Boolean(i), text: cg.t(i ? "near.steps" : "near.step", { n: i + 1 }), reach: 0, size: 12, bold: true, site: true, always: true, limit: Infinity,
    }));

  /** Places around the centre: a level outside the other, each entity near what it hangs on. */
  cg.rings = function (levels, sizes) {
    const { centre } = cg.state;
    const at = new Map([[centre.index, { x: 0, y: 0 }]]);
    const turn = (index) => {
      let x = 0;
      let y = 0;
      for (const link of model.nodes[index].links) {
        const other = cg.other(link, model.nodes[index]).index;
        if (other === centre.index || !at.has(other) || levels.get(other) >= levels.get(index)) continue;
        x += at.get(other).x;
        y += at.get(other).y;
      }
      return (Math.atan2(y, x) + 2.5 * Math.PI) % (2 * Math.PI);
    };
    const deepest = Math.max(...levels.values());
    let radius = sizes[centre.index] + 60;
    bounds = [];
    for (let level = 1; level <= deepest; level += 1) {
      // A step stands further off than the rings of one step from each other.
      if (level > 1) radius += 50;
      const here = [...levels].filter(([, own]) => own === level).map(([index]) => index);
      const weight = (index) => model.nodes[index].links.length;
      const kind = (index) => model.nodes[index].kind;
      const angles = new Map(here.map((index) => [index, level > 1 ? turn(index) : 0]));
      here.sort((a, b) => angles.get(a) - angles.get(b) || kind(a) - kind(b) || weight(b) - weight(a) || a - b);
      const many = here.length > 120;
      let placed = 0;
      for (let ring = 1; placed < here.length; ring += 1) {
        radius += many ? 62 : 96;
        const room = Math.max(6, Math.floor((2 * Math.PI * radius) / (many ? 46 : 92)));
        const next = here.slice(placed, placed + room);
        const step = (2 * Math.PI) / room;
        const sparse = level > 1 && next.length < room * 0.6;
        let last = -Infinity;
        next.forEach((index, i) => {
          last = Math.max(angles.get(index) - step / 2, last + step);
          const even = (i * 2 * Math.PI) / next.length + (ring % 2 ? 0 : Math.PI / next.length);
          const angle = (sparse ? last : even) - Math.PI / 2;
          // vis-network keeps whole numbers only.
          at.set(index, { x: Math.round(radius * WIDE * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) });
        });
        placed += next.length;
      }
      bounds.push(radius + 50);
    }
    return at;
  };

  cg.addAddress({
    write(parts, { centre, depth, turned, node }) {
      if (!centre) return;
      parts.set("near", String(depth));
      if (centre !== node) parts.set("of", centre.id);
      for (const one of turned) parts.append("turn", one.id);
    },
    read(parts) {
      const depth = Number(parts.get("near"));
      const on = Number.isInteger(depth) && depth >= 1 && depth <= DEEPEST;
      const centre = on ? model.nodeById.get(parts.get("of") || parts.get("e")) || null : null;
      const turned = centre ? parts.getAll("turn").map((id) => model.nodeById.get(id)).filter(Boolean) : [];
      const same = turned.length === cg.state.turned.length && turned.every((one, i) => one === cg.state.turned[i]);
      return { centre, depth: centre ? depth : 1, turned: same ? cg.state.turned : turned };
    },
  });

  cg.starts.push(() => {
    cg.byId("near").addEventListener("click", cg.toggleNear);
    cg.byId("turn").addEventListener("click", cg.turn);
    const depth = cg.byId("depth");
    depth.addEventListener("change", () => cg.set({ depth: Number(depth.value), turned: [] }));
  });
  cg.shows.push(() => {
    const { centre, node, depth } = cg.state;
    cg.byId("near").disabled = !node && !centre;
    cg.byId("near").setAttribute("aria-pressed", String(Boolean(centre)));
    cg.byId("depth").value = String(depth);
    cg.byId("depth").disabled = !centre;
    const open = cg.opened();
    cg.byId("turn").disabled = open === null;
    cg.byId("turn").textContent = cg.t(open ? "near.close" : "near.open");
  });
})();
