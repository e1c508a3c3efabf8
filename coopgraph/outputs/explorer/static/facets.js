// Filters beside the legend: region, country, theme, role, source, confidence, status; and the year.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const words = (pair) => pair[0] + "\u0000" + pair[1];
  const today = Number((model.asOf || "9999").slice(0, 4));

  /** In force, ended, to come or undated in a year; both ends count whole. Between two labels the last has ended. */
  cg.standing = function (thing, year) {
    if (thing.end !== null && thing.end !== undefined && thing.end < year) return "ended";
    if (thing.holes && thing.holes.some(([first, last]) => first <= year && year <= last)) return "ended";
    if (thing.start !== null && thing.start !== undefined) return thing.start > year ? "coming" : "running";
    return thing.end === null || thing.end === undefined ? "undated" : "running";
  };

  const ofLinks = (pick) => (node) => node.links.flatMap(pick);
  const FACETS = [
    { id: "region", of: (node) => [node.region] },
    { id: "country", of: (node) => node.countries, hint: "facet.country.hint" },
    { id: "theme", of: (node) => node.themes },
    { id: "role", of: ofLinks((link) => [link.role]), link: (link) => [link.role] },
    {
      id: "source",
      of: (node) => [node, ...node.links].flatMap((one) => one.evidence.map(({ source }) => title(source))),
      link: (link) => link.evidence.map(({ source }) => title(source)),
    },
    {
      id: "confidence",
      of: (node) => [node, ...node.links].flatMap((one) => one.evidence.map(({ confidence }) => confidence)),
      link: (link) => link.evidence.map(({ confidence }) => confidence),
    },
    { id: "status", of: (node) => [status(stateOf(node))] },
  ];
  function title(source) {
    return [model.sources[source].title, model.sources[source].title];
  }
  /** What is adopted and has no term is neither running nor over. */
  function stateOf(node) {
    const state = cg.standing(node, today);
    return state === "running" && node.text ? "text" : state;
  }
  function status(name) {
    return ["fr", "en"].map((lang) => model.strings[lang]["status." + name]);
  }

  // What each node has of each facet, and how often each value comes up; worked out when asked for.
  for (const facet of FACETS) {
    cg.lazily(facet, "has", () => model.nodes.map((node) => new Set(facet.of(node).filter((pair) => pair[0]).map(words))));
    cg.lazily(facet, "counts", () => {
      const counts = new Map();
      for (const own of facet.has) for (const key of own) counts.set(key, (counts.get(key) || 0) + 1);
      return counts;
    });
  }

  cg.state.facets = {};
  // The page opens on the year of its date.
  const opening = model.asOf ? today : null;
  cg.state.year = opening;

  cg.addFilter({
    keys: ["facets"],
    active: () => Object.keys(cg.state.facets).length > 0,
    node: (node) => FACETS.every((facet) => !(facet.id in cg.state.facets) || facet.has[node.index].has(cg.state.facets[facet.id])),
    link: (link) =>
      FACETS.every((facet) => {
        const wanted = cg.state.facets[facet.id];
        return !wanted || !facet.link || facet.link(link).some((pair) => words(pair) === wanted);
      }),
  });
  const inYear = (thing) => ["running", "undated"].includes(cg.standing(thing, cg.state.year));
  cg.addFilter({ keys: ["year"], active: () => cg.state.year !== null && !cg.state.between, node: inYear, link: inYear });

  /** Choose one value of a facet, or none; other facets stay. */
  cg.setFacet = function (id, pair) {
    const facets = { ...cg.state.facets };
    if (pair) facets[id] = words(pair);
    else delete facets[id];
    cg.set({ facets });
  };

  // The slider reaches from the first date to the last, and to the year of the page in any case.
  let [earliest, latest] = opening === null ? [2100, 1960] : [opening, opening];
  for (const things of [model.nodes, model.links]) {
    for (const { start, end } of things) {
      for (const year of [start, end]) {
        if (!year) continue;
        earliest = Math.min(earliest, year);
        latest = Math.max(latest, year);
      }
    }
  }
  const first = Math.min(opening ?? 2099, Math.max(1960, earliest));
  const last = Math.max(opening ?? 0, Math.min(2100, latest), first + 1);
  const within = (year) => Math.min(last, Math.max(first, year));

  cg.addAddress({
    write(parts, { facets, year }) {
      for (const id of Object.keys(facets).sort()) parts.set("f." + id, facets[id].split("\u0000")[0]);
      if (year !== opening) parts.set("year", year === null ? "all" : String(year));
    },
    read(parts) {
      const facets = {};
      for (const facet of FACETS) {
        const wanted = parts.get("f." + facet.id);
        const key = wanted && [...facet.counts.keys()].find((one) => one.split("\u0000")[0] === wanted);
        if (key) facets[facet.id] = key;
      }
      const year = Number(parts.get("year"));
      const same = JSON.stringify(facets) === JSON.stringify(cg.state.facets);
      const said = parts.get("year");
      return { facets: same ? cg.state.facets : facets, year: said === "all" ? null : said && Number.isInteger(year) ? within(year) : opening };
    },
  });

  let playing = 0;

  const STEP = 900;
  /** The first year of play: that in which a fiftieth of all that has a date began. */
  function firstPlayed() {
    const begun = new Map();
    let dated = 0;
    for (const { start, end } of [...model.nodes, ...model.links]) {
      const year = start ?? end;
      if (year === null) continue;
      dated += 1;
      begun.set(year, (begun.get(year) || 0) + 1);
    }
    const dense = [...begun].filter(([, count]) => count >= 0.02 * dated).map(([year]) => year);
    return Math.min(Math.max(first, Math.min(...dense, last)), last - 1);
  }

  // The word of the button is that of its state in both languages.
  function sayPlay() {
    const key = playing ? "time.stop" : "time.play";
    cg.byId("play").dataset.t = key;
    cg.byId("play").textContent = cg.t(key);
  }
  function stop() {
    clearInterval(playing);
    playing = 0;
    sayPlay();
  }

  /** Go through the years, from the first again where the chosen one is not before that of the page. */
  function play() {
    if (playing) return stop();
    const { year } = cg.state;
    if (year === null || year >= Math.min(today, last)) cg.set({ year: firstPlayed() });
    playing = setInterval(() => {
      const now = cg.state.year;
      if (now !== null && now < last && !cg.state.between) cg.set({ year: now + 1 });
      if (now === null || now + 1 >= last || cg.state.between) stop();
    }, STEP);
    sayPlay();
  }

  function select(facet) {
    const values = [...facet.counts.entries()].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "fr"));
    if (values.length < 2) return null;
    const side = cg.state.lang === "en" ? 1 : 0;
    const box = el(
      "select",
      {
        id: "facet-" + facet.id,
        on: {
          change: () => {
            const facets = { ...cg.state.facets };
            if (box.value) facets[facet.id] = box.value;
            else delete facets[facet.id];
            cg.set({ facets });
          },
        },
      },
      el("option", { value: "" }, cg.t("facet.all")),
      values.map(([key, count]) => el("option", { value: key }, `${key.split("\u0000")[side]} (${count})`)),
    );
    box.value = cg.state.facets[facet.id] || "";
    const hint = facet.hint ? el("span", { class: "hint", id: "facet-hint-" + facet.id }, cg.t(facet.hint)) : null;
    if (hint) box.setAttribute("aria-describedby", hint.id);
    return el("p", { class: "facet" }, el("label", { for: "facet-" + facet.id }, cg.t("facet." + facet.id)), box, hint);
  }

  // The lists of values are made when the filters are first opened.
  let stale = true;
  function fill() {
    if (!stale) return;
    stale = false;
    const focused = document.activeElement && document.activeElement.id;
    cg.fill(cg.byId("facet-list"), FACETS.map(select));
    if (focused && focused.startsWith("facet-") && cg.byId(focused)) cg.byId(focused).focus();
  }

  /** Without a date of its own: the one meaning in the page, and that of the commands (docs/time.md). */
  cg.undated = (thing) => thing.start === null && thing.end === null;

  /**
   * How many relations a year hides, themselves or with one of their ends, whatever the other filters; how
   * many are shown, and how many of these have no date.
   */
  cg.countYear = function (year) {
    const stands = (thing) => ["running", "undated"].includes(cg.standing(thing, year));
    let hidden = 0;
    let undated = 0;
    let all = 0;
    const shown = cg.shown();
    const standing = year === null ? [] : model.nodes.map(stands);
    for (const link of model.links) {
      if (shown.links[link.index] && cg.undated(link)) undated += 1;
      if (!cg.countsLink(link)) continue;
      all += 1;
      if (year !== null && !(standing[link.tail] && standing[link.head] && stands(link))) hidden += 1;
    }
    return { hidden, undated, all, shown: shown.linkCount };
  };

  function showYear() {
    const { year } = cg.state;
    const counts = cg.countYear(year);
    cg.byId("year-counts").textContent = cg.t(year === null ? "time.undated" : "time.counts", { year, ...counts });
    cg.byId("year").value = String(within(year ?? today));
    cg.byId("year-said").textContent = year === null ? cg.t("time.all") : String(year);
    cg.byId("year").setAttribute("aria-valuetext", cg.byId("year-said").textContent);
    cg.byId("all-years").disabled = year === null;
    for (const id of ["year", "play"]) cg.byId(id).disabled = Boolean(cg.state.between);
  }

  cg.starts.push(() => {
    const range = el("input", {
      type: "range", id: "year", min: first, max: last, step: 1,
      on: { input: () => { stop(); cg.set({ year: Number(range.value) }); } },
    });
    const time = el(
      "fieldset",
      { class: "time" },
      el("legend", { "data-t": "time" }, cg.t("time")),
      el("label", { for: "year" }, el("span", { "data-t": "time.year" }, cg.t("time.year")), " ", el("output", { id: "year-said", for: "year" })),
      range,
      el("p", { class: "both" },
        el("button", { type: "button", id: "play", "data-t": "time.play", on: { click: play } }, cg.t("time.play")),
        el("button", { type: "button", id: "all-years", "data-t": "time.every", on: { click: () => { stop(); cg.set({ year: null }); } } }, cg.t("time.every"))),
      el("p", { class: "hint", "data-t": "time.hint" }, cg.t("time.hint")),
      el("p", { class: "hint", id: "year-counts" }),
    );
    const facets = el(
      "details",
      { class: "filters", id: "facets" },
      el("summary", { "data-t": "facets", on: { click: fill } }, cg.t("facets")),
      el("div", { id: "facet-list" }),
      el("p", { class: "both" }, el("button", { type: "button", id: "no-facets", "data-t": "facet.clear", on: { click: () => cg.set({ facets: {} }) } }, cg.t("facet.clear"))),
    );
    facets.addEventListener("toggle", () => facets.open && fill());
    document.querySelector(".side .search").after(time, facets);
  });

  cg.shows.push((changed, filtered) => {
    if (changed.has("lang") || changed.has("facets")) {
      stale = true;
      const any = Object.keys(cg.state.facets).length > 0;
      cg.byId("no-facets").disabled = !any;
      if (any) cg.byId("facets").open = true;
      if (cg.byId("facets").open) fill();
    }
    if (changed.has("lang") || filtered) showYear();
  });
})();
