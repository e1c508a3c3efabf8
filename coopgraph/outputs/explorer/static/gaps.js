// The gap records, unpacked; the marks of their states; which record is in front, in the address.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const data = cg.data.gaps;
  const SVG = "http://www.w3.org/2000/svg";

  const text = (packed) => (typeof packed === "number" ? data.pairs[packed] : packed ? [packed, packed] : ["", ""]);
  /** One statement: of a link, of where an entity stands, or a row of its own. */
  function statement(row) {
    if (Array.isArray(row)) {
      const [said, source, locator, confidence, node] = row;
      return { said: text(said), source, locator, confidence: text(confidence), note: "", node };
    }
    return row < 0 ? { at: -1 - row } : { link: row };
  }

  cg.gapStates = data.states.map(([id, name, meaning, shape, sign, colour, ink]) => ({ id, name, meaning, shape, sign, colour, ink }));
  cg.gapTypes = data.types.map(([id, name]) => ({ id, name }));
  cg.gapHome = data.home;
  cg.gapHomeName = data.homeName;
  cg.gapNotices = data.notices;
  cg.gaps = data.records.map((row, index) => {
    const evidence = (row.evidence || []).map(statement);
    return {
      index,
      id: row.id,
      type: row.type || 0,
      state: row.state || 0,
      certainty: row.certainty || "",
      rule: row.rule,
      subject: text(row.subject),
      finding: text(row.finding),
      sentence: text(row.sentence),
      closes: text(row.closes),
      nodes: row.nodes || [],
      links: row.links || [],
      // Whether a relation to the organisation in focus is missing, and whose.
      missingLink: row.absent !== undefined,
      missingTo: text(row.absent),
      places: (row.places || []).map(text),
      confidence: text(row.confidence),
      evidence,
      // Statements that only the record cites.
      own: evidence.filter(({ source }) => source !== undefined && source >= 0),
      searched: (row.searched || []).map(([what, count, matches, complete]) => ({ what: text(what), count, matches, complete: complete || 0 })),
      near: (row.near || []).map(([label, reason, node, link]) => ({ label: text(label), reason: text(reason), node, link })),
      missing: (row.missing || []).map(([label, field, node]) => ({ label: text(label), field: text(field), node })),
      dates: row.dates || null,
      // Of a reopened record: when and as what it was set aside.
      again: text(row.again),
      cell: row.cell ? { strategy: row.cell[0], place: text(row.cell[1]), theme: text(row.cell[2]) } : null,
    };
  });
  cg.gapById = new Map(cg.gaps.map((gap) => [gap.id, gap]));
  cg.gapTables = data.tables.map(([name, lead, columns, rows]) => ({
    name: text(name),
    lead: lead.map(text),
    columns: columns.map(text),
    rows: rows.map(([number, ...cells]) => ({ gap: cg.gaps[number], cells: cells.map(text) })),
  }));

  cg.gapsOf = new Map();
  for (const gap of cg.gaps) {
    for (const index of gap.nodes) {
      if (!cg.gapsOf.has(index)) cg.gapsOf.set(index, []);
      cg.gapsOf.get(index).push(gap);
    }
  }

  /** What is set aside: id to reason, by and date; `own` where this reader did it. */
  const given = new Map(data.records.filter((row) => row.dismissed).map(({ id, dismissed: [reason, by, date, status] }) => [id, { reason, by, date, status }]));
  cg.state.dismissed = given;
  /** What was set aside in a better state than today’s: open again, and kept in the list that is saved. */
  cg.reopened = new Map(data.records.filter((row) => row.reopened).map(({ id, reopened: [reason, by, date, status] }) => [id, { reason, by, date, status }]));
  cg.state.gap = null;
  cg.state.marks = false;
  cg.panelKeys.push("gap", "dismissed");

  /** A record that is neither closed nor set aside. */
  const CLOSED = new Set(["exempt", "covered"]);
  cg.isClosed = (gap) => CLOSED.has(cg.gapStates[gap.state].id);
  cg.isOpenGap = (gap) => !cg.isClosed(gap) && !cg.state.dismissed.has(gap.id);

  /** How far the sign stands below the middle of its mark, for a size of 1. */
  const SINK = { triangle: 0.34, triangleDown: -0.34 };
  cg.signSink = (state) => SINK[state.shape] || 0;

  /** The mark of a state as a small inline drawing, hidden from assistive tools. */
  cg.stateMark = function (state) {
    const make = (tag, attributes) => {
      const node = document.createElementNS(SVG, tag);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      return node;
    };
    const svg = make("svg", { viewBox: "-1.25 -1.25 2.5 2.5", class: "state-mark", "aria-hidden": "true" });
    const outline = cg.outlines[state.shape];
    const points = outline && { points: outline.map((point) => point.map((v) => v.toFixed(2))).join(" ") };
    const shape = make(outline ? "polygon" : "circle", outline ? points : { r: "1" });
    shape.setAttribute("fill", state.colour);
    const sign = make("text", { x: 0, y: cg.signSink(state) + 0.42, "font-size": 1.35, "font-weight": 700, "text-anchor": "middle", fill: state.ink });
    sign.textContent = state.sign;
    svg.append(shape, sign);
    return svg;
  };

  /** Bring a record to the front; nothing else is chosen then. */
  cg.chooseGap = (gap, changes) => cg.set({ gap, node: null, link: null, ...changes });

  cg.addAddress({
    write(parts, { gap, marks }) {
      if (gap) parts.set("gap", gap.id);
      if (marks) parts.set("marks", "1");
    },
    read(parts) {
      const wanted = parts.get("gap");
      const gap = (!parts.get("e") && !parts.get("l") && cg.gapById.get(wanted)) || null;
      // Told once the page has read its address.
      if (wanted && !cg.gapById.has(wanted)) setTimeout(() => cg.notify("gap.unknown", { id: wanted }), 0);
      return { gap, marks: parts.get("marks") === "1" };
    },
  });
})();
