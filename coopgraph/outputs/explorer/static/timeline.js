// Agreements, labels and collaborations along the years: a bar from the first year to the last.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const SVG = "http://www.w3.org/2000/svg";
  const KINDS = new Set(["agreement", "labelled-site", "project-team", "project", "international", "network", "programme"]);
  const LIMIT = 300;
  /** In the order of first years, or of last ones. */
  const ORDERS = ["start", "end"];
  cg.state.order = ORDERS[0];
  const today = Number((model.asOf || "2100").slice(0, 4));
  /** The day of the page among the years; without one, the end of the last year. */
  const now = cg.moment(today, model.asOf, true);

  function shape(tag, attributes, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }

  /** Periods of a node: its own, and those of the labels it holds; each with its days where known. */
  function periods(node) {
    const found = new Map();
    const days = new Map();
    // What holds labels lasts, as far as is known, as long as they do; start, end and holes say the same.
    for (const { start, end } of node.terms) if (start) found.set(start, end);
    if (!found.size && node.start !== null) {
      found.set(node.start, node.end);
      days.set(node.start, node.days);
    }
    for (const link of node.links) {
      if (model.linkKinds[link.kind].id === "label" && link.tail === node.index && link.start) {
        found.set(link.start, link.end || null);
        days.set(link.start, link.days);
      }
    }
    const list = [...found.entries()].sort((a, b) => a[0] - b[0]);
    return { list, days: list.map(([start]) => days.get(start) || ["", ""]) };
  }

  /** A law or a charter has the day or the year in which it was adopted, and no term. */
  const wordsOf = ({ node, list, days }) =>
    list.map(([start, end], i) => (node.text ? cg.dayText(days[i][0] || String(start)) : cg.periodSaid({ start, end, days: days[i] }))).join(", ");

  /** Where each period begins and ends, in years, and its state: to the day where that is known. */
  cg.timelineBars = ({ node, list, days }, first, span) =>
    list.map(([start, end], i) => {
      const from = cg.moment(start, days[i][0], false);
      // A day alone must be seen, too.
      const to = node.text ? (days[i][0] ? from + 0.35 : start + 1) : end === null || end === undefined ? first + span : cg.moment(end, days[i][1], true);
      return { from, to: Math.max(to, from + 0.1), state: state(node, end, days[i][1]) };
    });

  function bar(row, first, span) {
    const svg = shape("svg", { viewBox: `0 0 ${span * 10} 14`, preserveAspectRatio: "none", class: "bars", "aria-hidden": "true" });
    const at = (year) => Math.round((year - first) * 100) / 10;
    for (const { from, to, state } of cg.timelineBars(row, first, span)) {
      svg.append(shape("rect", { x: at(from), y: 2, width: Math.max(1, at(to) - at(from) - 1), height: 10, class: state }));
    }
    if (now >= first && now <= first + span) svg.append(shape("line", { x1: at(now), x2: at(now), y1: 0, y2: 14, class: "now" }));
    return svg;
  }

  function state(node, end, day) {
    if (node.text) return "text";
    if (end === null || end === undefined) return "open";
    return (day && model.asOf ? day < model.asOf.slice(0, day.length) : end < today) ? "over" : "on";
  }

  const begins = ({ list, days }) => cg.moment(list[0][0], days[0][0], false);
  /** The last year or day of all, after every other where there is none. */
  const ends = ({ list, days }) => Math.max(...list.map(([, end], i) => (end === null || end === undefined ? Infinity : cg.moment(end, days[i][1], true))));
  // Infinity less itself is no number.
  const less = (a, b) => (a === b ? 0 : a - b);
  const BY = {
    start: (a, b) => begins(a) - begins(b) || a.node.index - b.node.index,
    end: (a, b) => less(ends(a), ends(b)) || BY.start(a, b),
  };

  /** What has periods, in the order asked for; texts apart; the years they span; how many have none. */
  cg.timelineShown = function () {
    const shown = cg.shown().nodes;
    const dated = model.nodes.filter((node) => shown[node.index] && KINDS.has(model.nodeKinds[node.kind].id)).map((node) => ({ node, ...periods(node) }));
    const all = dated.filter(({ list }) => list.length);
    const rows = all.filter(({ node }) => !node.text).sort(BY[cg.state.order]);
    const texts = all.filter(({ node }) => node.text).sort(BY.start);
    const years = all.flatMap(({ list }) => list.flat()).filter((year) => year);
    const first = Math.min(...years, today);
    const span = Math.max(...years, today + 1) - first + 1;
    const step = span > 40 ? 10 : 5;
    return { rows: rows.slice(0, LIMIT), texts: texts.slice(0, LIMIT), more: Math.max(0, rows.length - LIMIT) + Math.max(0, texts.length - LIMIT), first, span, step, now, undated: dated.length - all.length };
  };

  function show() {
    const { rows, texts, more, first, span, step, undated } = cg.timelineShown();
    const focused = document.activeElement && document.activeElement.id === "timeline-order";
    const axis = shape("svg", { viewBox: `0 0 ${span * 10} 14`, preserveAspectRatio: "none", class: "bars axis", "aria-hidden": "true" });
    const ticks = shape("svg", { class: "bars ticks", "aria-hidden": "true" });
    for (let year = Math.ceil(first / step) * step; year < first + span; year += step) {
      const at = (100 * (year - first)) / span;
      // A year at the border is written inwards.
      const anchor = at < 4 ? "start" : at > 96 ? "end" : "middle";
      ticks.append(shape("text", { x: at.toFixed(2) + "%", y: 12, "text-anchor": anchor }, String(year)));
      axis.append(shape("line", { x1: (year - first) * 10, x2: (year - first) * 10, y1: 0, y2: 14 }));
    }
    const order = el("select", { id: "timeline-order", on: { change: () => cg.set({ order: order.value }) } },
      ORDERS.map((id) => el("option", { value: id }, cg.t("timeline.by." + id))));
    order.value = cg.state.order;
    const row = (one) => el("tr", null, el("th", { scope: "row" }, cg.nodeButton(one.node)), el("td", { class: "brief" }, wordsOf(one)), el("td", { class: "wide" }, bar(one, first, span)));
    cg.fill(
      cg.byId("timeline-body"),
      el("p", { class: "both order" }, el("label", { for: "timeline-order" }, cg.t("timeline.order")), " ", order),
      cg.figureButtons("timeline"),
      el("p", { class: "hint" }, cg.t("timeline.hint", { first, last: first + span - 1, undated })),
      rows.length + texts.length
        ? el(
            "div",
            { class: "scroll" },
            el(
              "table",
              { class: "timeline" },
              el("caption", { class: "unseen" }, cg.t("timeline.title")),
              el("thead", null, el("tr", null, el("th", { scope: "col" }, cg.t("column.name")), el("th", { scope: "col" }, cg.t("timeline.years")), el("th", { scope: "col" }, ticks, axis))),
              el("tbody", null, rows.map(row)),
              texts.length ? el("tbody", { id: "timeline-texts" }, el("tr", null, el("th", { scope: "rowgroup", colspan: 3 }, cg.t("timeline.texts", { n: texts.length }))), texts.map(row)) : null,
            ),
          )
        : el("p", null, cg.t("nothing")),
      more ? el("p", null, cg.t("timeline.more", { n: more })) : null,
    );
    if (focused) cg.byId("timeline-order").focus();
  }

  cg.addAddress({
    write: (parts, { order }) => order !== ORDERS[0] && parts.set("order", order),
    read: (parts) => ({ order: ORDERS.includes(parts.get("order")) ? parts.get("order") : ORDERS[0] }),
  });
  cg.addView({ id: "timeline", keys: ["order"], show });
})();
