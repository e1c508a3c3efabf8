// What is chosen and yet hidden by legend, year, filters or comparison: said, with a way to show it.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;

  const nodesOf = (links) => links.flatMap(({ tail, head }) => [model.nodes[tail], model.nodes[head]]);
  /** Which of some things the filters of one key let through. */
  function fails(keys, nodes, links) {
    const all = [...cg.filterKeys()];
    const { passes, linkPasses } = cg.passing(all.filter((key) => !keys.includes(key)));
    return !nodes.every(passes) || !links.every(linkPasses);
  }
  /** What hides entities and links: a word for each reason, and what the state must become. */
  function reasons(nodes, links) {
    const { hiddenNodes, hiddenLinks, year } = cg.state;
    const kinds = nodes.filter(({ kind }) => hiddenNodes.has(kind));
    const kindsOfLinks = links.filter(({ kind }) => hiddenLinks.has(kind));
    const without = (hidden, things) => new Set([...hidden].filter((kind) => !things.some((one) => one.kind === kind)));
    return [
      kinds.length || kindsOfLinks.length
        ? { key: "kind", changes: { hiddenNodes: without(hiddenNodes, kinds), hiddenLinks: without(hiddenLinks, kindsOfLinks) } }
        : null,
      nodes.some(cg.isTeam) && !cg.state.teams ? { key: "teams", changes: { teams: true } } : null,
      fails(["facets"], nodes, links) ? { key: "facets", changes: { facets: {} } } : null,
      fails(["year"], nodes, links) ? { key: "year", values: { year }, changes: { year: null } } : null,
      fails(["between"], nodes, links) ? { key: "compare", changes: { between: null } } : null,
    ].filter(Boolean);
  }
  /** Lift what hides entities and links, and nothing more; says whether anything did. */
  cg.lift = function (nodes, links) {
    const found = reasons([...nodes, ...nodesOf(links)], links);
    if (found.length) cg.set(Object.assign({}, ...found.map(({ changes }) => changes)));
    return found.length > 0;
  };

  const chosen = () => {
    const { node, link } = cg.state;
    return node ? [[node], []] : link ? [[], [link]] : null;
  };
  const labelOf = ([[node], [link]]) =>
    node ? cg.label(node) : `${cg.kindName(model.linkKinds[link.kind])} (${nodesOf([link]).map(cg.label).join(" – ")})`;

  function lift() {
    const things = chosen();
    cg.lift(...things);
    cg.announce(cg.t("hidden.lifted", { label: labelOf(things) }));
    cg.byId("chosen").focus();
  }

  cg.starts.push(() =>
    cg.byId("notice").after(
      el("div", { class: "notice", id: "hidden-note", hidden: true }, el("p", { id: "hidden-text" }), el("button", { type: "button", id: "hidden-lift", "data-t": "hidden.lift", on: { click: lift } }, cg.t("hidden.lift"))),
    ),
  );
  let said = "";
  cg.shows.push(() => {
    const things = chosen();
    const found = things ? reasons([...things[0], ...nodesOf(things[1])], things[1]) : [];
    const why = found.map(({ key, values }) => cg.t("hidden." + key, values)).join(", ");
    const text = found.length ? cg.t("hidden.node", { label: labelOf(things), why }) : "";
    cg.byId("hidden-note").hidden = !text;
    cg.byId("hidden-text").textContent = text;
    if (text && text !== said) cg.announce(text);
    said = text;
  });
})();
