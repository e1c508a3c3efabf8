// Places and what is counted with them: urban areas in groups and on the map of France, countries on
// that of the world. Which place belongs to which is worked out when the page is written.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const { sites } = cg.data.landscape;

  /** The place with which another one is counted in the groups by site. */
  cg.siteOf = (place) => sites[place];
  const towns = new Map();
  for (const site of sites) towns.set(site, (towns.get(site) || 0) + 1);

  /** The name of an urban area: that of its largest town. */
  cg.siteName = function (site) {
    const name = cg.say(model.places[site][0]);
    return towns.get(site) > 1 ? cg.t("area.around", { label: name }) : name;
  };

  /** The names of the areas on a map; on that of the world, the largest of a country bears its name. */
  const largest = {};
  cg.lazily(largest, "world", () => {
    const { circles } = cg.data.maps.world;
    const counts = new Map();
    for (const { spot } of model.nodes) if (spot !== null) counts.set(circles[spot], (counts.get(circles[spot]) || 0) + 1);
    const found = new Map();
    for (const [circle, count] of [...counts].sort((a, b) => a[0] - b[0])) {
      const country = model.places[circle].at(-1)[0];
      if (!found.has(country) || counts.get(found.get(country)) < count) found.set(country, circle);
    }
    return new Set(found.values());
  });
  cg.circleName = function (map, circle) {
    if (map === "france") return cg.siteName(circle);
    const country = cg.say(model.places[circle].at(-1));
    return largest.world.has(circle) ? country : `${country}${cg.t("colon")}${cg.say(model.places[circle][0])}`;
  };

  /** The circles of a map: of all that is shown, by the place at which it is counted; largest first. */
  cg.circles = function (map) {
    const { circles, points } = cg.data.maps[map];
    const at = new Map([...new Set(circles)].sort((a, b) => a - b).map((circle, i) => [circle, points[i]]));
    const shown = cg.shown().nodes;
    const found = new Map();
    for (const node of model.nodes) {
      if (!shown[node.index] || node.spot === null) continue;
      const circle = circles[node.spot];
      if (!at.get(circle)) continue;
      if (!found.has(circle)) found.set(circle, { circle, at: at.get(circle), nodes: [], name: cg.circleName(map, circle) });
      found.get(circle).nodes.push(node);
    }
    return [...found.values()].sort((a, b) => b.nodes.length - a.nodes.length || a.circle - b.circle);
  };

  /** The entities of a circle by what it takes together: towns of an area, areas of a country. */
  cg.inCircle = function (map, { nodes }) {
    const parts = new Map();
    for (const node of nodes) {
      const part = map === "france" ? node.spot : cg.siteOf(node.spot);
      const name = map === "france" ? cg.say(model.places[part][0]) : cg.siteName(part);
      if (!parts.has(part)) parts.set(part, { part, name, nodes: [] });
      parts.get(part).nodes.push(node);
    }
    return [...parts.values()].sort((a, b) => b.nodes.length - a.nodes.length || a.part - b.part);
  };
})();
