// What can be filtered by: the values of each facet, what has them, and how many entities each value
// would leave beside the other filters.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const today = Number((model.asOf || "9999").slice(0, 4));
  const SLICE = 500;
  const words = (pair) => pair[0] + "\u0000" + pair[1];

  const status = (name) => ["fr", "en"].map((lang) => model.strings[lang]["status." + name]);
  const name = (kind) => [kind.fr, kind.en];
  /** What is adopted and has no term is neither running nor over. */
  function stateOf(node) {
    const state = cg.standing(node, today);
    return status(state === "running" && node.text ? "text" : state);
  }
  const title = ([source]) => [model.sources[source].title, model.sources[source].title];
  const tongues = new Map(model.sources.map((source) => [words([source.title, source.title]), source]));
  const titleLang = (key) => cg.sourceLang(tongues.get(key) || {});
  /** Facets of entities, each with what an entity has of it. */
  const OF_NODES = [
    { id: "region", of: (node) => cg.regions(node) },
    { id: "country", of: (node) => node.countries, hint: "facet.country.hint" },
    { id: "theme", of: (node) => node.themes },
    { id: "institute", of: (node) => node.institutes, least: 1 },
    { id: "status", of: (node) => [stateOf(node)] },
  ];
  /** Facets of links. What is chosen of several must hold on one link, and on one statement about it. */
  const OF_LINKS = [
    { id: "link", of: (link) => name(model.linkKinds[link.kind]) },
    { id: "role", of: (link) => link.role },
    { id: "linkstatus", of: (link) => status(cg.standing(link, today)) },
    { id: "source", stated: title, lang: titleLang },
    { id: "confidence", stated: (row) => model.text(row[2]) },
  ];
  const FACETS = [...OF_NODES, ...OF_LINKS];
  cg.facetGroups = [OF_NODES, OF_LINKS];

  // Each value has a number in its facet; -1 is none.
  for (const facet of FACETS) {
    facet.keys = [];
    facet.numbers = new Map();
  }
  function number(facet, pair) {
    if (!pair[0]) return -1;
    const key = words(pair);
    if (!facet.numbers.has(key)) facet.numbers.set(key, facet.keys.push(key) - 1);
    return facet.numbers.get(key);
  }
  let ready = false;
  /** Work out what has what, with a pause now and then. */
  function* prepare() {
    if (ready) return;
    for (const facet of OF_NODES) {
      facet.has = [];
      for (const node of model.nodes) {
        facet.has[node.index] = [...new Set(facet.of(node).map((pair) => number(facet, pair)))].filter((one) => one >= 0);
        if (node.index % SLICE === 0) yield;
      }
    }
    for (const facet of OF_LINKS) {
      const things = facet.of ? model.links : model.cited.rows;
      yield;
      facet.has = new Int32Array(things.length);
      for (let at = 0; at < things.length; at += 1) {
        facet.has[at] = number(facet, (facet.of || facet.stated)(things[at]));
        if (at % SLICE === 0) yield;
      }
    }
    for (const cited of [() => model.cited.links, () => model.cited.nodes]) {
      yield;
      cited();
    }
    ready = true;
  }
  const [KIND, ROLE, STATE, SOURCE, CONFIDENCE] = OF_LINKS;
  const NOBODY = [null];
  /** Call something with each statement about a link: its kind, role, state, and one of its sources. */
  function statements(index, run) {
    for (const row of model.cited.links[index] || NOBODY) run(KIND.has[index], ROLE.has[index], STATE.has[index], row);
  }
  /** The same for what rests an entity itself: such statements are of no link. */
  function ownStatements(index, run) {
    for (const row of model.cited.nodes[index] || []) run(-1, -1, -1, row);
  }

  cg.state.facets = {};
  const wantedOf = (facet) => (facet.id in cg.state.facets ? facet.numbers.get(cg.state.facets[facet.id]) ?? -2 : -1);

  // What passes: worked out once for all that it depends on.
  let known = null;
  let knownFor = [];
  function masks() {
    const { facets, year, between, teams, hiddenLinks } = cg.state;
    const now = [facets, year, between, teams, hiddenLinks];
    if (known && now.every((one, i) => one === knownFor[i])) return known;
    for (const _ of prepare());
    const nodes = new Uint8Array(model.nodes.length).fill(1);
    const links = new Uint8Array(model.links.length).fill(1);
    const wanted = OF_LINKS.map(wantedOf);
    const [kind, role, state, source, confidence] = wanted;
    if (wanted.some((one) => one !== -1)) {
      nodes.fill(0);
      let holds = false;
      const is = (own, one) => one === -1 || own === one;
      const test = (a, b, c, row) => {
        holds ||= is(a, kind) && is(b, role) && is(c, state) && is(row === null ? -1 : SOURCE.has[row], source) && is(row === null ? -1 : CONFIDENCE.has[row], confidence);
      };
      for (const link of model.links) {
        holds = false;
        statements(link.index, test);
        links[link.index] = holds ? 1 : 0;
        if (holds && !hiddenLinks.has(link.kind) && cg.countsLink(link) && cg.standsNow(link)) nodes[link.tail] = nodes[link.head] = 1;
      }
      for (const { index } of model.nodes) {
        if (nodes[index]) continue;
        holds = false;
        ownStatements(index, test);
        if (holds) nodes[index] = 1;
      }
    }
    for (const facet of OF_NODES) {
      const one = wantedOf(facet);
      if (one !== -1) for (const { index } of model.nodes) if (!facet.has[index].includes(one)) nodes[index] = 0;
    }
    known = { nodes, links };
    knownFor = now;
    return known;
  }
  cg.addFilter({
    keys: ["facets"],
    active: () => Object.keys(cg.state.facets).length > 0,
    node: ({ index }) => masks().nodes[index] === 1,
    link: ({ index }) => masks().links[index] === 1,
  });

  /**
   * How many entities each value would leave beside all other filters: [value, in the chosen year, in all
   * years] for each facet. In a neighbourhood, of its entities.
   */
  cg.countFacets = function* () {
    yield* prepare();
    const { passes, linkPasses } = cg.passing(["facets", "year"]);
    const wanted = OF_LINKS.map(wantedOf);
    const free = wanted.every((one) => one === -1);
    const wantedNodes = OF_NODES.map(wantedOf);
    const totals = new Map(FACETS.map((facet) => [facet, [0, 1].map(() => new Uint32Array(facet.keys.length))]));
    const stamps = OF_LINKS.map((facet) => new Int32Array(facet.keys.length).fill(-1));
    const { centre } = cg.state;
    // Time is a filter of its own, in the first of two counts.
    const stands = [cg.standsNow, () => true];
    const levels = stands.map((inTime) => centre && cg.levels((node) => inTime(node) && passes(node), (link) => inTime(link) && linkPasses(link)));
    let stamp = 0;
    let holds = false;
    let found = [];
    const mark = (at, value) => {
      if (value < 0 || stamps[at][value] === stamp) return;
      stamps[at][value] = stamp;
      found.push(at, value);
    };
    const values = [0, 0, 0, 0, 0];
    const look = (kind, role, state, row) => {
      values[0] = kind;
      values[1] = role;
      values[2] = state;
      values[3] = row === null ? -1 : SOURCE.has[row];
      values[4] = row === null ? -1 : CONFIDENCE.has[row];
      let failed = -1;
      for (let at = 0; at < 5; at += 1) {
        if (wanted[at] === -1 || values[at] === wanted[at]) continue;
        if (failed >= 0) return;
        failed = at;
      }
      if (failed >= 0) return mark(failed, values[failed]);
      holds = true;
      for (let at = 0; at < 5; at += 1) mark(at, values[at]);
    };
    for (const node of model.nodes) {
      const { index } = node;
      if (index % SLICE === 0) yield;
      if (!passes(node)) continue;
      const failed = OF_NODES.filter((facet, at) => wantedNodes[at] !== -1 && !facet.has[index].includes(wantedNodes[at]));
      if (failed.length > 1) continue;
      for (const side of [0, 1]) {
        const inTime = stands[side];
        if (!inTime(node) || (centre && !levels[side].has(index))) continue;
        stamp += 1;
        holds = free;
        found = [];
        if (!failed.length || !free) {
          ownStatements(index, look);
          for (const link of node.links) {
            if (!inTime(link) || !cg.countsLink(link) || !linkPasses(link)) continue;
            if (!centre || levels[side].has(cg.other(link, node).index)) statements(link.index, look);
          }
        }
        if (!failed.length) for (let at = 0; at < found.length; at += 2) totals.get(OF_LINKS[found[at]])[side][found[at + 1]] += 1;
        if (!holds) continue;
        for (const facet of failed.length ? failed : OF_NODES) for (const value of facet.has[index]) totals.get(facet)[side][value] += 1;
      }
    }
    return new Map(FACETS.map((facet) => [facet, facet.keys.map((key, at) => [key, totals.get(facet)[0][at], totals.get(facet)[1][at]])]));
  };

  /** Choose one value of a facet, or none; other facets stay. */
  cg.setFacet = (id, pair) => cg.set({ facets: withFacet(id, pair && words(pair)) });
  function withFacet(id, key) {
    const { [id]: _, ...rest } = cg.state.facets;
    return key ? { ...rest, [id]: key } : rest;
  }
  cg.withFacet = withFacet;

  // What has ended, or has not begun, stands in no present year.
  const OUTSIDE = new Set(["ended", "coming"].map((state) => words(status(state))));
  cg.addAddress({
    write(parts, { facets }) {
      for (const id of Object.keys(facets).sort()) parts.set("f." + id, facets[id].split("\u0000")[0]);
    },
    read(parts) {
      const facets = {};
      for (const facet of FACETS) {
        const wanted = parts.get("f." + facet.id);
        if (!wanted) continue;
        for (const _ of prepare());
        const key = facet.keys.find((one) => one.split("\u0000")[0] === wanted);
        if (key) facets[facet.id] = key;
      }
      const same = JSON.stringify(facets) === JSON.stringify(cg.state.facets);
      const lifted = !parts.has("year") && [facets.status, facets.linkstatus].some((one) => OUTSIDE.has(one));
      return { facets: same ? cg.state.facets : facets, ...(lifted ? { year: null } : {}) };
    },
  });
})();
