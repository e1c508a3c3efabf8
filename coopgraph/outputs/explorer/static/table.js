// The entities shown as one table: sorted by any column, saved as a file for a spreadsheet.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const PAGE = 200;
  const all = (of) => (node) => of(node).map(cg.say).join(", ");
  const COLUMNS = [
    { id: "name", of: cg.label },
    { id: "acronym", of: (node) => node.acronym },
    { id: "kind", of: (node) => cg.kindName(model.nodeKinds[node.kind]) },
    { id: "city", of: all(cg.cities) },
    { id: "region", of: all(cg.regions) },
    { id: "country", of: all(cg.countriesIn) },
    { id: "themes", of: (node) => node.themes.map(cg.say).join(", ") },
    { id: "start", of: (node) => node.start, number: true },
    { id: "end", of: (node) => node.end, number: true },
    { id: "links", of: cg.linkCount, said: cg.linkCountSaid, number: true },
  ];
  const FIRST = "links-";
  cg.state.sort = FIRST;
  /** While two days are compared, a column says what became of each. */
  const CHANGE = { id: "change", of: (node) => cg.changeOf(node) };
  /** Of a neighbourhood, how many links the whole landscape has; the page says it beside the other. */
  const WHOLE = { id: "landscape", of: (node) => cg.linkCount(node) + node.beyond, number: true };
  cg.isCut = () => model.nodes.some((node) => node.beyond);
  const columns = () => (cg.state.between ? [...COLUMNS, CHANGE] : COLUMNS);
  /** How many links of an entity pass year, legend and filters: the number that its details say. */
  const shownLinks = (node) => {
    const shown = cg.shown().links;
    return node.links.filter((link) => shown[link.index]).length;
  };
  /** In files, which stand without the page, both numbers of links that the details say. */
  const LINKS = [
    { id: "shown", of: shownLinks, number: true },
    { id: "all", of: cg.linkCount, number: true },
  ];
  cg.tableColumns = () => columns().flatMap((one) => (one.id === "links" ? [...LINKS, ...(cg.isCut() ? [WHOLE] : [])] : [one]));

  cg.tableRows = rows;
  function rows() {
    const shown = cg.shown().nodes;
    const down = cg.state.sort.endsWith("-");
    const column = columns().find(({ id }) => id === cg.state.sort.replace("-", "")) || COLUMNS[0];
    const keyed = model.nodes
      .filter((node) => shown[node.index])
      .map((node) => {
        const value = column.of(node);
        return { node, empty: value === "" || value === null, key: column.number ? value : cg.fold(String(value)) };
      });
    const order = column.number ? (a, b) => a.key - b.key : (a, b) => a.key.localeCompare(b.key, "fr", { numeric: true });
    keyed.sort((a, b) => a.empty - b.empty || (down ? -order(a, b) : order(a, b)) || a.node.index - b.node.index);
    return keyed.map(({ node }) => node);
  }

  /** A cell that no spreadsheet takes for a formula: the rule of all files of the commands. */
  const FORMULA = /^(?:[\s'\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])/;
  const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
  const inert = (text) => (FORMULA.test(text) && !NUMBER.test(text) ? "'" + text : text);
  cg.inert = inert;

  cg.saveFile = function (name, type, content) {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    cg.announce(cg.t("saved", { name }));
  };

  cg.asCsv = function () {
    const comma = cg.state.lang === "fr" ? ";" : ",";
    const quote = (value) => {
      const text = inert(value === null || value === undefined ? "" : String(value));
      return /[";,\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    const head = [...cg.tableColumns().map(({ id }) => cg.t("column." + id)), "IRI"];
    const lines = rows().map((node) => [...cg.tableColumns().map(({ of }) => of(node)), model.base + node.id]);
    return "\ufeff" + [head, ...lines].map((line) => line.map(quote).join(comma)).join("\r\n") + "\r\n";
  };

  function head() {
    return columns().map(({ id }) => {
      const sorted = cg.state.sort.replace("-", "") === id;
      const down = sorted && cg.state.sort.endsWith("-");
      return el(
        "th",
        { scope: "col", "data-column": id, "aria-sort": sorted ? (down ? "descending" : "ascending") : null },
        el(
          "button",
          {
            type: "button",
            class: "sort",
            id: "sort-" + id,
            on: { click: () => { cg.set({ sort: sorted && !down ? id + "-" : id }); cg.byId("sort-" + id).focus(); } },
          },
          cg.t("column." + id),
          sorted ? (down ? " ▼" : " ▲") : "",
        ),
      );
    });
  }

  function show() {
    const nodes = rows();
    const body = el("tbody");
    const more = el("button", { type: "button", class: "more" });
    let at = 0;
    const grow = () => {
      for (const node of nodes.slice(at, at + PAGE)) {
        body.append(
          el("tr", null, columns().map(({ id, of, said, number }) => {
            const value = (said || of)(node);
            const text = value === null ? "" : String(value);
            return id === "name"
              ? el("th", { scope: "row" }, cg.nodeButton(node))
              : el("td", { class: number ? "number" : null, "data-column": id, "data-label": text ? cg.t("column." + id) + cg.t("colon") : null }, text);
          })),
        );
      }
      at = Math.min(nodes.length, at + PAGE);
      more.hidden = at >= nodes.length;
      more.textContent = cg.t("neighbours.more", { n: Math.min(PAGE, nodes.length - at) });
    };
    more.addEventListener("click", grow);
    grow();
    cg.fill(
      cg.byId("table-body"),
      el("p", { class: "both" }, el("button", { type: "button", id: "save-csv", on: { click: () => cg.saveFile("coopgraph.csv", "text/csv;charset=utf-8", cg.asCsv()) } }, cg.t("save.csv")), el("button", { type: "button", id: "save-xlsx", on: { click: cg.saveWorkbook } }, cg.t("save.xlsx"))),
      nodes.length
        ? el("div", { class: "scroll" }, el("table", null, el("caption", { class: "unseen" }, cg.t("table.title")), el("thead", null, el("tr", null, head())), body))
        : el("p", null, cg.t("nothing")),
      more,
    );
  }

  // A column that is only there while days are compared is kept, too: elsewhere the first one counts.
  const known = (sort) => [...COLUMNS, CHANGE].some(({ id }) => sort === id || sort === id + "-");
  cg.addAddress({
    write: (parts, { sort }) => sort !== FIRST && parts.set("sort", sort),
    read: (parts) => ({ sort: known(parts.get("sort")) ? parts.get("sort") : FIRST }),
  });
  cg.addView({ id: "table", keys: ["sort"], show });
})();
