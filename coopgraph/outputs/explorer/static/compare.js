// Two days compared: what appeared, what ended, what changed between them; what has no date is said
// apart. The drawing shows both days at once, everything in its place, with a sign on what changed.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const SIGNS = { appeared: "+", ended: "−", passed: "±" };
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  const isDay = (text) => DAY.test(text) && !Number.isNaN(Date.parse(text));

  cg.state.between = null;

  const said = (thing, side) => {
    const year = side ? thing.end : thing.start;
    return (thing.days && thing.days[side]) || (year === null || year === undefined ? "" : String(year));
  };
  /**
   * On a day: "before" it begins, "after" its end, "between" two labels, or "on"; a year counts whole,
   * as in the commands.
   */
  cg.onDay = function (thing, day) {
    const [start, end] = [said(thing, 0), said(thing, 1)];
    if (end && end < day.slice(0, end.length)) return "after";
    if (start && start > day.slice(0, start.length)) return "before";
    const year = Number(day.slice(0, 4));
    return thing.holes && thing.holes.some((hole) => hole[0] <= year && year <= hole[1]) ? "between" : "on";
  };

  const noDate = (part) => !part.start && !part.end && !part.holes && !part.days;
  /** What became of a thing, of which `parts` (itself and its ends) all must stand. */
  function change(parts, [first, last]) {
    if (parts.every(noDate)) return null;
    const at = [first, last].map((day) => parts.map((part) => cg.onDay(part, day)));
    const there = at.map((states) => states.every((state) => state === "on"));
    if (there[0] && there[1]) return null;
    if (there[1]) return "appeared";
    if (there[0]) return "ended";
    // On neither day: it may have come and gone in between, or never have been there.
    const during = (part, from, to) => from !== "after" && to !== "before";
    const came = parts.map((part, i) =>
      part.holes
        ? part.terms.some((term) => during(term, cg.onDay(term, first), cg.onDay(term, last)))
        : during(part, at[0][i], at[1][i]));
    const latest = parts.map((part) => said(part, 0)).filter(Boolean).sort().pop();
    const earliest = parts.map((part) => said(part, 1)).filter(Boolean).sort()[0];
    const size = Math.min((latest || "").length, (earliest || "").length);
    return came.every(Boolean) && latest && earliest && latest.slice(0, size) <= earliest.slice(0, size) ? "passed" : "away";
  }
  const partsOf = (link) => [link, model.nodes[link.tail], model.nodes[link.head]];

  let known = null;
  let knownFor = "";
  const SLICE = 500;
  /** For each of some things what became of it, with a pause now and then. */
  function* each(things, what) {
    const found = [];
    for (const thing of things) {
      found.push(what(thing));
      if (found.length % SLICE === 0) yield;
    }
    return found;
  }
  /** For each node and link: appeared, ended, passed, away, or null where it stands on both days. */
  function* prepare(between) {
    if (knownFor === between) return;
    const days = between.split("_");
    const nodes = yield* each(model.nodes, (node) => change([node], days));
    const links = yield* each(model.links, (link) => change(partsOf(link), days));
    const labels = yield* each(model.nodes, (node) => node.terms.some((term) => change([term], days)));
    known = { days, nodes, links, labels };
    knownFor = between;
  }
  function changes() {
    const { between } = cg.state;
    if (!between) return null;
    for (const _ of prepare(between));
    return known;
  }
  cg.changes = changes;

  cg.addFilter({
    keys: ["between"],
    active: () => Boolean(cg.state.between),
    node: (node) => changes().nodes[node.index] !== "away",
    link: (link) => changes().links[link.index] !== "away",
  });
  cg.addAddress({
    write(parts, { between }) {
      if (between) parts.set("between", between);
    },
    read(parts) {
      const days = (parts.get("between") || "").split("_");
      return { between: days.length === 2 && days.every(isDay) && days[0] < days[1] ? days.join("_") : null };
    },
  });

  /** What changed among what is shown. */
  function report() {
    const { nodes, links, labels, days } = changes();
    const shown = cg.shown();
    const of = (name) => model.nodes.filter((node) => shown.nodes[node.index] && nodes[node.index] === name);
    const linksOf = new Map();
    let linksAppeared = 0;
    let linksEnded = 0;
    let undatedLinks = 0;
    for (const link of model.links) {
      if (!shown.links[link.index]) continue;
      const own = links[link.index];
      if (cg.undated(link)) undatedLinks += 1;
      if (!own) continue;
      if (own !== "ended") linksAppeared += 1;
      if (own !== "appeared") linksEnded += 1;
      for (const end of [link.tail, link.head]) {
        if (!linksOf.has(end)) linksOf.set(end, []);
        linksOf.get(end).push(link);
      }
    }
    const stays = of(null);
    return {
      days,
      appeared: of("appeared"),
      ended: of("ended"),
      passed: of("passed"),
      changed: stays.filter((node) => linksOf.has(node.index) || labels[node.index]),
      undated: stays.filter(cg.undated),
      linksOf, linksAppeared, linksEnded, undatedLinks,
    };
  }
  /** What happened to an entity between the two days, in one word; empty where nothing did. */
  cg.changeOf = function (node) {
    const all = changes();
    if (!all) return "";
    const own = all.nodes[node.index] || (all.labels[node.index] || node.links.some((link) => cg.shown().links[link.index] && all.links[link.index]) ? "changed" : "");
    return own ? cg.t("change." + own) : "";
  };

  /** Signs on what changed: the sign says which way, its colour only repeats it. */
  cg.drawChanges = function (ctx, scale, marks, shown, colours) {
    const all = changes();
    if (!all) return;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    for (const node of model.nodes) {
      const sign = shown.nodes[node.index] && SIGNS[all.nodes[node.index]];
      if (!sign) continue;
      const at = marks.at(node.index);
      const reach = Math.max(marks.look(node.index).size, 4 / scale);
      const near = reach * scale > 6;
      if (near) {
        ctx.beginPath();
        ctx.arc(at.x, at.y, reach + 3 / scale, 0, 2 * Math.PI);
        ctx.lineWidth = 1.6 / scale;
        ctx.strokeStyle = colours.ink;
        ctx.setLineDash(sign === "+" ? [] : [4 / scale, 3 / scale]);
        ctx.stroke();
        ctx.setLineDash([]);
      }
      const [x, y] = near ? [reach * scale + 8, -reach * scale - 2] : [0, 0];
      ctx.save();
      ctx.translate(at.x, at.y);
      ctx.scale(1 / scale, 1 / scale);
      ctx.font = near ? "700 15px system-ui, sans-serif" : "700 13px system-ui, sans-serif";
      ctx.lineWidth = 3;
      ctx.strokeStyle = colours.halo;
      ctx.strokeText(sign, x, y);
      ctx.fillStyle = colours.ink;
      ctx.fillText(sign, x, y);
      ctx.restore();
    }
  };

  function when(thing) {
    const [start, end] = [said(thing, 0), said(thing, 1)];
    if (start && end) return start === end ? start : `${start} – ${end}`;
    return start ? cg.t("time.since", { year: start }) : end ? cg.t("compare.until", { end }) : "";
  }

  function linkLine(link, node) {
    const own = changes().links[link.index];
    const word = { appeared: "compare.linkAppeared", ended: "compare.linkEnded", passed: "compare.linkPassed" }[own];
    const dated = partsOf(link).map(when).find(Boolean);
    return el("li", null,
      cg.linkButton(link, `${cg.kindName(model.linkKinds[link.kind])} – ${cg.label(cg.other(link, node))}`),
      el("span", { class: "said" }, [cg.t(word), dated, cg.summary(link)].filter(Boolean).join(" · ")),
      cg.evidenceFold(link.evidence));
  }

  function linksCell(node, found) {
    const links = found.linksOf.get(node.index) || [];
    if (!links.length) return "";
    const all = changes().links;
    const plus = links.filter((link) => all[link.index] !== "ended").length;
    const minus = links.filter((link) => all[link.index] !== "appeared").length;
    const counted = (key, n) => (n ? cg.t(n === 1 ? key + "One" : key, { n }) : "");
    const words = [counted("compare.plus", plus), counted("compare.minus", minus)];
    const list = el("ul", { class: "neighbours" });
    const fold = el("details", { class: "why" }, el("summary", null, words.filter(Boolean).join(", ")), list);
    fold.addEventListener("toggle", () => list.append(...links.slice(0, 200).map((link) => linkLine(link, node))), { once: true });
    return fold;
  }

  function section(name, nodes, found) {
    if (!nodes.length) return null;
    const sign = SIGNS[name] ? el("span", { "aria-hidden": "true", class: "sign" }, SIGNS[name]) : null;
    const body = el("tbody");
    const group = el("details", { class: "group", open: name !== "undatedNodes" && nodes.length <= 60, id: "compare-" + name },
      el("summary", null, el("h3", null, sign, cg.t("compare." + name, { n: nodes.length }))),
      el("div", { class: "scroll" }, el("table", null,
        el("caption", { class: "unseen" }, cg.t("compare." + name, { n: nodes.length })),
        el("thead", null, el("tr", null, ["column.name", "column.kind", "compare.when", "compare.links", "links.sources"].map((key) => el("th", { scope: "col" }, cg.t(key))))),
        body)));
    const fill = () => body.childElementCount || body.append(...nodes.map((node) => el("tr", null,
      el("th", { scope: "row" }, cg.nodeButton(node)),
      el("td", null, cg.kindName(model.nodeKinds[node.kind])),
      el("td", null, when(node)),
      el("td", null, linksCell(node, found)),
      el("td", null, cg.evidenceFold(node.evidence)))));
    if (group.open) fill();
    else group.addEventListener("toggle", fill, { once: true });
    return group;
  }

  /** Begin a comparison, or say what is missing. */
  function run() {
    const days = [cg.byId("compare-a").value, cg.byId("compare-b").value].sort();
    if (!days.every(isDay) || days[0] === days[1]) {
      cg.byId("compare-said").textContent = cg.t("compare.days");
      return;
    }
    stopWork();
    const between = days.join("_");
    const body = cg.byId("compare-body");
    body.setAttribute("aria-busy", "true");
    stopWork = cg.inSlices(prepare(between), () => {
      body.removeAttribute("aria-busy");
      cg.set({ between });
      cg.afterShow(() => cg.byId("compare-said").focus());
    });
  }
  let stopWork = () => {};
  function stop() {
    stopWork();
    cg.set({ between: null });
    cg.afterShow(() => cg.byId(cg.state.view === "compare" ? "compare-a" : "to-compare").focus());
  }

  function values() {
    if (cg.state.between) return cg.state.between.split("_");
    const last = model.asOf || "2024-12-31";
    return [`${Number(last.slice(0, 4)) - 5}${last.slice(4)}`.replace("-02-29", "-02-28"), last];
  }

  function show() {
    const [first, last] = values();
    const day = (id, key, value) => [
      el("label", { for: id }, cg.t(key)),
      el("input", { type: "date", id, value, min: "1900-01-01", max: "2100-12-31", required: true }),
    ];
    const form = el("form", { class: "both compare-days", on: { submit: (event) => { event.preventDefault(); run(); } } },
      day("compare-a", "compare.from", first), day("compare-b", "compare.to", last),
      el("button", { type: "submit", id: "compare-run" }, cg.t("compare.run")),
      cg.state.between ? el("button", { type: "button", id: "compare-stop", on: { click: stop } }, cg.t("compare.stop")) : null);
    const status = el("p", { id: "compare-said", role: "status", tabindex: "-1" });
    cg.fill(cg.byId("compare-body"), form, el("p", { class: "hint" }, cg.t("compare.hint")), status);
    if (!cg.state.between) return;
    const found = report();
    const { appeared, ended, passed, changed } = found;
    const counts = { appeared: appeared.length, ended: ended.length, passed: passed.length, changed: changed.length };
    status.textContent = cg.t("compare.said", { from: first, to: last, linksAppeared: found.linksAppeared, linksEnded: found.linksEnded, ...counts });
    const any = Object.values(counts).some((n) => n > 0);
    cg.byId("compare-body").append(
      el("p", { id: "compare-undated" }, cg.t("compare.undated", { nodes: found.undated.length, links: found.undatedLinks })),
      ...(any ? [] : [el("p", null, cg.t("compare.none"))]),
      ...Object.entries({ appeared, ended, passed, changed, undatedNodes: found.undated }).map(([name, nodes]) => section(name, nodes, found)).filter(Boolean),
    );
  }

  cg.shows.push((changed) => {
    if (!changed.has("between") && !changed.has("lang")) return;
    const note = cg.byId("compare-note");
    const { between } = cg.state;
    note.hidden = !between;
    if (!between) return cg.fill(note);
    const [from, to] = between.split("_");
    cg.fill(note, el("span", null, cg.t("compare.note", { from, to })), " ", el("button", { type: "button", class: "small", on: { click: stop } }, cg.t("compare.stop")));
  });
  cg.addView({ id: "compare", show });
})();
