// The drawing as text: entities by kind, links by kind, sources. Groups are filled when opened.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const PAGE = 200;

  function lazily(group, things, add) {
    let at = 0;
    const more = el("button", { type: "button", class: "more" });
    const grow = () => {
      const next = things.slice(at, at + PAGE);
      add(next);
      at += next.length;
      more.hidden = at >= things.length;
      more.textContent = cg.t("neighbours.more", { n: Math.min(PAGE, things.length - at) });
    };
    more.addEventListener("click", grow);
    group.append(more);
    group.addEventListener("toggle", () => at === 0 && grow(), { once: true });
    cg.wholeOnPaper(group, () => {
      while (at < things.length) grow();
    });
  }

  const shownOf = (things, mask) => things.filter((thing) => mask[thing.index]);

  function countWords(n, beyond) {
    if (beyond) return cg.t("count.cut.links", { n, all: n + beyond });
    return n === 0 ? cg.t("list.zero") : n === 1 ? cg.t("list.one") : cg.t("list.count", { n });
  }

  cg.showList = function () {
    const shown = cg.shown();
    cg.fill(
      cg.byId("list-body"),
      model.nodeKinds.map((kind, number) => {
        const nodes = shownOf(model.nodes, shown.nodes).filter((node) => node.kind === number);
        if (!nodes.length) return null;
        const names = new Map(nodes.map((node) => [node, cg.fold(cg.label(node))]));
        nodes.sort((a, b) => names.get(a).localeCompare(names.get(b), "fr") || a.index - b.index);
        const list = el("ul", { class: "entities" });
        const group = el(
          "details",
          { class: "group" },
          el("summary", null, cg.icon(kind), cg.kindName(kind) + " (" + nodes.length + ")"),
          list,
        );
        lazily(group, nodes, (next) =>
          list.append(
            ...next.map((node) =>
              el(
                "li",
                null,
                cg.nodeButton(node),
                el(
                  "span",
                  { class: "said" },
                  [node.acronym === cg.label(node) ? "" : node.acronym]
                    .concat(cg.cities(node).map(cg.say).join(", "))
                    .concat([countWords(cg.linkCount(node), node.beyond)])
                    .filter(Boolean)
                    .join(" · "),
                ),
              ),
            ),
          ),
        );
        return group;
      }),
    );
    if (!shown.nodeCount) cg.byId("list-body").append(el("p", null, cg.t("nothing")));
  };

  function linkRow(link) {
    const brief = (title) => (title.length > 60 && title.includes(":") ? title.split(":")[0] : title);
    const cited = [...new Map(link.evidence.map((one) => model.sources[one.source]).map((source) => [brief(source.title), source])).values()];
    return el(
      "tr",
      null,
      el("td", null, cg.nodeButton(model.nodes[link.tail])),
      el("td", null, cg.nodeButton(model.nodes[link.head])),
      el("td", null, cg.summary(link)),
      el(
        "td",
        null,
        cited.map((source, i) => [i ? cg.t("semicolon") : "", cg.sourceTitle(source, brief(source.title), "")]),
        " ",
        el(
          "button",
          {
            type: "button",
            class: "small",
            "aria-label": cg.t("links.show"),
            on: {
              click: () => {
                cg.chooseLink(link);
                cg.reveal();
              },
            },
          },
          "…",
        ),
      ),
    );
  }

  cg.showLinks = function () {
    const shown = cg.shown();
    cg.fill(
      cg.byId("links-body"),
      model.linkKinds.map((kind, number) => {
        const links = shownOf(model.links, shown.links).filter((link) => link.kind === number);
        if (!links.length) return null;
        const body = el("tbody");
        const group = el(
          "details",
          { class: "group" },
          el("summary", null, cg.stroke(kind), cg.kindName(kind) + " (" + links.length + ")"),
          el(
            "div",
            { class: "scroll" },
            el(
              "table",
              null,
              el("caption", { class: "unseen" }, cg.kindName(kind)),
              el(
                "thead",
                null,
                el(
                  "tr",
                  null,
                  ["links.from", "links.to", "links.details", "links.sources"].map((key) =>
                    el("th", { scope: "col" }, cg.t(key)),
                  ),
                ),
              ),
              body,
            ),
          ),
        );
        lazily(group, links, (next) => body.append(...next.map(linkRow)));
        return group;
      }),
    );
    if (!shown.linkCount) cg.byId("links-body").append(el("p", null, cg.t("nothing")));
  };

  /** How often each source is cited, with a pause now and then. */
  function* citations() {
    const times = new Array(model.sources.length).fill(0);
    const count = (evidence) => evidence.forEach((one) => (times[one.source] += 1));
    for (const things of [model.nodes, model.links]) {
      for (const thing of things) {
        if (thing.index % 200 === 0) yield;
        count(thing.evidence);
        thing.facts.forEach((fact) => count(fact.evidence));
        (thing.identifiers || []).forEach((one) => count(one.evidence));
      }
    }
    for (const gap of cg.gaps) count(gap.own);
    return times;
  }

  let stopCounting = () => {};
  cg.showSources = function () {
    stopCounting();
    stopCounting = cg.inSlices(citations(), listSources);
  };
  function listSources(times) {
    cg.fill(
      cg.byId("sources-body"),
      el(
        "table",
        null,
        el("caption", { class: "unseen" }, cg.t("sources.title")),
        el(
          "thead",
          null,
          el(
            "tr",
            null,
            ["sources.source", "sources.kind", "sources.dated", "sources.cited"].map((key) =>
              el("th", { scope: "col" }, cg.t(key)),
            ),
          ),
        ),
        el(
          "tbody",
          null,
          model.sources
            .map((source, number) => ({ source, n: times[number] }))
            .sort((a, b) => b.n - a.n)
            .map(({ source, n }) =>
              el(
                "tr",
                null,
                el("td", null, cg.sourceTitle(source)),
                el("td", { class: "brief" }, cg.say(source.kind)),
                el("td", null, cg.say(source.dated)),
                el("td", { class: "number" }, String(n)),
              ),
            ),
        ),
      ),
    );
  }

  cg.addView({ id: "list", show: cg.showList });
  cg.addView({ id: "links", show: cg.showLinks });
  cg.addView({ id: "sources", show: cg.showSources, whole: true });
})();
