// The entities and links shown as a workbook for a spreadsheet: text as text, years as numbers, days
// as days; with the sources, and a sheet that says what was shown and on which day.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const LONGEST = 32000;

  /** A cell of text. It is never a formula; what looks like one stays text when somebody edits it. */
  function text(value) {
    const plain = String(value);
    const cut = plain.length > LONGEST ? plain.slice(0, LONGEST) + "…" : plain;
    return { type: String, value: cut, ...(cg.inert(cut) === cut ? {} : { format: "@" }) };
  }
  const number = (value) => ({ type: Number, value });
  const day = (iso) => ({ type: Date, value: new Date(iso + "T00:00:00Z"), format: "yyyy\\-mm\\-dd" });
  const cell = (value) =>
    value === null || value === undefined || value === "" ? null : typeof value === "number" ? number(value) : text(value);
  const headings = (keys) => keys.map((key) => ({ ...text(cg.t(key)), fontWeight: "bold" }));
  const years = (thing) => [thing.start, thing.end].map((year) => (year ? number(year) : null));
  const titles = (evidence) => [...new Set(evidence.map((one) => model.sources[one.source].title))].join(cg.t("semicolon"));
  const locators = (evidence) => [...new Set(evidence.map((one) => cg.locator(one.locator)).filter(Boolean))].join(cg.t("semicolon"));

  function entities() {
    const rows = cg.tableRows().map((node) => [
      ...cg.tableColumns().map(({ of }) => cell(of(node))),
      cell(titles(node.evidence)),
      cell(model.base + node.id),
    ]);
    const head = headings([...cg.tableColumns().map(({ id }) => "column." + id), "links.sources", "column.iri"]);
    const more = [...(cg.isCut() ? [10] : []), ...(cg.state.between ? [22] : [])];
    return { sheet: cg.t("sheet.entities"), data: [head, ...rows], widths: [46, 14, 30, 18, 22, 16, 30, 8, 8, 10, 10, ...more, 50, 60] };
  }

  function links() {
    const shown = cg.shown().links;
    const rows = model.links
      .filter((link) => shown[link.index])
      .map((link) => [
        cell(cg.label(model.nodes[link.tail])),
        cell(cg.label(model.nodes[link.head])),
        cell(cg.kindName(model.linkKinds[link.kind])),
        cell(cg.summary(link)),
        ...years(link),
        cell(titles(link.evidence)),
        cell(locators(link.evidence)),
        cell([...new Set(link.evidence.map(({ confidence }) => cg.say(confidence)).filter(Boolean))].join(cg.t("semicolon"))),
      ]);
    const head = headings(["links.from", "links.to", "column.kind", "links.details", "column.start", "column.end", "links.sources", "locator", "confidence"]);
    return { sheet: cg.t("sheet.links"), data: [head, ...rows], widths: [46, 46, 30, 40, 8, 8, 50, 30, 14] };
  }

  function sources() {
    const rows = model.sources.map((source) => [cell(source.title), cell(cg.say(source.kind)), cell(cg.say(source.dated)), cell(source.url)]);
    return { sheet: cg.t("view.sources"), data: [headings(["sources.source", "sources.kind", "sources.dated", "sheet.address"]), ...rows], widths: [70, 18, 40, 60] };
  }

  function about() {
    const lines = [
      [text(cg.say(model.title)), null],
      [text(cg.t("sheet.day")), model.asOf ? day(model.asOf) : null],
      [text(cg.t("sheet.shown")), text(cg.byId("status").textContent)],
      [text(cg.t("time")), text(cg.state.between ? cg.state.between.replace("_", " – ") : cg.byId("year-said").textContent)],
      [text(cg.t("sheet.state")), text(cg.fragment())],
      [text(cg.t("column.shown")), text(cg.t("sheet.links.shown"))],
      [text(cg.t("column.all")), text(cg.t("sheet.links.all"))],
      [text(cg.t("vintage")), text(cg.say(model.headline))],
      ...model.vintage.map((line) => [null, text(cg.say(line))]),
      [null, text(cg.t("made"))],
    ];
    lines[0][0].fontWeight = "bold";
    return { sheet: cg.t("sheet.about"), data: lines, widths: [30, 110], stickyRowsCount: 0 };
  }

  let writer = null;
  /** The workbook of what is shown. */
  cg.asWorkbook = async function () {
    // The library is inflated when it is asked for the first time.
    writer = writer || cg.load("sheets");
    await writer;
    return window.writeSheets(
      [entities(), links(), sources(), about()].map(({ widths, ...sheet }) => ({
        stickyRowsCount: 1,
        ...sheet,
        columns: widths.map((width) => ({ width })),
      })),
      { fontFamily: "Calibri", fontSize: 11 },
    );
  };

  cg.saveWorkbook = async function () {
    try {
      cg.saveFile("coopgraph.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", await cg.asWorkbook());
    } catch {
      cg.announce(cg.t("sheet.failed"));
    }
  };
})();
