// Maps, matrix and timeline as figures to take away: SVG with real text, title, legend, day and
// sources, drawn from what the views show; PNG made of it.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const { make, colour, round, begin, footer, lines } = cg.figureKit;

  /** The colours of the page as it is, light or dark. */
  function colours() {
    const probe = cg.byId("probe");
    probe.classList.remove("paper");
    const read = (name) => {
      probe.style.color = "var(--" + name + ")";
      return getComputedStyle(probe).color;
    };
    return Object.fromEntries(["bg", "panel", "line", "ink", "muted", "accent"].map((name) => [name, read(name)]));
  }
  const write = (parent, x, y, text, size, ink, more = {}) =>
    make(parent, "text", { x: round(x), y: round(y), "font-size": size, ...colour("fill", ink), ...more }, text);
  const cut = (text, width, size) => {
    const [first, ...rest] = lines(text, width, size);
    return rest.length ? first + "…" : first;
  };
  const titled = (view) => `${cg.say(model.title)} – ${cg.t(view + ".title")}`;

  // The styles of the page do not reach a file: what they say is written on each mark.
  const STYLES = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "font-size", "text-anchor", "paint-order"];
  function styled(from, to) {
    if (from.tagName !== "g" && from.tagName !== "title") {
      const style = getComputedStyle(from);
      for (const name of STYLES) {
        const value = style.getPropertyValue(name);
        const written = name === "fill" || name === "stroke" ? colour(name, value) : { [name]: value.replace(/px$/, "") };
        for (const [key, own] of Object.entries(written)) if (!to.hasAttribute(key) || key === name) to.setAttribute(key, own);
      }
    }
    for (const name of ["class", "role", "tabindex", "aria-label", "data-circle"]) to.removeAttribute(name);
    [...from.children].forEach((child, i) => styled(child, to.children[i]));
  }

  function map(tint) {
    const from = cg.byId("map-body").querySelector("svg.map");
    const [left, top, width, height] = from.getAttribute("viewBox").split(" ").map(Number);
    const { svg, close } = begin(`${titled("map")} – ${cg.t("map." + cg.state.map)}`, tint);
    const picture = from.cloneNode(true);
    styled(from, picture);
    const group = make(svg, "g", { transform: `translate(${-left} ${34 - top})` });
    group.append(...picture.childNodes);
    return close(width, footer(svg, 0, width, height + 60, tint, [cg.t("map.hint." + cg.state.map, { n: cg.offMap() })]));
  }

  /** The mark of a state: shape and sign say it, colour repeats it. */
  function stateMark(parent, x, y, size, state, tint) {
    const corners = cg.outlines[state.shape];
    const look = { ...colour("fill", state.colour), ...colour("stroke", tint.ink) };
    if (corners) make(parent, "polygon", { points: corners.map(([px, py]) => round(x + px * size) + "," + round(y + py * size)).join(" "), ...look });
    else make(parent, "circle", { cx: round(x), cy: round(y), r: size, ...look });
    write(parent, x, y + size * (0.45 + cg.signSink(state)), state.sign, Math.round(size * 1.3), state.ink, { "text-anchor": "middle", "font-weight": 700 });
  }

  function priorities(tint) {
    const { gaps, several, places, themes, at, strategy } = cg.prioritiesShown();
    const [side, cell, row, head] = [210, 46, 28, 190];
    const width = Math.max(640, side + cell * themes.length + 170);
    const { svg, close } = begin(`${cg.say(model.title)} – ${cg.t("priorities.title")}`, tint);
    const top = 34 + head;
    themes.forEach((theme, i) => {
      const [x, y] = [side + i * cell + cell / 2 + 4, top - 8];
      write(svg, x, y, cut(cg.say(theme) || cg.t("priorities.whole"), 235, 11), 11, tint.ink, { transform: `rotate(-40 ${round(x)} ${round(y)})` });
    });
    places.forEach((place, i) => {
      const y = top + i * row + row / 2;
      make(svg, "path", { d: `M12 ${round(y + row / 2)}H${round(side + cell * themes.length)}`, ...colour("stroke", tint.line) });
      write(svg, 12, y + 4, cut(cg.say(place), side - 24, 12), 12, tint.ink);
      themes.forEach((theme, k) => {
        const here = at(place, theme);
        const step = cell / (here.length + 1);
        here.forEach((gap, n) => stateMark(svg, side + k * cell + step * (n + 1), y, several ? 7 : 9, cg.gapStates[gap.state], tint));
        if (!here.length) write(svg, side + k * cell + cell / 2, y + 4, "·", 12, tint.muted, { "text-anchor": "middle" });
      });
    });
    let under = top + places.length * row + 26;
    cg.gapStates.forEach((state, number) => {
      stateMark(svg, 22, under - 4, 8, state, tint);
      const count = gaps.filter((gap) => gap.state === number).length;
      write(svg, 40, under, `${cg.say(state.name)} (${count})${cg.t("colon")}${cg.say(state.meaning)}`, 11, tint.ink);
      under += 22;
    });
    return close(width, footer(svg, 0, width, under + 8, tint, [cg.t("priorities.strategy") + cg.t("colon") + strategy, "·" + cg.t("colon") + cg.t("priorities.none")]));
  }

  function matrix(tint) {
    if (cg.state.rows === "priorities") return priorities(tint);
    const { rows, kinds } = cg.matrixShown();
    const [side, cell, row, head] = [230, 56, 22, 175];
    const width = side + cell * (kinds.length + 1) + 90;
    const { svg, close } = begin(`${titled("matrix")} – ${cg.t("facet." + cg.state.rows)}`, tint);
    const top = 34 + head;
    const most = Math.max(1, ...rows.flatMap((one) => kinds.map((kind) => one.cells.get(kind) || 0)));
    [...kinds.map((kind) => cg.kindName(model.nodeKinds[kind])), cg.t("matrix.total")].forEach((name, i) => {
      const [x, y] = [side + i * cell + cell / 2 + 4, top - 8];
      write(svg, x, y, cut(name, 225, 11), 11, tint.ink, { transform: `rotate(-40 ${round(x)} ${round(y)})` });
    });
    rows.forEach((one, i) => {
      const y = top + i * row;
      write(svg, 12, y + 15, cut(cg.say(one.pair), side - 24, 12), 12, tint.ink);
      kinds.forEach((kind, k) => {
        const count = one.cells.get(kind) || 0;
        const box = { x: side + k * cell, y: round(y), width: cell - 2, height: row - 2 };
        make(svg, "rect", { ...box, ...colour("fill", tint.accent), "fill-opacity": round(count ? 0.1 + 0.35 * Math.sqrt(count / most) : 0) });
        write(svg, side + k * cell + cell / 2, y + 15, count ? String(count) : "·", 12, count ? tint.ink : tint.muted, { "text-anchor": "middle" });
      });
      write(svg, side + kinds.length * cell + cell / 2, y + 15, String(one.total), 12, tint.ink, { "text-anchor": "middle", "font-weight": 600 });
    });
    return close(width, footer(svg, 0, width, top + rows.length * row + 24, tint, [cg.t("matrix.note")]));
  }

  function timeline(tint) {
    const { rows: lasting, texts, more, first, span, step, now, undated } = cg.timelineShown();
    const rows = [...lasting, ...texts];
    const [side, row, year] = [440, 18, Math.max(8, Math.min(22, 660 / span))];
    const width = side + span * year + 24;
    const at = (when) => side + (when - first) * year;
    const { svg, close } = begin(titled("timeline"), tint);
    const top = 64;
    const bottom = top + rows.length * row;
    for (let mark = Math.ceil(first / step) * step; mark < first + span; mark += step) {
      make(svg, "path", { d: `M${round(at(mark))} ${top - 6}V${bottom}`, ...colour("stroke", tint.line) });
      write(svg, at(mark), top - 12, String(mark), 11, tint.muted, { "text-anchor": "middle" });
    }
    const bar = (x, y, length, state) =>
      make(svg, "rect", {
        x: round(x), y: round(y), width: round(length), height: 10,
        ...(state === "over" ? { ...colour("fill", tint.muted), "fill-opacity": 0.55 } : colour("fill", tint.accent)),
        ...(state === "open" ? { "fill-opacity": 0.35, ...colour("stroke", tint.accent) } : {}),
        ...(state === "text" ? colour("fill", tint.ink) : {}),
      });
    rows.forEach((one, i) => {
      const y = top + i * row;
      write(svg, 12, y + 13, cut(cg.label(one.node), side - 24, 12), 12, tint.ink);
      for (const { from, to, state } of cg.timelineBars(one, first, span)) {
        bar(at(from), y + 4, Math.max(1, (to - from) * year - 1), state);
      }
    });
    make(svg, "path", { d: `M${round(at(now))} ${top - 6}V${bottom}`, ...colour("stroke", tint.ink), "stroke-width": 1.5 });
    let x = 12;
    for (const state of ["on", "open", "over", ...(texts.length ? ["text"] : [])]) {
      const words = cg.t("timeline." + state);
      bar(x, bottom + 16, 26, state);
      write(svg, x + 32, bottom + 25, words, 11, tint.ink);
      x += 60 + words.length * 7;
    }
    const hidden = more ? [cg.t("timeline.more", { n: more })] : [];
    return close(width, footer(svg, 0, width, bottom + 52, tint, [cg.t("timeline.hint", { first, last: first + span - 1, undated }), ...hidden]));
  }

  const FIGURES = { map, matrix, timeline };
  /** A view as an SVG element. */
  cg.viewFigure = (view) => FIGURES[view](colours());
  cg.saveView = function (view, kind) {
    const save = kind === "png" ? cg.savePng : cg.saveSvg;
    save(cg.viewFigure(view), "coopgraph-" + view);
  };
})();
