// The gap records that are listed as a file for a spreadsheet: CSV, or a workbook with the sources.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;

  const titles = (numbers) => [...new Set(numbers)].map((number) => model.sources[number].title);
  /** The sources of what a record rests on, whether the record or the drawing states it. */
  const sourcesOf = (gap) =>
    titles(
      gap.evidence.flatMap(({ link, at, source }) =>
        link !== undefined ? model.links[link].evidence.map((one) => one.source) : at !== undefined ? model.nodes[at].evidence.map((one) => one.source) : source >= 0 ? [source] : [],
      ),
    );
  const joined = (words) => words.filter(Boolean).join(cg.t("semicolon"));
  const end = ({ dates }) => (!dates ? "" : dates[0] === dates[1] ? dates[0] : `${dates[0]} – ${dates[1]}`);

  const COLUMNS = [
    { key: "gap.record", width: 40, of: (gap) => gap.id },
    { key: "gaps.table", width: 44, of: (gap, table) => cg.say(table) },
    { key: "gaps.type", width: 14, of: (gap) => cg.say(cg.gapTypes[gap.type].name) },
    { key: "facet.status", width: 14, of: (gap) => cg.say(cg.gapStates[gap.state].name) },
    { key: "gaps.subject", width: 44, of: (gap) => cg.say(gap.subject) },
    { key: "gap", width: 60, of: (gap) => cg.say(gap.finding) },
    { key: "gap.closes", width: 50, of: (gap) => cg.say(gap.closes) },
    { key: "gap.end", width: 24, of: end },
    { key: "gap.act", width: 12, of: (gap) => (gap.dates && gap.dates[3]) || "" },
    { key: "gaps.place", width: 24, of: (gap) => joined(gap.places.map(cg.say)) },
    { key: "gaps.entities", width: 50, of: (gap) => joined(gap.nodes.map((index) => cg.label(model.nodes[index]))) },
    { key: "gaps.confidence", width: 12, of: (gap) => cg.say(gap.confidence) },
    { key: "links.sources", width: 60, of: (gap) => joined(sourcesOf(gap)) },
  ];
  const rows = () => cg.gapListing().flatMap(({ name, gaps }) => gaps.map((gap) => COLUMNS.map(({ of }) => of(gap, name))));
  const head = () => COLUMNS.map(({ key }) => cg.t(key).replace(/^./, (letter) => letter.toUpperCase()));

  /** The listed records as CSV; nothing in it is run by a spreadsheet. */
  cg.gapsCsv = function () {
    const comma = cg.state.lang === "fr" ? ";" : ",";
    const quote = (value) => {
      const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
      return /[";,\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    return "\ufeff" + [head(), ...rows()].map((row) => row.map(quote).join(comma)).join("\r\n") + "\r\n";
  };

  let writer = null;
  const cell = (value) => (value ? { type: String, value, ...(/^\s*[=+\-@|%]/.test(value) ? { format: "@" } : {}) } : null);
  /** The same as a workbook, with a sheet that says of what day and under which filters. */
  cg.gapsWorkbook = async function () {
    writer = writer || cg.load("sheets");
    await writer;
    const about = [
      [cg.say(model.title), cg.t("gaps.title")],
      [cg.t("sheet.day"), model.asOf],
      [cg.t("sheet.shown"), cg.byId("gap-count").textContent],
      [cg.t("sheet.state"), cg.fragment()],
      [cg.t("vintage"), cg.say(model.headline)],
      ["", cg.t("gaps.hint")],
      ["", cg.t("made")],
    ];
    const sheets = [
      { sheet: cg.t("gaps.title"), data: [head().map((value) => ({ type: String, value, fontWeight: "bold" })), ...rows().map((row) => row.map(cell))], stickyRowsCount: 1, columns: COLUMNS.map(({ width }) => ({ width })) },
      { sheet: cg.t("sheet.about"), data: about.map((row) => row.map(cell)), stickyRowsCount: 0, columns: [{ width: 30 }, { width: 110 }] },
    ];
    return window.writeSheets(sheets, { fontFamily: "Calibri", fontSize: 11 });
  };
  async function saveWorkbook() {
    try {
      cg.saveFile("coopgraph-gaps.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", await cg.gapsWorkbook());
    } catch {
      cg.announce(cg.t("sheet.failed"));
    }
  }

  cg.gapSaveButtons = () =>
    el(
      "p",
      { class: "both" },
      el("button", { type: "button", id: "save-gaps-csv", on: { click: () => cg.saveFile("coopgraph-gaps.csv", "text/csv;charset=utf-8", cg.gapsCsv()) } }, cg.t("save.csv")),
      el("button", { type: "button", id: "save-gaps-xlsx", on: { click: saveWorkbook } }, cg.t("save.xlsx")),
    );
})();
