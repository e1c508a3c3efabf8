// Teams inside units: part of the picture when asked for, or when one of them is chosen.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const count = model.nodes.filter((node) => node.unit !== null).length;

  cg.state.teams = false;
  cg.isTeam = (node) => Boolean(node) && node.unit !== null;

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
      teams: parts.get("teams") === "1" || cg.isTeam(model.nodeById.get(parts.get("e"))),
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
