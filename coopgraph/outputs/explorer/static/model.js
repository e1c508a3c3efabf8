// The data of the page, unpacked from its JSON island into objects the other modules read.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const data = cg.data.landscape;

  // A text is a string, or the number of a pair where French and English differ.
  const text = (packed) =>
    typeof packed === "number" ? data.pairs[packed] : packed ? [packed, packed] : ["", ""];
  const evidence = data.evidence.map(([source, locator, confidence, note]) => ({
    source, locator, confidence: text(confidence), note,
  }));
  const cite = (numbers) => (numbers || []).map((number) => evidence[number]);
  const facts = (rows) =>
    (rows || []).map(([name, value, narrowed, cited, url]) => ({
      name: text(name),
      value: text(value),
      narrowed: text(narrowed),
      evidence: cite(cited),
      url: url === 1 ? text(value)[0] : url,
    }));
  const address = (packed, value) =>
    typeof packed === "number" ? data.addresses[packed] + value : packed;

  const nodes = data.nodes.map((row, index) => ({
    index,
    id: row.id,
    kind: row.kind,
    type: text(row.type),
    fr: row.fr,
    en: row.en || "",
    acronym: row.acronym || "",
    names: (row.names || []).map(([name, nature]) => [name, text(nature)]),
    place: row.place === undefined ? [] : data.places[row.place].map(text),
    identifiers: (row.identifiers || []).map(([scheme, value, url, cited]) => ({
      scheme: text(scheme), value, url: address(url, value), evidence: cite(cited),
    })),
    facts: facts(row.facts),
    evidence: cite(row.evidence),
    region: text(row.region),
    country: text(row.country),
    themes: (row.themes || []).map(text),
    start: row.start === undefined ? null : row.start,
    end: row.end === undefined ? null : row.end,
    unit: row.unit === undefined ? null : row.unit,
    days: row.days || null,
    links: [],
    spot: cg.data.maps.at[index],
  }));
  const links = data.links.map(([tail, head, kind, rows, cited, role, start, end, days], index) => ({
    index, tail, head, kind, facts: facts(rows), evidence: cite(cited), role: text(role), start, end, days: days || null,
  }));
  const parallel = new Map();
  for (const link of links) {
    nodes[link.tail].links.push(link);
    if (link.head !== link.tail) nodes[link.head].links.push(link);
    const ends = nodes[link.tail].id + "~" + nodes[link.head].id;
    const place = parallel.get(ends) || 0;
    parallel.set(ends, place + 1);
    link.id = ends + "~" + place;
  }

  cg.model = {
    title: data.title,
    base: data.base,
    asOf: data.asOf,
    lang: data.lang,
    headline: data.headline,
    vintage: data.vintage,
    focus: data.focus,
    strings: data.strings,
    nodeKinds: data.nodeKinds.map(([id, fr, en, shape, colour]) => ({ id, fr, en, shape, colour })),
    linkKinds: data.linkKinds.map(([id, fr, en, dashes]) => ({ id, fr, en, dashes })),
    sources: data.sources.map(([id, title, kind, url, dated]) => ({
      id, title, kind: text(kind), url, dated: text(dated),
    })),
    nodes,
    links,
    nodeById: new Map(nodes.map((node) => [node.id, node])),
    linkById: new Map(links.map((link) => [link.id, link])),
  };
  // The number of links that says how large a mark is: teams inside units do not count.
  for (const node of nodes) {
    node.weight = node.links.filter((link) => nodes[link.tail === node.index ? link.head : link.tail].unit === null).length;
  }
  cg.model.byLinks = [...nodes].sort((a, b) => b.weight - a.weight || a.index - b.index);
  cg.other = (link, node) => nodes[link.tail === node.index ? link.head : link.tail];
})();
