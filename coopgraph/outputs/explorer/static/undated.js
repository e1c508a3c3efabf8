// What has no date in a past year: it may not have existed then, and is drawn hollow.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const today = Number((model.asOf || "9999").slice(0, 4));
  /** So much of a mark is left out, and from so many pixels on. */
  const HOLE = 0.6;
  const LEAST = 1.5;

  /** Whether a mark is hollow; countries have no date, and stand all the same. */
  cg.hollow = function (node) {
    const { year, between } = cg.state;
    return year !== null && year < today && !between && cg.undated(node) && model.nodeKinds[node.kind].id !== "country";
  };

  cg.drawHole = function (ctx, { shape, size }, at, colours) {
    cg.trace(ctx, shape, at.x, at.y, size * HOLE);
    ctx.fillStyle = colours.bg;
    ctx.fill();
  };
  /** The holes of all marks that are drawn. */
  cg.drawHoles = function (ctx, scale, marks, shown, colours) {
    const { year } = cg.state;
    if (year === null || year >= today) return;
    for (const node of model.nodes) {
      if (!shown.nodes[node.index] || !cg.hollow(node)) continue;
      const look = marks.look(node.index);
      if (look.size * scale >= LEAST) cg.drawHole(ctx, look, marks.at(node.index), colours);
    }
  };

  const count = () => model.nodes.filter((node) => cg.shown().nodes[node.index] && cg.hollow(node)).length;
  /** The line of the legend: what hollow marks are in the chosen year, if there are any. */
  cg.hollowNote = function () {
    const n = count();
    return n ? [cg.t("time.hollow", { n, year: cg.state.year })] : [];
  };

  cg.starts.push(() => cg.byId("node-kinds").after(el("p", { class: "hint hollow", id: "hollow-note", hidden: true })));
  cg.shows.push((changed, filtered) => {
    if (!filtered && !changed.has("lang")) return;
    const note = cg.hollowNote();
    cg.byId("hollow-note").hidden = !note.length;
    cg.fill(cg.byId("hollow-note"), note.length ? [cg.icon({ shape: "dot", colour: "none" }), note] : []);
  });
})();
