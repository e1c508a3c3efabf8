// The data of the page as objects that the other modules read. Details, with their sources, are
// unpacked when something first asks for them.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const data = cg.data.landscape;
  const { lazily } = cg;

  // A text is a string, or the number of a pair where French and English differ.
  const NOTHING = ["", ""];
  const text = (packed) =>
    typeof packed === "number" ? data.pairs[packed] : packed ? [packed, packed] : NOTHING;
  const address = (packed, value) =>
    typeof packed === "number" ? data.addresses[packed] + value : packed;

  // Details
  const details = {};
  /** A statement by its number; made when first asked for, as there are many. */
  const statements = [];
  function statement(number) {
    if (!statements[number]) {
      const [source, locator, confidence, note, passage] = cg.data.evidence[number];
      statements[number] = { source, locator, confidence: text(confidence), note, passage };
    }
    return statements[number];
  }
  /** The rows of one attribute, from runs of equal ones. */
  function unrolled(runs, length) {
    const rows = new Array(length).fill(null);
    let begin = 0;
    for (let at = 0; at < runs.length; at += 2) {
      if (runs[at + 1] !== null) rows.fill(runs[at + 1], begin, begin + runs[at]);
      begin += runs[at];
    }
    return rows;
  }
  /** Evidence is written as steps from what the run before cites first. */
  function cited(runs) {
    let first = 0;
    return runs.map((value, at) => {
      if (at % 2 === 0 || !value || !value.length) return value;
      first += value[0];
      return [first, ...value.slice(1).map((step) => first + step)];
    });
  }
  for (const [things, names, length] of [
    ["nodes", ["names", "identifiers", "facts", "evidence", "days", "terms", "countries", "national", "text", "beyond", "institutes", "further"], data.nodes.id.length],
    ["links", ["facts", "evidence", "role", "days"], data.links.tail.length],
  ]) {
    details[things] = {};
    for (const name of names) {
      lazily(details[things], name, () => {
        const runs = cg.data[things + "." + name];
        return unrolled(name === "evidence" ? cited(runs) : runs, length);
      });
    }
  }
  const cite = (numbers) => (numbers || []).map(statement);
  const facts = (rows) =>
    (rows || []).map(([name, value, narrowed, cited, url]) => ({
      name: text(name),
      value: text(value),
      narrowed: text(narrowed),
      evidence: cite(cited),
      url: url === 1 ? text(value)[0] : url,
    }));

  /** An attribute that is unpacked when first read; instances keep their shape, so reading stays fast. */
  function unpacked(kind, name, make) {
    const known = [];
    Object.defineProperty(kind.prototype, name, {
      get() {
        const { index } = this;
        if (known[index] === undefined) known[index] = make(this, index);
        return known[index];
      },
    });
  }
  class Node {}
  unpacked(Node, "names", (_, index) => (details.nodes.names[index] || []).map(([name, nature]) => [name, text(nature)]));
  unpacked(Node, "identifiers", (_, index) =>
    (details.nodes.identifiers[index] || []).map(([scheme, value, url, cited]) => ({
      scheme: text(scheme), value, url: address(url, value), evidence: cite(cited),
    })));
  unpacked(Node, "facts", (_, index) => facts(details.nodes.facts[index]));
  unpacked(Node, "evidence", (_, index) => cite(details.nodes.evidence[index]));
  unpacked(Node, "days", (_, index) => details.nodes.days[index] || null);
  /** First and last year of each label that it holds; start, end and holes say when it stands by them. */
  unpacked(Node, "terms", (_, index) => (details.nodes.terms[index] || []).map(([start, end]) => ({ start, end })));
  /** The countries in which it stands, at which it aims, and those of its partner bodies. */
  unpacked(Node, "countries", (_, index) => (details.nodes.countries[index] || []).map(text));
  /** The thematic institutes to which a source ties it. */
  unpacked(Node, "institutes", (_, index) => (details.nodes.institutes[index] || []).map(text));
  /** City, region and country of each place in which it stands besides; blank where not known. */
  const NONE = [];
  unpacked(Node, "further", (_, index) => details.nodes.further[index] ? details.nodes.further[index].map((chain) => chain.map(text)) : NONE);
  unpacked(Node, "national", (_, index) => Boolean(details.nodes.national[index]));
  /** Its identifiers as texts, without their sources. */
  unpacked(Node, "numbers", (_, index) => (details.nodes.identifiers[index] || []).map(([, value]) => value));
  /** How many links of it lead out of the neighbourhood that the page holds. */
  unpacked(Node, "beyond", (_, index) => details.nodes.beyond[index] || 0);
  unpacked(Node, "text", (_, index) => Boolean(details.nodes.text[index]));
  class Link {}
  unpacked(Link, "facts", (_, index) => facts(details.links.facts[index]));
  unpacked(Link, "evidence", (_, index) => cite(details.links.evidence[index]));
  unpacked(Link, "role", (_, index) => text(details.links.role[index]));
  unpacked(Link, "days", (_, index) => details.links.days[index] || null);
  unpacked(Link, "id", (link, index) => ends(link) + "~" + ranks()[index]);

  const of = data.nodes;
  const at = (list, index) => (list.length && list[index] !== null ? list[index] : undefined);
  const places = data.places.map((names) => names.map(text));
  const nodes = of.id.map((id, index) => {
    const node = new Node();
    node.index = index;
    node.id = id;
    node.kind = of.kind[index];
    node.type = text(at(of.type, index));
    node.fr = of.fr[index];
    node.en = at(of.en, index) || "";
    node.acronym = at(of.acronym, index) || "";
    const place = at(of.place, index);
    /** The number of its place, and the names of that: city, region, country. */
    node.spot = place ?? null;
    node.place = place === undefined ? [] : places[place];
    node.region = text(at(of.region, index));
    node.country = text(at(of.country, index));
    node.themes = (at(of.themes, index) || []).map(text);
    node.start = at(of.start, index) ?? null;
    node.end = at(of.end, index) ?? null;
    node.unit = at(of.unit, index) ?? null;
    /** Years between two labels, in which it does not stand. */
    node.holes = at(of.holes, index) || null;
    node.links = [];
    node.weight = 0;
    return node;
  });
  const rows = data.links;
  let tail = 0;
  const links = rows.tail.map((step, index) => {
    const link = new Link();
    tail += step;
    link.index = index;
    link.tail = tail;
    link.head = rows.head[index];
    link.kind = rows.kind[index];
    link.start = at(rows.start, index) ?? null;
    link.end = at(rows.end, index) ?? null;
    return link;
  });
  // How many links of an entity say how large its mark is: those of teams inside units do not count.
  for (const link of links) {
    const [tail, head] = [nodes[link.tail], nodes[link.head]];
    tail.links.push(link);
    if (head.unit === null) tail.weight += 1;
    if (head === tail) continue;
    head.links.push(link);
    if (tail.unit === null) head.weight += 1;
  }

  // Links between the same ends are told apart by their place among them.
  const ends = (link) => nodes[link.tail].id + "~" + nodes[link.head].id;
  let known = null;
  function ranks() {
    if (known) return known;
    const parallel = new Map();
    known = links.map((link) => {
      const pair = link.tail * nodes.length + link.head;
      const place = parallel.get(pair) || 0;
      parallel.set(pair, place + 1);
      return place;
    });
    return known;
  }

  cg.model = {
    title: data.title,
    base: data.base,
    asOf: data.asOf,
    lang: data.lang,
    headline: data.headline,
    vintage: data.vintage,
    focus: data.focus,
    untied: data.untied,
    strings: data.strings,
    nodeKinds: data.nodeKinds.map(([id, fr, en, shape, colour]) => ({ id, fr, en, shape, colour })),
    linkKinds: data.linkKinds.map(([id, fr, en, dashes]) => ({ id, fr, en, dashes })),
    sources: data.sources.map(([id, title, kind, url, dated, lang]) => ({
      id, title, kind: text(kind), url, dated: text(dated), lang,
    })),
    places,
    nodes,
    links,
    text,
    /** Unpack an attribute of all entities, which is else done when it is first asked for. */
    unpack: (name) => details.nodes[name],
    /** Numbers of the statements on which entities and links rest, and the statements as they are packed. */
    cited: {
      get nodes() { return details.nodes.evidence; },
      get links() { return details.links.evidence; },
      get rows() { return cg.data.evidence; },
    },
  };
  lazily(cg.model, "nodeById", () => new Map(nodes.map((node) => [node.id, node])));
  lazily(cg.model, "linkById", () => new Map(links.map((link) => [link.id, link])));
  lazily(cg.model, "byLinks", () => [...nodes].sort((a, b) => b.weight - a.weight || a.index - b.index));
  /** One name of its main place and of each further one, without doubles; hardly anything stands in several. */
  function ofPlaces(node, main, further) {
    if (!node.further.length) return main && main[0] ? [main] : NONE;
    const pairs = [main, ...node.further.map(further)].filter((pair) => pair && pair[0]);
    return [...new Map(pairs.map((pair) => [pair[0], pair])).values()];
  }
  /** The names of all its cities, or of what else is known of a place; those of all its regions, of all its countries. */
  cg.cities = (node) => ofPlaces(node, node.place[0], (chain) => chain.find(([fr]) => fr));
  cg.regions = (node) => ofPlaces(node, node.region, ([, region]) => region);
  cg.countriesIn = (node) => ofPlaces(node, node.country, ([, , country]) => country);
  cg.other = (link, node) => nodes[link.tail === node.index ? link.head : link.tail];
})();
