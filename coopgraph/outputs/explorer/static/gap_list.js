// The view of all gaps: the tables that the command prints, filtered by state, kind, place, confidence.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { el } = cg;
  const words = (pair) => pair.join("\u0000");
  const side = () => (cg.state.lang === "en" ? 1 : 0);

  const CLOSED = new Set(cg.gapStates.map((_, number) => number).filter((number) => ["exempt", "covered"].includes(cg.gapStates[number].id)));
  cg.state.gapStates = CLOSED;
  cg.state.gapFilters = {};
  /** The entity that the listed records concern, or null for all. */
  cg.state.gapAbout = null;
  const FILTERS = [
    { id: "type", of: (gap) => [cg.gapTypes[gap.type].name], key: (gap) => [cg.gapTypes[gap.type].id] },
    { id: "place", of: (gap) => gap.places },
    { id: "confidence", of: (gap) => (gap.confidence[0] ? [gap.confidence] : []) },
  ];
  /** What is left out: the states that are not listed, by number. */
  const hides = (gap) => cg.state.gapStates.has(gap.state);
  const concerns = (gap, node) => gap.nodes.includes(node.index);
  /** In a neighbourhood, what concerns an entity of it; the organisation in focus, in nearly all, only as its centre. */
  function near(gap) {
    const { centre } = cg.state;
    if (!centre || concerns(gap, centre)) return true;
    const shown = cg.shown().nodes;
    return gap.nodes.some((index) => shown[index] && index !== cg.gapHome);
  }
  const inScope = (gap) => (!cg.state.gapAbout || concerns(gap, cg.state.gapAbout)) && near(gap);
  const passes = (gap) =>
    inScope(gap) && FILTERS.every(({ id, of }) => !(id in cg.state.gapFilters) || of(gap).some((pair) => words(pair) === cg.state.gapFilters[id]));
  const listed = (gap) => !hides(gap) && passes(gap);

  cg.addAddress({
    write(parts, { gapStates, gapFilters, gapAbout }) {
      if (gapAbout) parts.set("g.about", gapAbout.id);
      if (gapStates !== CLOSED) parts.set("g.states", cg.gapStates.filter((_, n) => !gapStates.has(n)).map(({ id }) => id).join("."));
      for (const { id } of FILTERS) if (id in gapFilters) parts.set("g." + id, gapFilters[id].split("\u0000")[0]);
    },
    read(parts) {
      const told = parts.get("g.states");
      const wanted = (told || "").split(".");
      const states = told === null ? CLOSED : new Set(cg.gapStates.map((_, n) => n).filter((n) => !wanted.includes(cg.gapStates[n].id)));
      const filters = {};
      for (const { id, of } of FILTERS) {
        const name = parts.get("g." + id);
        const pair = name && cg.gaps.flatMap(of).find(([french]) => french === name);
        if (pair) filters[id] = words(pair);
      }
      const keep = (now, next, key) => (key(now) === key(next) ? now : next);
      return {
        gapStates: keep(cg.state.gapStates, states, (set) => [...set].sort().join()),
        gapFilters: keep(cg.state.gapFilters, filters, JSON.stringify),
        gapAbout: cg.model.nodeById.get(parts.get("g.about")) || null,
      };
    },
  });

  function select({ id, of }) {
    const counts = new Map();
    for (const gap of cg.gaps) {
      if (hides(gap) || !inScope(gap)) continue;
      for (const key of new Set(of(gap).map(words))) counts.set(key, (counts.get(key) || 0) + 1);
    }
    const chosen = cg.state.gapFilters[id];
    if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
    const name = (key) => key.split("\u0000")[side()];
    const values = [...counts].sort((a, b) => (id === "place" ? 0 : b[1] - a[1]) || name(a[0]).localeCompare(name(b[0]), cg.state.lang));
    const box = el(
      "select",
      {
        id: "gap-filter-" + id,
        on: {
          change: () => {
            const filters = { ...cg.state.gapFilters };
            if (box.value) filters[id] = box.value;
            else delete filters[id];
            cg.set({ gapFilters: filters });
          },
        },
      },
      el("option", { value: "" }, cg.t("facet.all")),
      values.map(([key, count]) => el("option", { value: key }, `${name(key)} (${count})`)),
    );
    box.value = chosen || "";
    return el("p", { class: "facet" }, el("label", { for: "gap-filter-" + id }, cg.t("gaps." + id)), box);
  }

  /** Whom the records concern: anybody, or what was chosen. */
  function about() {
    const { node, gapAbout } = cg.state;
    const choices = [...new Set([gapAbout, node])].filter(Boolean);
    const count = (one) => cg.gaps.filter((gap) => !hides(gap) && concerns(gap, one)).length;
    const box = el(
      "select",
      { id: "gap-filter-about", on: { change: () => cg.set({ gapAbout: cg.model.nodeById.get(box.value) || null }) } },
      el("option", { value: "" }, cg.t("facet.all")),
      choices.map((one) => el("option", { value: one.id }, `${cg.label(one)} (${count(one)})`)),
      choices.length ? null : el("option", { value: "-", disabled: true }, cg.t("gaps.concerning.choose")),
    );
    box.value = gapAbout ? gapAbout.id : "";
    return el("p", { class: "facet" }, el("label", { for: "gap-filter-about" }, cg.t("gaps.concerning")), box);
  }

  function states() {
    const counts = cg.gapStates.map((_, number) => cg.gaps.filter((gap) => gap.state === number && passes(gap) && !cg.state.dismissed.has(gap.id)).length);
    return el(
      "fieldset",
      { class: "gap-states" },
      el("legend", null, cg.t("gaps.states")),
      cg.gapStates.map((state, number) => {
        const box = el("input", {
          type: "checkbox",
          id: "gap-state-" + state.id,
          on: {
            change: () => {
              const hidden = new Set(cg.state.gapStates);
              if (box.checked) hidden.delete(number);
              else hidden.add(number);
              cg.set({ gapStates: hidden });
            },
          },
        });
        box.checked = !cg.state.gapStates.has(number);
        return el(
          "label",
          null,
          box,
          cg.stateMark(state),
          el("span", { class: "state-name" }, cg.say(state.name), el("span", { class: "count" }, String(counts[number])), el("span", { class: "hint" }, cg.say(state.meaning))),
        );
      }),
    );
  }

  function row({ gap, cells }, columns) {
    const box = el("input", { type: "checkbox", "aria-label": cg.t("dismiss.one", { label: cg.say(gap.subject) }), on: { change: () => cg.pickGap(gap, box.checked) } });
    box.checked = cg.isPicked(gap);
    return el(
      "tr",
      { class: cg.state.gap === gap ? "chosen" : null },
      el("td", { class: "pick" }, cg.isClosed(gap) ? null : el("label", null, box)),
      el("th", { scope: "row" }, cg.gapButton(gap)),
      cells.map((cell, i) =>
        cg.say(cell) ? el("td", { "data-label": cg.say(columns[i]) + cg.t("colon") }, cg.say(cell)) : el("td", { class: "blank" }),
      ),
    );
  }

  /** One table of the command; filled when it is opened. */
  function group(table, rows, open) {
    const state = cg.gapStates[rows[0].gap.state];
    const content = el("div", { class: "scroll" });
    const fill = () => {
      cg.fill(
        content,
        table.lead.map((line) => el("p", { class: "lead" }, cg.say(line))),
        el(
          "table",
          { class: "gaps" },
          el("caption", { class: "unseen" }, cg.say(table.name)),
          el(
            "thead",
            null,
            el("tr", null, el("th", { scope: "col", class: "pick" }, el("span", { class: "unseen" }, cg.t("dismiss"))), el("th", { scope: "col" }, cg.t("gaps.subject")), table.columns.map((column) => el("th", { scope: "col" }, cg.say(column)))),
          ),
          el("tbody", null, rows.map((one) => row(one, table.columns))),
        ),
      );
    };
    const fold = el("details", { class: "group", open, on: { toggle: () => fold.open && !content.firstChild && fill() } }, el("summary", null, cg.stateMark(state), `${cg.say(table.name)} (${rows.length})`), content);
    if (open) fill();
    return cg.wholeOnPaper(fold, () => content.firstChild || fill());
  }

  /** What is listed, table by table, for those who take it away. */
  let listing = [];
  cg.gapListing = () => listing;

  let opened = new Set();
  function show(changed) {
    const body = cg.byId("gaps-body");
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    const focus = focused && (focused.id || focused.dataset.gap);
    // What the reader has unfolded stays so, as long as it is the same tables.
    if (body.firstChild) opened = new Set([...body.querySelectorAll("details.group[data-table]")].filter((fold) => fold.open).map((fold) => fold.dataset.table));
    const tables = cg.gapTables
      .map((table, number) => ({ table, number, rows: table.rows.filter(({ gap }) => listed(gap) && !cg.state.dismissed.has(gap.id)) }))
      .filter(({ rows }) => rows.length);
    const first = !body.firstChild && tables.length ? String(tables[0].number) : null;
    const n = tables.reduce((sum, { rows }) => sum + rows.length, 0);
    const aside = cg.gaps.filter((gap) => cg.state.dismissed.has(gap.id));
    const where = cg.state.centre ? " " + cg.t("gaps.near", { label: cg.label(cg.state.centre) }) : "";
    const said = cg.t("gaps.count", { n, all: cg.gaps.length, dismissed: aside.length }) + where;
    listing = tables.map(({ table, rows }) => ({ name: table.name, gaps: rows.map(({ gap }) => gap) }));
    cg.fill(
      body,
      el("p", { class: "hint" }, cg.t("gaps.hint")),
      states(),
      el("div", { class: "gap-filters" }, about(), FILTERS.map(select), el("p", { class: "both" }, el("button", { type: "button", id: "gap-clear", on: { click: () => cg.set({ gapFilters: {}, gapStates: CLOSED, gapAbout: null }) } }, cg.t("gaps.clear")))),
      el("p", { id: "gap-count" }, said),
      n ? cg.gapSaveButtons() : null,
      n ? null : el("p", null, cg.t("gaps.none")),
      tables.map(({ table, number, rows }) => {
        const holds = rows.some(({ gap }) => gap === cg.state.gap);
        const fold = group(table, rows, opened.has(String(number)) || String(number) === first || holds || tables.length === 1);
        fold.dataset.table = String(number);
        return fold;
      }),
      cg.dismissedBlock(aside.filter(passes)),
    );
    cg.showPicked();
    if (changed && ["gapFilters", "gapStates", "gapAbout", "centre"].some((key) => changed.has(key))) cg.announce(said);
    if (focus) {
      const again = cg.byId(focus) || [...body.querySelectorAll("[data-gap]")].find((one) => one.dataset.gap === focus);
      if (again) again.focus();
    }
  }

  /** The list with one record in it, unfolded and in view. */
  cg.showInList = function (gap) {
    const states = new Set(cg.state.gapStates);
    states.delete(gap.state);
    cg.set({ view: "gaps", gap, gapStates: hides(gap) ? states : cg.state.gapStates, ...(passes(gap) ? {} : { gapFilters: {}, gapAbout: null, centre: null, turned: [] }) });
    const button = [...cg.byId("gaps-body").querySelectorAll("[data-gap]")].find((one) => one.dataset.gap === gap.id);
    if (!button) return;
    button.scrollIntoView({ block: "center" });
    button.focus();
  };

  cg.showGaps = () => show(null);
  if (cg.gaps.length) cg.addView({ id: "gaps", keys: ["gapStates", "gapFilters", "gapAbout", "node", "gap", "dismissed"], show });
  else cg.byId("to-gaps").remove();
})();
