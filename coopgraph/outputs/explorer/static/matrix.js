// Counts of what is shown, kind by region, country or theme; a cell opens its entities in the table.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const ROWS = { region: (node) => cg.regions(node), country: (node) => node.countries, theme: (node) => node.themes };
  cg.state.rows = "region";

  function counted() {
    const shown = cg.shown().nodes;
    const rows = new Map();
    for (const node of model.nodes) {
      if (!shown[node.index]) continue;
      for (const pair of ROWS[cg.state.rows](node)) {
        if (!pair[0]) continue;
        if (!rows.has(pair[0])) rows.set(pair[0], { pair, cells: new Map(), total: 0 });
        const row = rows.get(pair[0]);
        row.cells.set(node.kind, (row.cells.get(node.kind) || 0) + 1);
        row.total += 1;
      }
    }
    return [...rows.values()].sort((a, b) => b.total - a.total || a.pair[0].localeCompare(b.pair[0], "fr"));
  }

  /** Show in the table the entities of one kind in one row; the other filters stay. */
  function open(pair, kind) {
    cg.setFacet(cg.state.rows, pair);
    const others = model.nodeKinds.map((_, number) => number).filter((number) => number !== kind);
    cg.set({ hiddenNodes: new Set(kind === null ? [] : others), view: "table" });
    cg.byId("table-title").focus();
  }

  const cell = (row, kind, count) =>
    el(
      "td",
      { class: "number" },
      count
        ? el("button", { type: "button", class: "cell", "aria-label": `${cg.say(row.pair)}, ${kind === null ? cg.t("matrix.total") : cg.kindName(model.nodeKinds[kind])}${cg.t("colon")}${count}`, on: { click: () => open(row.pair, kind) } }, String(count))
        : el("span", { class: "zero" }, "·"),
    );

  const kindsOf = (rows) => model.nodeKinds.map((_, kind) => kind).filter((kind) => rows.some((row) => row.cells.has(kind)));
  /** What the matrix counts, for a figure. */
  cg.matrixShown = function () {
    const rows = counted();
    return { rows, kinds: kindsOf(rows) };
  };
  const PRIORITIES = "priorities";
  const choices = () => Object.keys(ROWS).concat(cg.hasPriorities() ? PRIORITIES : []);
  const choice = () =>
    el(
      "div",
      { class: "both", role: "group", "aria-label": cg.t("matrix.rows") },
      choices().map((id) =>
        el(
          "button",
          { type: "button", id: "rows-" + id, "aria-pressed": String(cg.state.rows === id), on: { click: () => { cg.set({ rows: id }); cg.byId("rows-" + id).focus(); } } },
          cg.t(id === PRIORITIES ? "matrix.priorities" : "facet." + id),
        ),
      ),
    );

  function show() {
    const priorities = cg.state.rows === PRIORITIES;
    cg.byId("matrix-title").textContent = cg.t(priorities ? "priorities.title" : "matrix.title");
    cg.fill(cg.byId("matrix-body"), choice(), priorities ? cg.priorityMatrix() : counts());
    cg.watchWidth(cg.byId("matrix-frame"));
  }

  function counts() {
    const rows = counted();
    const kinds = kindsOf(rows);
    return [
      cg.figureButtons("matrix"),
      el("p", { class: "hint" }, cg.t("matrix.hint")),
      el("p", { class: "hint wide", id: "matrix-wide", hidden: true }, cg.t("priorities.wide")),
      rows.length
        ? el(
            "div",
            { class: "frame", id: "matrix-frame", tabindex: "0", role: "group", "aria-labelledby": "matrix-title" },
            el(
              "table",
              { class: "matrix states" },
              el("caption", { class: "unseen" }, cg.t("matrix.title")),
              el("thead", null, el("tr", null, el("td"), kinds.map((kind) => el("th", { scope: "col" }, cg.icon(model.nodeKinds[kind]), el("span", null, cg.kindName(model.nodeKinds[kind])))), el("th", { scope: "col" }, cg.t("matrix.total")))),
              el("tbody", null, rows.map((row) => el("tr", null, el("th", { scope: "row" }, cg.say(row.pair)), kinds.map((kind) => cell(row, kind, row.cells.get(kind) || 0)), cell(row, null, row.total)))),
            ),
          )
        : el("p", null, cg.t("nothing")),
    ];
  }

  cg.addAddress({
    write: (parts, { rows }) => rows !== "region" && parts.set("rows", rows),
    read: (parts) => ({ rows: choices().includes(parts.get("rows")) ? parts.get("rows") : "region" }),
  });
  cg.addView({ id: "matrix", keys: ["rows", "strategy", "dismissed"], show });
})();
