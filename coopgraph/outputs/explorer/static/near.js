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
    const { node, turned, centre } = cg.state;
    if (cg.opened() === null) return;
    const rest = turned.filter((one) => one !== node);
    cg.set({ turned: rest.length < turned.length ? rest : [...turned, node] });
    const shown = cg.shown();
    cg.announce(cg.t(cg.opened() ? "near.opened" : "near.closed", { label: cg.label(node), n: shown.nodeCount }));
    if (centre) cg.byId("turn").focus();
  };
  cg.toggleNear = () =>
    cg.set({ centre: cg.state.centre ? null : cg.state.node, turned: [] });

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
    for (let level = 1; level <= deepest; level += 1) {
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
          at.set(index, { x: Math.round(radius * 1.25 * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) });
        });
        placed += next.length;
      }
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
