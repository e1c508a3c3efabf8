// Gaps on the drawing: what a record concerns, the relation that it says is missing, and a mark of
// the worst state at each entity. Shape and sign say it; colour only repeats them.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
  const NOTHING = { width: 0, height: 0 };

  /** The record in front, where nothing else is chosen. */
  const front = () => {
    const { node, link, gap, from, to } = cg.state;
    return gap && !node && !link && !(from && to) ? gap : null;
  };

  /** What a record concerns and what is near, as far as it is shown. */
  function concerned(gap) {
    const shown = cg.pictured();
    const nodes = new Set(gap.nodes.filter((index) => shown.nodes[index]));
    const links = gap.links.concat(gap.evidence.map(({ link }) => link)).filter((index) => index !== undefined && shown.links[index]);
    const near = gap.near.map(({ node }) => node).filter((index) => index !== undefined && index !== null && shown.nodes[index] && !nodes.has(index));
    const ends = cg.missingEnds(gap);
    const basis = gap.evidence.map(({ at, node }) => (at === undefined ? node : at));
    return {
      nodes: [...nodes],
      basis: [...new Set(basis.filter((index) => index !== undefined && shown.nodes[index] && !nodes.has(index)))],
      links: [...new Set(links)].map((index) => model.links[index]),
      near: [...new Set(near)],
      ends: ends && ends.every((index) => shown.nodes[index]) ? ends : null,
    };
  }

  function dashed(ctx, scale, a, b, colours) {
    for (const [colour, width] of [[colours.halo, 7], [colours.ink, 2.6]]) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width / scale;
      ctx.setLineDash(colour === colours.ink ? [9 / scale, 7 / scale] : []);
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  function ring(ctx, scale, at, radius, colours, dashes) {
    for (const [colour, width] of [[colours.halo, 5], [colours.ink, 2]]) {
      ctx.strokeStyle = colour;
      ctx.lineWidth = width / scale;
      ctx.setLineDash(colour === colours.ink ? dashes.map((n) => n / scale) : []);
      ctx.beginPath();
      ctx.arc(at.x, at.y, radius, 0, 2 * Math.PI);
      ctx.stroke();
    }
    ctx.setLineDash([]);
  }

  /** Fade all but what the record in front concerns; says which entities stand out, or null. */
  cg.drawGap = function (ctx, view, colours, marks) {
    const gap = front();
    if (!gap) return null;
    const { nodes, basis, links, near, ends } = concerned(gap);
    const centres = [...new Set([...nodes, ...(ends || [])])];
    if (![centres, basis, near, links].some((list) => list.length)) return null;
    const around = cg.drawChosen(ctx, view, [...centres, ...near, ...basis], links, colours, marks);
    if (ends) {
      dashed(ctx, view.scale, marks.at(ends[0]), marks.at(ends[1]), colours);
      cg.drawChosen(ctx, { ...view, ...NOTHING }, ends, [], colours, marks);
    }
    const reach = (index) => Math.max(marks.look(index).size, 6 / view.scale) + 5 / view.scale;
    for (const index of nodes) ring(ctx, view.scale, marks.at(index), reach(index), colours, []);
    for (const index of near) ring(ctx, view.scale, marks.at(index), reach(index), colours, [2, 3]);
    return around;
  };

  function words(ctx, scale, x, y, said, size, colours) {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(1 / scale, 1 / scale);
    ctx.font = `600 ${size}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    // A label of the drawing may stand here: the words have a ground of their own.
    const half = ctx.measureText(said).width / 2 + 5;
    ctx.fillStyle = colours.bg;
    ctx.fillRect(-half, -size * 0.75, 2 * half, size * 1.5);
    ctx.strokeStyle = colours.halo;
    ctx.strokeText(said, 0, 0);
    ctx.fillStyle = colours.ink;
    ctx.fillText(said, 0, 0);
    ctx.restore();
  }

  function mark(ctx, scale, x, y, size, state, colours) {
    cg.trace(ctx, state.shape, x, y, size / scale);
    ctx.fillStyle = state.colour;
    ctx.fill();
    ctx.strokeStyle = colours.ink;
    ctx.lineWidth = 1.2 / scale;
    ctx.stroke();
    // Too small to read, the shape alone speaks.
    if (size < 5) return;
    ctx.save();
    ctx.translate(x, y + (cg.signSink(state) * size) / scale);
    ctx.scale(1 / scale, 1 / scale);
    const letter = Math.round(size * 1.35);
    ctx.font = `700 ${letter}px ${FONT}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.lineWidth = 0.01;
    ctx.strokeStyle = state.ink;
    ctx.strokeText(state.sign, 0, 0);
    ctx.fillStyle = state.ink;
    ctx.fillText(state.sign, 0, 0);
    ctx.restore();
  }

  /** The state that the mark at an entity tells: the worst of its open records, or that in front. */
  cg.worstState = function (index) {
    const open = (cg.gapsOf.get(index) || []).filter(cg.isOpenGap).map(({ state }) => state);
    return open.length ? cg.gapStates[Math.min(...open)] : null;
  };

  /** Marks beside the entities, and the words on the line that is missing. */
  cg.drawGapMarks = function (ctx, view, colours, marks) {
    const gap = front();
    const put = (index, state, size) => {
      const { x, y } = marks.at(index);
      const away = marks.look(index).size * 0.75 + (size * 0.6) / view.scale;
      mark(ctx, view.scale, x + away, y - away, size, state, colours);
    };
    if (gap) {
      const { nodes, ends } = concerned(gap);
      for (const index of nodes) if (nodes.length <= 60) put(index, cg.gapStates[gap.state], 8);
      if (ends) {
        const [a, b] = ends.map(marks.at);
        words(ctx, view.scale, (a.x + b.x) / 2, (a.y + b.y) / 2, cg.t("gap.line"), 12, colours);
      }
      return;
    }
    if (!cg.state.marks) return;
    const shown = cg.pictured().nodes;
    // The worst states last, on top of the others.
    const entries = [...cg.gapsOf.keys()].filter((index) => shown[index]).map((index) => [index, cg.worstState(index)]).filter(([, state]) => state);
    entries.sort((a, b) => cg.gapStates.indexOf(b[1]) - cg.gapStates.indexOf(a[1]) || a[0] - b[0]);
    for (const [index, state] of entries) put(index, state, Math.max(3.6, Math.min(8, 9 * view.scale ** 0.8)));
  };

  /** Bring into view what a record concerns. */
  cg.fitGap = (gap) => cg.whenDrawn(() => fit(gap));
  function fit(gap) {
    const { nodes, basis, near, ends, links } = concerned(gap);
    const all = new Set([...nodes, ...basis, ...near, ...(ends || []), ...links.flatMap(({ tail, head }) => [tail, head])]);
    if (!all.size) return;
    cg.network.fit({ nodes: [...all].map((index) => "n" + index), minZoomLevel: 0.02, maxZoomLevel: 1.2, animation: false });
  }

  /** Whether the network is a figure made beforehand, on which nothing more is drawn. */
  cg.isStill = () => Boolean(cg.data.drawing.still) || cg.byId("view-network").classList.contains("still");

  cg.starts.push(() => {
    if (!cg.gapsOf.size || cg.isStill()) return;
    const box = el("input", { type: "checkbox", id: "marks", on: { change: () => cg.set({ marks: box.checked }) } });
    const fold = el(
      "div",
      { id: "gap-marks" },
      el("p", { class: "kinds" }, el("label", null, box, el("span", { class: "kind", "data-t": "marks" }, cg.t("marks")), el("span", { class: "count", id: "marks-count" }))),
      el("ul", { class: "state-legend", id: "marks-legend", hidden: true }),
      el("p", { class: "hint", id: "marks-hint", "data-t": "marks.hint", hidden: true }, cg.t("marks.hint")),
    );
    document.querySelector(".legend").append(fold);
  });

  cg.shows.push((changed) => {
    const box = cg.byId("marks");
    if (!box) return;
    box.checked = cg.state.marks;
    cg.byId("marks-legend").hidden = !cg.state.marks;
    cg.byId("marks-hint").hidden = !cg.state.marks;
    if (changed.has("lang") || changed.has("dismissed") || changed.has("marks")) {
      const states = [...cg.gapsOf.keys()].map(cg.worstState).filter(Boolean);
      cg.byId("marks-count").textContent = String(states.length);
      cg.fill(
        cg.byId("marks-legend"),
        cg.gapStates.map((state) => {
          const n = states.filter((one) => one === state).length;
          return n ? el("li", null, cg.stateMark(state), el("span", { class: "state-name" }, cg.say(state.name), el("span", { class: "count" }, String(n)))) : null;
        }),
      );
    }
    if ((changed.has("marks") || changed.has("dismissed")) && cg.network) cg.network.redraw();
  });
})();
