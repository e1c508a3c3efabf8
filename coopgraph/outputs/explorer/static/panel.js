// The details of what is chosen: facts, identifiers, links, and the source of each.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el, factList, evidenceFold, evidenceList } = cg;

  const heading = (level, key, values) => el("h" + level, null, cg.t(key, values));

  /** What other modules add to the details of an entity, after its links. */
  cg.nodeParts = [];

  /** What narrows a label, with the state of its period. */
  function labelled(node, fact) {
    const years = (fact.narrowed[0].match(/\b\d{4}\b/g) || []).map(Number);
    const term = node.terms.find(({ start, end }) => [start, end].every((year) => year === null || years.includes(year)));
    if (!term) return fact.narrowed;
    const state = cg.stateSaid(term.start, term.end, null);
    return fact.narrowed.map((words) => [words, state].filter(Boolean).join(" · "));
  }

  function nodePanel(node) {
    const lines = [{ name: [cg.t("type"), cg.t("type")], value: node.type }];
    if (node.acronym) lines.push({ name: [cg.t("acronym"), cg.t("acronym")], value: [node.acronym, node.acronym] });
    if (node.place.length) {
      const where = node.place.map(cg.say).join(", ");
      lines.push({ name: [cg.t("place"), cg.t("place")], value: [where, where] });
    }
    for (const chain of node.further) {
      const where = chain.map(cg.say).filter(Boolean).join(", ");
      lines.push({ name: [cg.t("place.further"), cg.t("place.further")], value: [where, where] });
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
      cg.linksOf(node),
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
      heading(3, "limits"),
      el(
        "ul",
        { id: "limits", class: "limits" },
        ["limits.absence", "limits.undated", ...(model.untied ? ["facet.institute.none"] : [])].map((key) => el("li", null, cg.t(key))),
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
    // Only what was shown before can be scrolled; to say so before the page is laid out would lay it out once more.
    if (!cg.opening) cg.byId("panel").parentElement.scrollTop = 0;
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
