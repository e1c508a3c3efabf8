// The links of an entity, as the details list them: what each says, whether its period runs, its sources.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const PAGE = 40;

  cg.nodeButton = function (node) {
    return el(
      "button",
      {
        type: "button",
        class: "entity",
        on: {
          click: () => {
            cg.choose(node);
            cg.reveal();
          },
        },
      },
      cg.icon(model.nodeKinds[node.kind]),
      el("span", { lang: cg.labelLang(node) }, cg.label(node)),
    );
  };

  cg.linkButton = (link, text) =>
    el(
      "button",
      {
        type: "button",
        class: "entity",
        on: {
          click: () => {
            cg.chooseLink(link);
            cg.reveal();
          },
        },
      },
      cg.stroke(model.linkKinds[link.kind]),
      text,
    );

  cg.summary = (link) => link.facts.map((fact) => cg.say(fact.value)).join(" · ");

  // Agreements and labels first: what runs, until when. Structures and the rest follow.
  const FIRST = ["agreement", "labelled-site", "label", "agreement-party", "partnership", "priority", "supervision", "association", "participation"];
  const SITES = new Set(["agreement", "labelled-site"]);
  const rank = (id) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);

  /** Whether a period runs on the day of the page, in words. */
  cg.stateSaid = function (start, end, days) {
    const today = model.asOf || "";
    const year = Number(today.slice(0, 4)) || cg.state.year;
    const [first, last] = days || ["", ""];
    if (start === null && end === null) return cg.t("status.undated");
    // A year or a month counts whole.
    const day = (known) => today.slice(0, known.length);
    // The day where it is known, else the year.
    const tell = (key, daily, known, value) => (known.length === 10 ? cg.t(daily, { year: known }) : cg.t(key, { year: value }));
    if (last && today ? last < day(last) : end !== null && end < year) return tell("state.ended", "state.ended.day", last, end);
    if (first && today ? first > day(first) : start !== null && start > year) return tell("state.coming", "state.coming.day", first, start);
    return end === null ? cg.t("state.open") : tell("state.ends", "state.ends.day", last, end);
  };
  const periodSaid = (start, end) =>
    start === null && end === null ? "" : start === end ? String(start) : end === null ? cg.t("time.since", { year: start }) : start === null ? cg.t("time.until", { year: end }) : `${start}–${end}`;
  /** First and last year of an agreement or of the latest label of a site. */
  function termOf(node) {
    const terms = [...node.terms].sort((a, b) => (a.end ?? Infinity) - (b.end ?? Infinity) || (a.start ?? 0) - (b.start ?? 0));
    return terms.length ? { ...terms[terms.length - 1], days: null } : node;
  }
  const periodFact = (facts) => facts.find((fact) => fact.name[1] === model.strings.en["fact.period"]);

  /** What a link says, with period and state where it leads to an agreement or a label. */
  function said(link, other) {
    const kind = model.linkKinds[link.kind].id;
    const whose = SITES.has(model.nodeKinds[other.kind].id) ? termOf(other) : ["label", "partnership", "agreement-party"].includes(kind) ? link : null;
    const parts = [cg.summary(link)];
    if (whose && whose !== link) {
      const stated = whose === other && periodFact(other.facts);
      parts.push(stated ? cg.say(stated.value) : periodSaid(whose.start, whose.end));
    }
    // Of the parties of an agreement the period is its own, said above them.
    if (whose && (whose !== link || kind !== "agreement-party")) parts.push(cg.stateSaid(whose.start, whose.end, whose.days));
    return parts.filter(Boolean).join(" · ");
  }

  function neighbour(link, node) {
    const other = cg.other(link, node);
    const words = said(link, other);
    return el(
      "li",
      null,
      cg.nodeButton(other),
      words ? el("span", { class: "said" }, words) : null,
      el(
        "details",
        { class: "why" },
        el("summary", null, cg.t("link.why")),
        cg.factList(link.facts.filter((fact) => cg.say(fact.narrowed) || fact.evidence.length)),
        cg.evidenceList(link.evidence),
      ),
    );
  }

  function neighbourGroup(mark, name, links, node, open) {
    const list = el("ul", { class: "neighbours" });
    let at = 0;
    const more = el("button", { type: "button", class: "more" });
    const grow = () => {
      const next = links.slice(at, at + PAGE);
      list.append(...next.map((link) => neighbour(link, node)));
      at += next.length;
      more.hidden = at >= links.length;
      more.textContent = cg.t("neighbours.more", { n: Math.min(PAGE, links.length - at) });
    };
    more.addEventListener("click", grow);
    const group = el(
      "details",
      { class: "group", open },
      el("summary", null, mark, name + " (" + links.length + ")"),
      list,
      more,
    );
    if (open) grow();
    else group.addEventListener("toggle", () => at === 0 && grow(), { once: true });
    return cg.wholeOnPaper(group, () => {
      while (at < links.length) grow();
    });
  }

  /** Of the links that the details list: how many pass the filters, how many lead to teams. */
  function linksSaid(node) {
    const shown = cg.shown().links;
    const counted = counting(node);
    const teams = node.links.length - counted.length;
    const n = counted.filter((link) => shown[link.index]).length;
    const words = cg.t(teams === 1 ? "neighbours.team" : "neighbours.teams", { n: teams });
    return cg.t("neighbours.shown", { n }) + (teams ? " " + words : "");
  }
  cg.shows.push((changed, filtered) => {
    if (filtered && cg.state.node && cg.byId("links-said")) cg.byId("links-said").textContent = linksSaid(cg.state.node);
  });

  const counting = (node) => node.links.filter(cg.isTeam(node) ? () => true : cg.countsLink);
  /** The links of an entity, by kind: agreements and labels first. */
  cg.linksOf = function (node) {
    const counted = counting(node);
    const groups = new Map();
    for (const link of counted) {
      const other = model.nodeKinds[cg.other(link, node).kind];
      const kind = SITES.has(other.id) ? other : model.linkKinds[link.kind];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(link);
    }
    const names = new Map(counted.map((link) => [link, cg.fold(cg.label(cg.other(link, node)))]));
    const byName = (a, b) =>
      cg.other(a, node).kind - cg.other(b, node).kind || names.get(a).localeCompare(names.get(b), "fr") || a.index - b.index;
    return [
      el("p", { class: "hint", id: "links-said" }, linksSaid(node)),
      [...groups]
        .sort(([a], [b]) => rank(a.id) - rank(b.id) || model.linkKinds.indexOf(a) - model.linkKinds.indexOf(b))
        .map(([kind, links]) =>
          neighbourGroup(
            SITES.has(kind.id) ? cg.icon(kind) : cg.stroke(kind),
            cg.kindName(kind),
            links.sort(byName),
            node,
            counted.length <= PAGE || groups.size === 1 || (rank(kind.id) < rank("partnership") && links.length <= PAGE),
          ),
        ),
    ];
  };
})();
