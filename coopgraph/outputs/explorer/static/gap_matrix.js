// Priorities as a matrix, country by theme: each cell the state of an announced priority.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { el } = cg;
  const cells = cg.gaps.filter(({ cell }) => cell);
  const strategies = [...new Set(cells.map(({ cell }) => cell.strategy))].sort();
  const stands = (strategy) => cells.some((gap) => gap.cell.strategy === strategy && cg.gapStates[gap.state].id !== "exempt");
  cg.hasPriorities = () => cells.length > 0;
  // Strategies that have ended exempt their cells: the page opens on one in force.
  const opening = strategies.find(stands) || "";
  cg.state.strategy = opening;

  const sourceOf = (id) => cg.model.sources.find((one) => one.id === id);
  const title = (id) => (sourceOf(id) ? sourceOf(id).title : id);
  const lang = (id) => (sourceOf(id) ? cg.sourceLang(sourceOf(id)) : null);

  cg.addAddress({
    write: (parts, { strategy }) => strategy !== opening && parts.set("strategy", strategy || "all"),
    read: (parts) => {
      const wanted = parts.get("strategy");
      return { strategy: wanted === "all" ? "" : strategies.includes(wanted) ? wanted : opening };
    },
  });

  const ordered = (pairs) => [...new Map(pairs.map((pair) => [pair[0], pair])).values()].sort((a, b) => cg.fold(cg.say(a)).localeCompare(cg.fold(cg.say(b)), cg.state.lang));

  function button(gap, several) {
    const { place, theme, strategy } = gap.cell;
    const state = cg.gapStates[gap.state];
    const dismissed = cg.state.dismissed.get(gap.id);
    const name = [cg.say(place), cg.say(theme) || cg.t("priorities.whole"), several ? title(strategy) : "", cg.say(state.name), dismissed ? cg.t("dismissed.said", { reason: dismissed.reason }) : ""].filter(Boolean).join(", ");
    return el(
      "button",
      {
        type: "button",
        class: "state-cell",
        "data-gap": gap.id,
        "aria-label": name,
        title: `${cg.say(state.name)}${cg.t("colon")}${cg.say(gap.finding)}`,
        on: { click: () => { cg.chooseGap(gap); cg.reveal(); } },
      },
      cg.stateMark(state),
      several ? el("span", { class: "strategy" }, strategy) : null,
    );
  }

  function select() {
    const box = el(
      "select",
      { id: "strategy", on: { change: () => { cg.set({ strategy: box.value }); cg.byId("strategy").focus(); } } },
      el("option", { value: "" }, cg.t("priorities.all")),
      strategies.map((id) => el("option", { value: id, lang: lang(id) }, `${title(id)} (${cells.filter((gap) => gap.cell.strategy === id).length})`)),
    );
    box.value = cg.state.strategy;
    return el("p", { class: "facet" }, el("label", { for: "strategy" }, cg.t("priorities.strategy")), box);
  }

  /** The six states: mark, name, meaning, and how many cells have it. */
  const legend = (gaps) =>
    el(
      "ul",
      { class: "state-legend", "aria-label": cg.t("gaps.states") },
      cg.gapStates.map((state, number) =>
        el("li", null, cg.stateMark(state), el("span", { class: "state-name" }, cg.say(state.name), el("span", { class: "count" }, String(gaps.filter((gap) => gap.state === number).length)), el("span", { class: "hint" }, cg.say(state.meaning)))),
      ),
    );

  /** What the matrix shows, for the page and for a figure. */
  cg.prioritiesShown = function () {
    const { strategy } = cg.state;
    const gaps = cells.filter((gap) => !strategy || gap.cell.strategy === strategy);
    const several = new Set(gaps.map((gap) => gap.cell.strategy)).size > 1;
    const places = ordered(gaps.map(({ cell }) => cell.place));
    const themes = [["", ""], ...ordered(gaps.map(({ cell }) => cell.theme).filter((pair) => pair[0]))];
    const at = (place, theme) => gaps.filter(({ cell }) => cell.place[0] === place[0] && cell.theme[0] === theme[0]);
    return { gaps, several, places, themes, at, strategy: strategy ? title(strategy) : cg.t("priorities.all") };
  };

  cg.priorityMatrix = function () {
    const { gaps, several, places, themes, at } = cg.prioritiesShown();
    return [
      cg.figureButtons("matrix"),
      el("p", { class: "hint" }, cg.t("priorities.hint")),
      strategies.length > 1 ? select() : null,
      legend(gaps),
      el("p", { class: "hint wide", id: "matrix-wide", hidden: true }, cg.t("priorities.wide")),
      el(
        "div",
        { class: "frame", id: "matrix-frame", tabindex: "0", role: "group", "aria-labelledby": "matrix-title", "aria-describedby": "matrix-wide" },
        el(
          "table",
          { class: "states priorities" },
          el("caption", { class: "unseen" }, cg.t("priorities.title")),
          el("thead", null, el("tr", null, el("th", { scope: "col" }, cg.t("priorities.place")), themes.map((theme) => el("th", { scope: "col" }, cg.say(theme) || cg.t("priorities.whole"))))),
          el(
            "tbody",
            null,
            places.map((place) =>
              el("tr", null, el("th", { scope: "row" }, cg.say(place)), themes.map((theme) => {
                const here = at(place, theme);
                return el("td", null, here.length ? here.map((gap) => button(gap, several)) : [el("span", { class: "zero", "aria-hidden": "true" }, "·"), el("span", { class: "unseen" }, cg.t("priorities.none"))]);
              })),
            ),
          ),
        ),
      ),
    ];
  };

  /** Say that there is more to the side, as long as that is so. */
  let watcher = null;
  cg.watchWidth = function (frame) {
    if (watcher) watcher.disconnect();
    const hint = cg.byId("matrix-wide");
    if (!frame || !hint) return;
    watcher = new ResizeObserver(() => {
      hint.hidden = frame.scrollWidth <= frame.clientWidth + 1;
    });
    watcher.observe(frame);
  };
})();
