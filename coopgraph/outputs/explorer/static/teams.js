// Teams inside units: part of the picture when asked for, or when one of them is chosen.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const count = model.nodes.filter((node) => node.unit !== null).length;

  cg.state.teams = false;
  cg.isTeam = (node) => Boolean(node) && node.unit !== null;

  /** Whether a link leads to a team inside a unit: such links count only while teams are shown. */
  const ofTeam = (link) => cg.isTeam(model.nodes[link.tail]) || cg.isTeam(model.nodes[link.head]);
  const linksWithout = model.links.filter((link) => !ofTeam(link)).length;
  /** The links of an entity that count everywhere in the page, whatever the year and the filters. */
  cg.linkCount = (node) => (cg.state.teams || cg.isTeam(node) ? node.links.length : node.weight);
  /** The same in words: of a neighbourhood, how many of all that the landscape has. */
  cg.linkCountSaid = function (node) {
    const n = cg.linkCount(node);
    return node.beyond ? cg.t("count.cut", { n, all: n + node.beyond }) : String(n);
  };
  /** Of how many entities and links the page shows a part. */
  cg.totals = () =>
    cg.state.teams
      ? { nodes: model.nodes.length, links: model.links.length }
      : { nodes: model.nodes.length - count, links: linksWithout };
  cg.countsLink = (link) => cg.state.teams || !ofTeam(link);

  cg.addFilter({
    keys: ["teams"],
    active: () => !cg.state.teams,
    node: (node) => node.unit === null,
  });
  cg.addAddress({
    write(parts, { teams }) {
      if (teams) parts.set("teams", "1");
    },
    read: (parts) => ({
      teams: parts.get("teams") === "1" || (parts.has("e") && cg.isTeam(model.nodeById.get(parts.get("e")))),
    }),
  });
  cg.starts.push(() => {
    const box = cg.byId("teams");
    box.addEventListener("change", () => cg.set({ teams: box.checked }));
    cg.byId("teams-count").textContent = String(count);
    cg.byId("teams-option").hidden = !count;
  });
  cg.shows.push((changed) => {
    if (changed.has("teams")) cg.byId("teams").checked = cg.state.teams;
  });
})();
