// The details of what is chosen: facts, identifiers, links, and the source of each.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const { el } = cg;
  const PAGE = 40;

  const heading = (level, key, values) => el("h" + level, null, cg.t(key, values));

  function cited(evidence) {
    const source = model.sources[evidence.source];
    const parts = [cg.sourceTitle(source)];
    if (cg.say(source.dated)) parts.push(el("span", { class: "dated" }, " (" + cg.say(source.dated) + ")"));
    const more = [];
    if (evidence.locator) more.push(cg.t("locator") + cg.t("colon") + cg.locator(evidence.locator));
    if (cg.say(evidence.confidence)) more.push(cg.t("confidence") + cg.t("colon") + cg.say(evidence.confidence).toLowerCase());
    return el(
      "li",
      { class: "evidence" },
      parts,
      more.length ? el("span", { class: "where" }, more.join(" · ")) : null,
      evidence.note ? el("span", { class: "note", lang: cg.state.lang === "en" ? null : "en" }, evidence.note) : null,
      evidence.passage
        ? el("details", { class: "passage" }, el("summary", null, cg.t("passage")), el("blockquote", null, evidence.passage))
        : null,
    );
  }

  function evidenceList(evidence) {
    if (!evidence.length) return el("p", { class: "none" }, cg.t("evidence.none"));
    return el("ul", { class: "sources" }, evidence.map(cited));
  }

  /** A fold that names its sources in one line, and shows them when opened. */
  function evidenceFold(evidence) {
    if (!evidence.length) return null;
    return el(
      "details",
      { class: "why" },
      el("summary", null, cg.t("evidence") + " (" + evidence.length + ")"),
      evidenceList(evidence),
    );
  }

  cg.evidenceFold = evidenceFold;
  cg.cited = cited;
  cg.factList = factList;
  /** What other modules add to the details of an entity, before its links. */
  cg.nodeParts = [];

  function factList(facts) {
    if (!facts.length) return null;
    return el(
      "dl",
      { class: "facts" },
      facts.map((fact) => [
        el("dt", null, cg.say(fact.name)),
        el(
          "dd",
          null,
          cg.outside(cg.dayText(cg.say(fact.value)), fact.url),
          cg.say(fact.narrowed) ? el("span", { class: "narrowed" }, cg.say(fact.narrowed)) : null,
          evidenceFold(fact.evidence),
        ),
      ]),
    );
  }

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
    const tell = (key, known, value) => (known.length === 10 ? cg.t(key + ".day", { year: known }) : cg.t(key, { year: value }));
    if (last && today ? last < day(last) : end !== null && end < year) return tell("state.ended", last, end);
    if (first && today ? first > day(first) : start !== null && start > year) return tell("state.coming", first, start);
    return end === null ? cg.t("state.open") : tell("state.ends", last, end);
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
        factList(link.facts.filter((fact) => cg.say(fact.narrowed) || fact.evidence.length)),
        evidenceList(link.evidence),
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
    const counted = node.links.filter(cg.isTeam(node) ? () => true : cg.countsLink);
    const teams = node.links.length - counted.length;
    const n = counted.filter((link) => shown[link.index]).length;
    const words = cg.t(teams === 1 ? "neighbours.team" : "neighbours.teams", { n: teams });
    return cg.t("neighbours.shown", { n }) + (teams ? " " + words : "");
  }
  cg.shows.push((changed, filtered) => {
    if (filtered && cg.state.node && cg.byId("links-said")) cg.byId("links-said").textContent = linksSaid(cg.state.node);
  });

  /** What narrows a label, with the state of its period. */
  function labelled(node, fact) {
    const years = (fact.narrowed[0].match(/\b\d{4}\b/g) || []).map(Number);
    const term = node.terms.find(({ start, end }) => [start, end].every((year) => year === null || years.includes(year)));
    if (!term) return fact.narrowed;
    const state = cg.stateSaid(term.start, term.end, null);
    return fact.narrowed.map((words) => [words, state].filter(Boolean).join(" · "));
  }

  function nodePanel(node) {
    const counted = node.links.filter(cg.isTeam(node) ? () => true : cg.countsLink);
    const groups = new Map();
    for (const link of counted) {
      const other = model.nodeKinds[cg.other(link, node).kind];
      const kind = SITES.has(other.id) ? other : model.linkKinds[link.kind];
      if (!groups.has(kind)) groups.set(kind, []);
      groups.get(kind).push(link);
    }
    const byName = (a, b) => {
      const x = cg.other(a, node);
      const y = cg.other(b, node);
      return x.kind - y.kind || cg.fold(cg.label(x)).localeCompare(cg.fold(cg.label(y)), "fr") || a.index - b.index;
    };
    const lines = [{ name: [cg.t("type"), cg.t("type")], value: node.type }];
    if (node.acronym) lines.push({ name: [cg.t("acronym"), cg.t("acronym")], value: [node.acronym, node.acronym] });
    if (node.place.length) {
      const where = node.place.map(cg.say).join(", ");
      lines.push({ name: [cg.t("place"), cg.t("place")], value: [where, where] });
    }
    const own = lines.map((line) => ({ ...line, narrowed: ["", ""], evidence: [], url: "" }));
    // Figures and the like, each with its own source, can be many: folded beyond a few.
    const isLabel = (fact) => fact.evidence.length && fact.name[1] === model.strings.en["fact.label"];
    const labels = node.facts.filter(isLabel).map((fact) => ({ ...fact, narrowed: labelled(node, fact) }));
    const stated = node.facts.filter((fact) => fact.evidence.length && !isLabel(fact));
    const plain = node.facts.filter((fact) => !fact.evidence.length);
    if (model.nodeKinds[node.kind].id === "agreement") {
      const state = cg.stateSaid(node.start, node.end, node.days);
      own.push({ name: [cg.t("facet.status"), cg.t("facet.status")], value: [state, state], narrowed: ["", ""], evidence: [], url: "" });
    }
    const other = cg.state.lang === "en" ? (node.en ? node.fr : "") : node.en;
    return [
      el(
        "h3",
        { id: "chosen", tabindex: "-1", lang: cg.labelLang(node) },
        cg.icon(model.nodeKinds[node.kind]),
        cg.label(node),
      ),
      other && other !== cg.label(node)
        ? el("p", { class: "other-name", lang: cg.state.lang === "en" ? "fr" : "en" }, other)
        : null,
      factList(own.concat(plain)),
      evidenceFold(node.evidence),
      factList(labels),
      heading(4, "neighbours", { n: cg.linkCountSaid(node) }),
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
      cg.nodeParts.map((part) => part(node)),
      stated.length
        ? el(
            "details",
            { class: "group", open: stated.length <= 3 },
            el("summary", null, cg.t("facts") + " (" + stated.length + ")"),
            factList(stated),
          )
        : null,
      node.names.length
        ? [
            heading(4, "names"),
            el(
              "ul",
              { class: "names" },
              node.names.map(([name, nature]) =>
                el("li", null, el("span", { lang: "fr" }, name), el("span", { class: "nature" }, cg.say(nature))),
              ),
            ),
          ]
        : null,
      node.identifiers.length
        ? el(
            "details",
            { class: "group", id: "node-identifiers" },
            el("summary", null, cg.t("identifiers") + " (" + node.identifiers.length + ")"),
            el(
              "ul",
              { class: "identifiers" },
              node.identifiers.map((one) =>
                el(
                  "li",
                  null,
                  el("span", { class: "nature" }, cg.say(one.scheme)),
                  cg.outside(one.value, one.url),
                  evidenceFold(one.evidence),
                ),
              ),
            ),
          )
        : null,
    ];
  }

  function linkPanel(link) {
    const kind = model.linkKinds[link.kind];
    const between = model.links.filter(
      (one) =>
        one !== link &&
        ((one.tail === link.tail && one.head === link.head) ||
          (one.tail === link.head && one.head === link.tail)),
    );
    return [
      el("h3", { id: "chosen", tabindex: "-1" }, cg.stroke(kind), cg.kindName(kind)),
      heading(4, "link.ends"),
      el(
        "ul",
        { class: "neighbours" },
        [link.tail, link.head].map((end) => el("li", null, cg.nodeButton(model.nodes[end]))),
      ),
      factList(link.facts),
      heading(4, "evidence"),
      evidenceList(link.evidence),
      between.length
        ? [
            heading(4, "neighbours", { n: between.length }),
            el(
              "ul",
              { class: "neighbours" },
              between.map((one) => el("li", null, cg.linkButton(one, cg.kindName(model.linkKinds[one.kind]) + " " + cg.summary(one)))),
            ),
          ]
        : null,
    ];
  }

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

  function startPanel() {
    return [
      el("p", null, cg.t("details.none")),
      heading(3, "details.start"),
      el(
        "ol",
        { class: "neighbours" },
        model.byLinks.slice(0, 12).map((node) =>
          el("li", null, cg.nodeButton(node), el("span", { class: "count" }, cg.linkCountSaid(node))),
        ),
      ),
      heading(3, "details.reading"),
      el("p", null, cg.t(model.focus === null ? "details.reading.text" : "details.reading.focus")),
    ];
  }

  cg.showPanel = function () {
    const { node, link, gap } = cg.state;
    cg.fill(
      cg.byId("panel"),
      [cg.pathBar()].concat(
        node ? nodePanel(node) : link ? linkPanel(link) : gap ? cg.gapPanel(gap) : cg.pathPanel() || startPanel(),
      ),
    );
    cg.byId("panel").parentElement.scrollTop = 0;
    cg.byId("close").hidden = !node && !link && !gap && !cg.state.from;
    if (node) cg.announce(cg.t("chosen", { label: cg.label(node) }));
    if (link) cg.announce(cg.t("chosen", { label: cg.kindName(model.linkKinds[link.kind]) }));
  };

  cg.panelKeys.push("teams");

  cg.setUpPanel = function () {
    cg.byId("close").addEventListener("click", () => {
      cg.letGo();
      cg.byId("search").focus();
    });
  };

  /** On a narrow screen, bring the details into view after a choice. */
  cg.reveal = function () {
    if (window.matchMedia("(max-width: 60rem)").matches) {
      cg.byId("details").scrollIntoView({ block: "start", behavior: cg.calm() ? "auto" : "smooth" });
    }
  };
  cg.calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
})();
