// Maps of France and of the world: a circle for each place, its area as the number of entities shown.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const SVG = "http://www.w3.org/2000/svg";
  const NAMED = 14;
  cg.state.map = "france";

  function shape(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** Entities shown, by place that the map has. */
  function places(side) {
    const shown = cg.shown().nodes;
    const found = new Map();
    for (const node of model.nodes) {
      if (!shown[node.index] || node.spot === null) continue;
      const spot = cg.data.maps.spots[node.spot];
      if (!spot[side]) continue;
      if (!found.has(node.spot)) found.set(node.spot, { spot, at: spot[side], nodes: [] });
      found.get(node.spot).nodes.push(node);
    }
    return [...found.values()].sort((a, b) => b.nodes.length - a.nodes.length);
  }

  function listOf({ spot, nodes }) {
    const ordered = [...nodes].sort((a, b) => a.kind - b.kind || b.weight - a.weight || a.index - b.index);
    const list = el("ul", { class: "entities" });
    const group = el("details", { class: "group" }, el("summary", null, `${cg.say(spot[0])} (${nodes.length})`), list);
    group.addEventListener("toggle", () => list.childElementCount || list.append(...ordered.map((node) => el("li", null, cg.nodeButton(node)))), { once: true });
    return group;
  }

  function drawn(frame, found, groups) {
    const largest = found.length ? found[0].nodes.length : 1;
    const radius = (count) => Math.max(2.5, 26 * Math.sqrt(count / Math.max(largest, 8)));
    const svg = shape("svg", { viewBox: `-10 -10 ${frame.width + 20} ${Math.round(frame.height) + 20}`, class: "map", "aria-hidden": "true", focusable: "false" });
    for (const path of frame.paths) svg.append(shape("path", { d: path, class: "land" }));
    for (const [x, y, width, height] of frame.insets) svg.append(shape("rect", { x, y, width, height, class: "inset" }));
    found.forEach((place, number) => {
      const [x, y] = place.at;
      const chosen = cg.state.node && place.nodes.includes(cg.state.node);
      const mark = shape("circle", { cx: x, cy: y, r: radius(place.nodes.length).toFixed(1), class: chosen ? "place chosen" : "place" }, shape("title", {}, `${cg.say(place.spot[0])}${cg.t("colon")}${place.nodes.length}`));
      mark.addEventListener("click", () => {
        groups[number].open = true;
        groups[number].querySelector("summary").focus();
        groups[number].scrollIntoView({ block: "nearest" });
      });
      svg.append(mark);
    });
    const taken = [];
    const near = (place, other) => Math.hypot(place.at[0] - other.at[0], place.at[1] - other.at[1]) < radius(other.nodes.length);
    for (const [number, place] of found.slice(0, NAMED * 2).entries()) {
      // A suburb inside the circle of its city keeps its name for the list.
      if (found.slice(0, number).some((other) => near(place, other))) continue;
      const [x, y] = place.at;
      const text = cg.say(place.spot[0]);
      const box = [x - text.length * 4, y - radius(place.nodes.length) - 16, x + text.length * 4, y - radius(place.nodes.length)];
      if (taken.length >= NAMED || taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) continue;
      taken.push(box);
      svg.append(shape("text", { x, y: (box[3] - 3).toFixed(1), class: "place-name" }, text));
    }
    return svg;
  }

  /** What the map shows, for a figure: its drawing, and how many stand nowhere on it. */
  cg.mapShown = function () {
    const found = places(cg.state.map === "france" ? 1 : 2);
    const placed = found.reduce((sum, { nodes }) => sum + nodes.length, 0);
    return { svg: drawn(cg.data.maps[cg.state.map], found, found.map(listOf)), elsewhere: cg.shown().nodeCount - placed };
  };

  function show() {
    const side = cg.state.map === "france" ? 1 : 2;
    const found = places(side);
    const groups = found.map(listOf);
    const shown = cg.shown().nodes;
    const elsewhere = model.nodes.filter((node) => shown[node.index]).length - found.reduce((sum, { nodes }) => sum + nodes.length, 0);
    const choice = ["france", "world"].map((id) =>
      el("button", { type: "button", id: "map-" + id, "aria-pressed": String(cg.state.map === id), on: { click: () => { cg.set({ map: id }); cg.byId("map-" + id).focus(); } } }, cg.t("map." + id)),
    );
    cg.fill(
      cg.byId("map-body"),
      el("div", { class: "both", role: "group", "aria-label": cg.t("view.map") }, choice),
      cg.figureButtons("map"),
      el("p", { class: "hint" }, cg.t("map.hint", { n: elsewhere })),
      el("div", { class: "map-frame" }, drawn(cg.data.maps[cg.state.map], found, groups)),
      el("h3", null, cg.t("map.places", { n: found.length })),
      groups,
    );
  }

  cg.addAddress({
    write: (parts, { map }) => map !== "france" && parts.set("map", map),
    read: (parts) => ({ map: parts.get("map") === "world" ? "world" : "france" }),
  });
  cg.addView({ id: "map", keys: ["map", "node"], show });
})();
