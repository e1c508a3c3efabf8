// The year of the page: what stands in it, the slider and its play.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const today = Number((model.asOf || "9999").slice(0, 4));

  /** In force, ended, to come or undated in a year; ends without a day count whole. Between two labels the last has ended. */
  cg.standing = function (thing, year) {
    if (thing.end !== null && thing.end !== undefined && thing.end < year) return "ended";
    if (thing.holes && thing.holes.some(([first, last]) => first <= year && year <= last)) return "ended";
    // In the year of the page, what has a day is looked at on the day of the page.
    if (year === today && model.asOf && (thing.start === year || thing.end === year) && thing.days) {
      const [begun, over] = thing.days;
      if (over && over < model.asOf.slice(0, over.length)) return "ended";
      if (begun && begun > model.asOf.slice(0, begun.length)) return "coming";
    }
    if (thing.start !== null && thing.start !== undefined) return thing.start > year ? "coming" : "running";
    return thing.end === null || thing.end === undefined ? "undated" : "running";
  };

  /** A year or a day as a place among the years: where it begins, or, of what lasts, where it ends. */
  cg.moment = function (year, day, ends) {
    if (!day || day.length < 10) return year + (ends ? 1 : 0);
    const [from, to] = [0, 1].map((step) => Date.UTC(Number(day.slice(0, 4)) + step, 0, 1));
    return Number(day.slice(0, 4)) + (Date.parse(day) + (ends ? 86400000 : 0) - from) / (to - from);
  };
  /** A period in words, with the days that sources give. */
  cg.periodSaid = function ({ start, end, days }) {
    const [first, last] = [start, end].map((year, side) => (days && days[side] && days[side].length === 10 ? days[side] : year ?? null));
    const day = (value) => String(value).length === 10;
    const said = (value) => cg.dayText(String(value));
    if (last === null) return cg.t(day(first) ? "time.since.day" : "time.since", { year: first });
    if (first === null) return cg.t(day(last) ? "time.until.day" : "time.until", { year: last });
    if (first === last) return said(first);
    return said(first) + (day(first) || day(last) ? " – " : "–") + said(last);
  };

  // The page opens on the year of its date.
  const opening = model.asOf ? today : null;
  cg.state.year = opening;
  cg.openingYear = opening;

  const inYear = (thing) => ["running", "undated"].includes(cg.standing(thing, cg.state.year));
  const active = () => cg.state.year !== null && !cg.state.between;
  /** Whether the year lets a thing through; while two days are compared it hides nothing. */
  cg.standsNow = (thing) => !active() || inYear(thing);
  cg.addFilter({ keys: ["year"], active, node: inYear, link: inYear });

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
    write: (parts, { year }) => year !== opening && parts.set("year", year === null ? "all" : String(year)),
    read(parts) {
      const said = parts.get("year");
      const year = Number(said);
      return { year: said === "all" ? null : said && Number.isInteger(year) ? within(year) : opening };
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
    const ofPage = year !== null && year === opening;
    cg.byId("year-said").textContent = year === null ? cg.t("time.all") : ofPage ? cg.t("time.of.day", { year, date: model.asOf }) : String(year);
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
    document.querySelector(".side .search").after(time);
  });

  cg.shows.push((changed, filtered) => {
    if (changed.has("lang") || filtered) showYear();
  });
})();
