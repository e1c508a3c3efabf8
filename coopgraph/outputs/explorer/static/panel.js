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
    const parts = [cg.outside(source.title, source.url)];
    if (cg.say(source.dated)) parts.push(el("span", { class: "dated" }, " (" + cg.say(source.dated) + ")"));
    const more = [];
    if (evidence.locator) more.push(cg.t("locator") + cg.t("colon") + evidence.locator);
    if (cg.say(evidence.confidence)) more.push(cg.t("confidence") + cg.t("colon") + cg.say(evidence.confidence).toLowerCase());
    return el(
      "li",
      { class: "evidence" },
      parts,
      more.length ? el("span", { class: "where" }, more.join(" · ")) : null,
      evidence.note ? el("span", { class: "note", lang: "en" }, evidence.note) : null,
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
          cg.outside(cg.say(fact.value), fact.url),
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

  function neighbour(link, node) {
    const other = cg.other(link, node);
    const said = cg.summary(link);
    return el(
      "li",
      null,
      cg.nodeButton(other),
      said ? el("span", { class: "said" }, said) : null,
      el(
        "details",
        { class: "why" },
        el("summary", null, cg.t("link.why")),
        factList(link.facts.filter((fact) => cg.say(fact.narrowed) || fact.evidence.length)),
        evidenceList(link.evidence),
      ),
    );
  }

  function neighbourGroup(kind, links, node, open) {
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
      el("summary", null, cg.stroke(kind), cg.kindName(kind) + " (" + links.length + ")"),
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

  function nodePanel(node) {
    const groups = new Map();
    for (const link of node.links.filter(cg.isTeam(node) ? () => true : cg.countsLink)) {
      if (!groups.has(link.kind)) groups.set(link.kind, []);
      groups.get(link.kind).push(link);
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
    const stated = node.facts.filter((fact) => fact.evidence.length);
    const plain = node.facts.filter((fact) => !fact.evidence.length);
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
        ? [
            heading(4, "identifiers"),
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
          ]
        : null,
      cg.nodeParts.map((part) => part(node)),
      heading(4, "neighbours", { n: cg.linkCount(node) }),
      el("p", { class: "hint", id: "links-said" }, linksSaid(node)),
      [...groups.keys()]
        .sort((a, b) => a - b)
        .map((kind) =>
          neighbourGroup(
            model.linkKinds[kind],
            groups.get(kind).sort(byName),
            node,
            node.links.length <= PAGE || groups.size === 1,
          ),
        ),
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
          el("li", null, cg.nodeButton(node), el("span", { class: "count" }, String(cg.linkCount(node)))),
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
