// Agreements, labels and collaborations along the years: a bar from the first year to the last.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = new Set(["agreement", "labelled-site", "project-team", "international", "network", "programme"]);
  const LIMIT = 300;
  const today = Number((model.asOf || "2100").slice(0, 4));

  function shape(tag, attributes, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /** Periods of a node: its own, and those of the labels it holds. */
  function periods(node) {
    const found = new Map();
    // What holds labels lasts, as far as is known, as long as they do; start, end and holes say the same.
    for (const { start, end } of node.terms) if (start) found.set(start, end);
    if (!found.size && node.start !== null) found.set(node.start, node.end);
    for (const link of node.links) {
      if (model.linkKinds[link.kind].id === "label" && link.tail === node.index && link.start) found.set(link.start, link.end || null);
    }
    return [...found.entries()].sort((a, b) => a[0] - b[0]);
  }

  function words([start, end]) {
    if (end === null || end === undefined) return cg.t("time.since", { year: start });
    return start === end ? String(start) : `${start}–${end}`;
  }

  function bar(list, first, span) {
    const svg = shape("svg", { viewBox: `0 0 ${span * 10} 14`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" });
    for (const [start, end] of list) {
      const stop = end === null || end === undefined ? first + span - 1 : end;
      svg.append(shape("rect", {
        x: (start - first) * 10, y: 2, width: Math.max(1, stop - start + 1) * 10 - 1, height: 10,
        class: end === null || end === undefined ? "open" : end < today ? "over" : "on",
      }));
    }
    if (today >= first && today < first + span) svg.append(shape("line", { x1: (today - first + 1) * 10, x2: (today - first + 1) * 10, y1: 0, y2: 14, class: "now" }));
    return svg;
  }

  /** What has periods, in the order of its first year; the years they span; how many have none. */
  cg.timelineShown = function () {
    const shown = cg.shown().nodes;
    const dated = model.nodes.filter((node) => shown[node.index] && KINDS.has(model.nodeKinds[node.kind].id)).map((node) => ({ node, list: periods(node) }));
    const rows = dated.filter(({ list }) => list.length);
    rows.sort((a, b) => a.list[0][0] - b.list[0][0] || a.node.index - b.node.index);
    const years = rows.flatMap(({ list }) => list.flat()).filter((year) => year);
    const first = Math.min(...years, today);
    const span = Math.max(...years, today + 1) - first + 1;
    const step = span > 40 ? 10 : 5;
    return { rows: rows.slice(0, LIMIT), more: Math.max(0, rows.length - LIMIT), first, span, step, today, undated: dated.length - rows.length };
  };

  function show() {
    const { rows, more, first, span, step, undated } = cg.timelineShown();
    const axis = shape("svg", { viewBox: `0 0 ${span * 10} 14`, preserveAspectRatio: "none", class: "bars axis", "aria-hidden": "true" });
    for (let year = Math.ceil(first / step) * step; year < first + span; year += step) {
      axis.append(shape("line", { x1: (year - first) * 10, x2: (year - first) * 10, y1: 0, y2: 14 }));
    }
    cg.fill(
      cg.byId("timeline-body"),
      cg.figureButtons("timeline"),
      el("p", { class: "hint" }, cg.t("timeline.hint", { first, last: first + span - 1, undated })),
      rows.length
        ? el(
            "div",
            { class: "scroll" },
            el(
              "table",
              { class: "timeline" },
              el("caption", { class: "unseen" }, cg.t("timeline.title")),
              el("thead", null, el("tr", null, el("th", { scope: "col" }, cg.t("column.name")), el("th", { scope: "col" }, cg.t("timeline.years")), el("th", { scope: "col" }, el("span", { class: "years" }, el("span", null, String(first)), el("span", null, String(first + span - 1))), axis))),
              el("tbody", null, rows.map(({ node, list }) => el("tr", null, el("th", { scope: "row" }, cg.nodeButton(node)), el("td", { class: "brief" }, list.map(words).join(", ")), el("td", { class: "wide" }, bar(list, first, span))))),
            ),
          )
        : el("p", null, cg.t("nothing")),
      more ? el("p", null, cg.t("timeline.more", { n: more })) : null,
    );
  }

  cg.addView({ id: "timeline", show });
})();
