// The drawing of a map: one circle for each place, its area as the number of entities shown; none
// hides another. The circles are one tab stop, and the arrow keys go from one to the next.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const SVG = "http://www.w3.org/2000/svg";
  /** Radius of the largest circle, of the smallest, and how many bear a name, in units of the map. */
  const LOOK = { france: { most: 30, least: 4, named: 40 }, world: { most: 17, least: 3.5, named: 40 } };
  const MARGIN = 10;
  /** The largest circles, whose names matter most. */
  const FIRST = 10;

  function shape(tag, attributes, ...children) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }
  const tenth = (value) => Math.round(value * 10) / 10;

  /** Move the smaller of two circles that cover each other away from the larger, as far as it must. */
  function apart(marks) {
    for (let round = 0; round < 12; round += 1) {
      let moved = false;
      marks.forEach((mark, i) => {
        for (const other of marks.slice(0, i)) {
          const room = mark.r + other.r + 1 - Math.hypot(mark.x - other.x, mark.y - other.y);
          if (room <= 0.05) continue;
          // Where it stands is the way it goes; on the same point, downwards.
          let [dx, dy] = [mark.x - other.x, mark.y - other.y];
          if (!dx && !dy) dy = 1;
          const far = Math.hypot(dx, dy);
          mark.x += (dx / far) * room;
          mark.y += (dy / far) * room;
          moved = true;
        }
      });
      if (!moved) return;
    }
  }

  /** A name beside its circle: above, right, left or below, the first place that is free. */
  function placed({ x, y, r }, width, height, taken, { width: right, height: bottom }) {
    const gap = r + height * 0.25;
    const options = [
      [x, y - gap, "middle"],
      [x + gap, y + height * 0.35, "start"],
      [x - gap, y + height * 0.35, "end"],
      [x, y + gap + height * 0.75, "middle"],
    ];
    for (const [at, base, anchor] of options) {
      const left = anchor === "middle" ? at - width / 2 : anchor === "start" ? at : at - width;
      const box = [left, base - height * 0.8, left + width, base + height * 0.2];
      if (box[0] < -MARGIN || box[2] > right + MARGIN || box[1] < -MARGIN || box[3] > bottom + MARGIN) continue;
      if (taken.every((one) => box[0] >= one[2] || box[2] <= one[0] || box[1] >= one[3] || box[3] <= one[1])) return { at, base, anchor, box };
    }
    return null;
  }

  /** The circle that comes next in a direction. */
  function next(marks, from, [dx, dy]) {
    let [best, least] = [null, Infinity];
    for (const mark of marks) {
      const [x, y] = [mark.x - from.x, mark.y - from.y];
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy - y * dx);
      if (mark === from || along <= 0 || across > along * 1.5) continue;
      if (along + 2 * across < least) [best, least] = [mark, along + 2 * across];
    }
    return best;
  }

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  /** Listeners stand on the frame: a drawing with some of its own would be a tab stop itself. */
  function reach(frame, marks, open) {
    let now = marks[0];
    const go = (mark) => {
      now.node.setAttribute("tabindex", -1);
      now = mark;
      now.node.setAttribute("tabindex", 0);
    };
    if (now) now.node.setAttribute("tabindex", 0);
    frame.addEventListener("focusin", ({ target }) => {
      const mark = marks.find(({ node }) => node === target);
      if (mark) go(mark);
    });
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !now) return;
      if (event.key in STEPS) {
        const mark = next(marks, now, STEPS[event.key]);
        if (mark) mark.node.focus();
      } else if (event.key === "Home") marks[0].node.focus();
      else if (event.key === "Enter" || event.key === " ") open(marks.indexOf(now));
      else return;
      event.preventDefault();
    });
  }

  /**
   * A map in its frame. `zoom` says how much larger than in a wide window names and circles are, so
   * that they can be read in a narrow one; `open` is told the number of the circle that is asked for.
   */
  cg.drawMap = function (map, found, zoom, open) {
    const frame = cg.data.maps[map];
    const { most, least, named } = LOOK[map];
    const largest = Math.max(8, ...found.map(({ nodes }) => nodes.length));
    const grown = Math.sqrt(zoom);
    const marks = found.map((place) => ({
      ...place,
      x: place.at[0],
      y: place.at[1],
      r: grown * Math.max(least, most * Math.sqrt(place.nodes.length / largest)),
    }));
    apart(marks);
    const height = Math.round(frame.height);
    const svg = shape("svg", { viewBox: `${-MARGIN} ${-MARGIN} ${frame.width + 2 * MARGIN} ${height + 2 * MARGIN}`, class: "map", role: "group", "aria-label": cg.t("map.help") });
    const land = shape("g", { "aria-hidden": "true" });
    for (const path of frame.paths) land.append(shape("path", { d: path, class: "land" }));
    for (const [x, y, width, tall, french, english] of frame.insets) {
      land.append(shape("rect", { x, y, width, height: tall, class: "inset" }));
      land.append(shape("text", { x, y: y - 6, class: "inset-name", "font-size": tenth(11.5 * Math.min(zoom, 2)) }, cg.say([french, english])));
    }
    svg.append(land);
    const size = 12 * zoom;
    const circles = marks.map(({ x, y, r }) => [x - r, y - r, x + r, y + r]);
    const insets = frame.insets.map(([x, y, width, tall]) => [x, y - 20 * zoom, x + width, y + tall]);
    const taken = [];
    const names = shape("g", { "aria-hidden": "true" });
    for (const [number, mark] of marks.slice(0, named).entries()) {
      const count = ` ${mark.nodes.length}`;
      const width = (mark.name.length + count.length) * size * 0.56;
      const outside = insets.filter(([left, top, right, bottom]) => mark.x < left || mark.x > right || mark.y < top || mark.y > bottom);
      const free = (marks) => placed(mark, width, size, [...taken, ...outside, ...marks], { width: frame.width, height });
      // A name of the largest may cover small circles.
      const spot = free(circles) || (number < FIRST && free(circles.slice(0, FIRST)));
      if (!spot) continue;
      taken.push(spot.box);
      const words = shape("tspan", { class: "count" }, count);
      names.append(shape("text", { x: tenth(spot.at), y: tenth(spot.base), class: "place-name", "font-size": tenth(size), "text-anchor": spot.anchor }, mark.name, words));
    }
    marks.forEach((mark, number) => {
      const chosen = cg.state.node && mark.nodes.includes(cg.state.node);
      const words = cg.t("map.circle", { label: mark.name, n: mark.nodes.length });
      const [dx, dy] = [mark.x - mark.at[0], mark.y - mark.at[1]];
      if (Math.hypot(dx, dy) > mark.r + 2) svg.append(shape("path", { d: `M${mark.at.join(" ")}L${tenth(mark.x)} ${tenth(mark.y)}`, class: "moved" }));
      mark.node = shape("circle", {
        cx: tenth(mark.x), cy: tenth(mark.y), r: tenth(mark.r), class: chosen ? "place chosen" : "place", role: "button", tabindex: -1, "aria-label": words, "data-circle": mark.circle,
      }, shape("title", {}, words));
      mark.node.addEventListener("click", () => open(number));
      svg.append(mark.node);
    });
    svg.append(names);
    const around = cg.el("div", { class: "map-frame" }, svg);
    reach(around, marks, open);
    return around;
  };
})();
