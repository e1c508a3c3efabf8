// Maps of France and of the world, and the same places as a list: a circle opens its entry in it.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { el } = cg;
  /** Width at which names have the size of the page, in units of the map. */
  const WIDE = 900;
  cg.state.map = "france";
  /** Entries of the list that stay open while the choice or the filters change. */
  const opened = new Set();

  const ordered = (nodes) => [...nodes].sort((a, b) => a.kind - b.kind || b.weight - a.weight || a.index - b.index);

  /** An entry that is filled when first opened, and remembered while it is open. */
  function fold(key, name, nodes, fill) {
    const group = el("details", { class: "group" }, el("summary", null, `${name} (${nodes.length})`));
    let filled = false;
    const grow = () => {
      if (!filled) group.append(fill());
      filled = true;
    };
    group.addEventListener("toggle", () => {
      if (group.open) grow();
      opened[group.open ? "add" : "delete"](key);
    });
    // "toggle" comes a task later: who opens it at once, and moves the focus on, would find it empty.
    group.unfold = () => {
      grow();
      group.open = true;
    };
    if (opened.has(key)) group.unfold();
    return group;
  }

  const list = (nodes) => el("ul", { class: "entities" }, ordered(nodes).map((node) => el("li", null, cg.nodeButton(node))));

  /** What a circle stands for: its entities, by towns or areas where it takes several together. */
  function entry(map, place) {
    const key = map + place.circle;
    const group = fold(key, place.name, place.nodes, () => {
      const parts = cg.inCircle(map, place);
      if (parts.length === 1) return list(place.nodes);
      return el("div", { class: "parts" }, parts.map(({ part, name, nodes }) => fold(key + "." + part, name, nodes, () => list(nodes))));
    });
    group.dataset.circle = place.circle;
    // Back from an entry to its circle.
    group.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const circle = cg.byId("map-body").querySelector(`svg [data-circle="${place.circle}"]`);
      if (circle) circle.focus();
      event.stopPropagation();
    });
    return group;
  }

  let zoom = 1;
  /** How large names must be, from the width that the map has: it is never higher than the window. */
  function measured() {
    const { width: across, height } = cg.data.maps[cg.state.map];
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const tallest = Math.max(20 * rem, window.innerHeight - 23 * rem);
    const width = Math.min(cg.byId("map-body").clientWidth, (tallest * across) / height);
    return cg.byId("map-body").clientWidth ? Math.min(2.6, Math.max(1, WIDE / width)) : zoom;
  }

  function drawn(found, groups) {
    return cg.drawMap(cg.state.map, found, zoom, (number) => {
      const group = groups[number];
      group.unfold();
      group.querySelector("summary").focus();
      group.scrollIntoView({ block: "nearest" });
    });
  }

  /** How many of what is shown stand nowhere on the map. */
  cg.offMap = function () {
    const placed = cg.circles(cg.state.map).reduce((sum, { nodes }) => sum + nodes.length, 0);
    return cg.shown().nodeCount - placed;
  };

  function show() {
    const { map } = cg.state;
    zoom = measured();
    const found = cg.circles(map);
    const groups = found.map((place) => entry(map, place));
    const choice = ["france", "world"].map((id) =>
      el("button", { type: "button", id: "map-" + id, "aria-pressed": String(map === id), on: { click: () => { cg.set({ map: id }); cg.byId("map-" + id).focus(); } } }, cg.t("map." + id)),
    );
    cg.fill(
      cg.byId("map-body"),
      el("div", { class: "both", role: "group", "aria-label": cg.t("view.map") }, choice),
      cg.figureButtons("map"),
      el("p", { class: "hint" }, cg.t("map.hint." + map, { n: cg.offMap() })),
      drawn(found, groups),
      el("h3", null, cg.t("map.places", { n: found.length })),
      groups,
    );
  }

  // In another width names have another size.
  cg.starts.push(() =>
    new ResizeObserver(() => {
      const frame = cg.byId("map-body").querySelector(".map-frame");
      if (frame && Math.abs(measured() / zoom - 1) > 0.1) show();
    }).observe(cg.byId("map-body")));

  cg.addAddress({
    write: (parts, { map }) => map !== "france" && parts.set("map", map),
    read: (parts) => ({ map: parts.get("map") === "world" ? "world" : "france" }),
  });
  cg.addView({ id: "map", keys: ["map", "node"], show });
})();
