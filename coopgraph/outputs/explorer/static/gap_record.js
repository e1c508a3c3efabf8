// The details of one gap record: what is missing, what was searched, what it rests on, what is near.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const PAGE = 30;
  const SHAPES = { year: /^(\d{4})-01-01$/, end: /^(\d{4})-12-31$/ };

  const same = (words) => [words, words];
  const fact = (key, value) => ({ name: same(cg.t(key)), value: same(value), narrowed: ["", ""], evidence: [], url: "" });

  /** A record as a button that brings it to the front. */
  cg.gapButton = (gap, words) =>
    el(
      "button",
      {
        type: "button",
        class: "entity gap",
        "data-gap": gap.id,
        on: { click: () => { cg.chooseGap(gap); cg.reveal(); } },
      },
      cg.stateMark(cg.gapStates[gap.state]),
      el("span", { class: "unseen" }, cg.say(cg.gapStates[gap.state].name) + cg.t("colon")),
      words || cg.say(gap.subject),
    );

  function end([first, last, basis]) {
    const year = SHAPES.year.exec(first);
    const whole = year && SHAPES.end.exec(last) && last.startsWith(year[1]);
    const days = whole ? year[1] : first === last ? cg.dayText(first) : cg.t("gap.between", { first, last });
    const key = "gap.basis." + basis;
    return key in model.strings[cg.state.lang] ? `${days} (${cg.t(key)})` : days;
  }

  /** The two ends of the relation that a record says is missing; null where it says no such thing. */
  cg.missingEnds = function (gap) {
    if (!gap.missingLink || cg.gapHome === null) return null;
    const other = gap.nodes.find((index) => index !== cg.gapHome);
    return other === undefined ? null : [cg.gapHome, other];
  };

  /** Long lists grow on demand. */
  function growing(items, row) {
    const list = el("ul", { class: "sources" });
    const more = el("button", { type: "button", class: "more" });
    let at = 0;
    const grow = () => {
      list.append(...items.slice(at, at + PAGE).map(row));
      at = Math.min(items.length, at + PAGE);
      more.hidden = at >= items.length;
      more.textContent = cg.t("gap.more", { n: Math.min(PAGE, items.length - at) });
    };
    more.addEventListener("click", grow);
    grow();
    cg.wholeOnPaper(more, () => {
      while (at < items.length) grow();
    });
    return [list, more];
  }

  function statement(item) {
    if (item.link !== undefined) {
      const link = model.links[item.link];
      const ends = [link.tail, link.head].map((index) => cg.label(model.nodes[index])).join(" – ");
      const said = cg.say(link.role) || cg.kindName(model.linkKinds[link.kind]);
      return el("li", null, cg.linkButton(link, ends + cg.t("colon") + said.toLowerCase()), cg.evidenceFold(link.evidence));
    }
    if (item.at !== undefined) {
      const node = model.nodes[item.at];
      return el("li", null, cg.nodeButton(node), el("span", { class: "said" }, node.place.map(cg.say).join(", ")), cg.evidenceFold(node.evidence));
    }
    const said = cg.say(item.said);
    return el(
      "li",
      null,
      item.node === undefined ? said : cg.nodeButton(model.nodes[item.node]),
      item.node !== undefined && said !== cg.label(model.nodes[item.node]) ? el("span", { class: "said" }, said) : null,
      item.source >= 0 ? el("ul", { class: "sources" }, cg.cited(item)) : null,
    );
  }

  const thing = ({ node, link }, words) =>
    node !== null && node !== undefined
      ? cg.nodeButton(model.nodes[node])
      : link !== null && link !== undefined
        ? cg.linkButton(model.links[link], words)
        : words;

  function section(key, items, content, open) {
    if (!items.length) return null;
    return el("details", { class: "group", open }, el("summary", null, cg.t(key, { n: items.length })), content);
  }

  /** Lift what hides the entities of a record, and nothing more. */
  function lift(gap) {
    const links = gap.links.map((index) => model.links[index]);
    const nodes = [...gap.nodes, ...links.flatMap(({ tail, head }) => [tail, head])];
    const hidden = () => nodes.some((index) => !cg.shown().nodes[index]) || links.some(({ index }) => !cg.shown().links[index]);
    if (!hidden()) return;
    cg.set({ centre: null, turned: [] });
    if (hidden()) cg.lift(nodes.map((index) => model.nodes[index]), links);
    cg.announce(cg.t("gap.lifted"));
  }

  cg.showOnNetwork = function (gap) {
    lift(gap);
    cg.set({ gap, node: null, link: null, view: "network" });
    cg.fitGap(gap);
  };

  cg.gapPanel = function (gap) {
    const state = cg.gapStates[gap.state];
    const dismissed = cg.state.dismissed.get(gap.id);
    const ends = cg.missingEnds(gap);
    const rests = gap.evidence.some(({ link, at, node }) => [link, at, node].some((index) => index !== undefined));
    const figured = !cg.isStill();
    const drawn = rests || gap.nodes.length > 0 || gap.links.length > 0;
    const lines = [fact("gaps.type", cg.say(cg.gapTypes[gap.type].name))];
    if (gap.certainty) lines.push(fact("gap.certainty", cg.t("gap.certainty." + gap.certainty)));
    if (gap.dates) lines.push(fact("gap.end", end(gap.dates)));
    if (gap.dates && gap.dates[3]) lines.push(fact("gap.act", cg.dayText(gap.dates[3])));
    if (cg.say(gap.closes)) lines.push(fact("gap.closes", cg.say(gap.closes)));
    for (const { what, count, matches, complete } of gap.searched) {
      const line = cg.t("gap.searched.line", { what: cg.say(what), n: count, matches });
      lines.push(fact("gap.searched", complete ? `${line} (${cg.t("gap.searched.complete", { n: complete })})` : line));
    }
    if (cg.say(gap.confidence)) lines.push(fact("gaps.confidence", `${cg.say(gap.confidence).toLowerCase()} (${cg.t("gaps.confidence.hint")})`));
    lines.push(fact("gap.record", gap.id), fact("gap.rule", gap.rule.join(", ")));
    return [
      el("h3", { id: "chosen", tabindex: "-1" }, cg.stateMark(state), cg.say(gap.subject)),
      el("p", { class: "state-said" }, el("strong", null, cg.say(state.name)), cg.t("colon"), cg.say(state.meaning)),
      dismissed ? el("p", { class: "note" }, cg.t("dismissed.said", { reason: [dismissed.reason, dismissed.by, dismissed.date].filter(Boolean).join(", ") })) : null,
      !dismissed && cg.reopened.has(gap.id) ? el("p", { class: "note", id: "reopened" }, cg.t("dismissed.again", { again: cg.say(gap.again), reason: [cg.reopened.get(gap.id).reason, cg.reopened.get(gap.id).by].filter(Boolean).join(", ") })) : null,
      el("p", null, cg.say(gap.sentence)),
      gap.missingLink
        ? el(
            "p",
            { class: "hypothesis", id: "hypothesis" },
            cg.t("gap.absent." + state.id, { a: cg.say(cg.gapHomeName), b: cg.say(gap.missingTo) }),
            ends && figured ? " " + cg.t("gap.dashed") : null,
          )
        : null,
      el(
        "p",
        { class: "both" },
        drawn && figured ? el("button", { type: "button", id: "gap-show", on: { click: () => { cg.showOnNetwork(gap); cg.byId("chosen").focus(); } } }, cg.t("gap.show")) : null,
        el("button", { type: "button", id: "gap-list", on: { click: () => cg.showInList(gap) } }, cg.t("gap.list")),
      ),
      figured ? el("p", { class: "hint" }, cg.t(drawn ? "gap.drawn" : "gap.undrawn")) : null,
      cg.factList(lines),
      section("gap.concerned", gap.nodes, el("ul", { class: "neighbours" }, gap.nodes.map((index) => el("li", null, cg.nodeButton(model.nodes[index])))), gap.nodes.length <= 6),
      section("gap.evidence", gap.evidence, growing(gap.evidence, statement), gap.evidence.length <= 12),
      section("gap.near", gap.near, growing(gap.near, (near) => el("li", null, thing(near, cg.say(near.label)), el("span", { class: "said" }, cg.say(near.reason)))), true),
      section("gap.missing", gap.missing, growing(gap.missing, (miss) => el("li", null, thing(miss, cg.say(miss.label)), el("span", { class: "said" }, cg.say(miss.field)))), true),
      cg.dismissPanel(gap),
    ];
  };

  // The records on an entity, in its own details.
  cg.nodeParts.push((node) => {
    const gaps = cg.gapsOf.get(node.index) || [];
    if (!gaps.length) return null;
    const open = gaps.filter(cg.isOpenGap);
    return el(
      "details",
      { class: "group", id: "node-gaps", open: open.length > 0 && gaps.length <= 8 },
      el("summary", null, cg.t("gaps.about", { n: gaps.length })),
      el(
        "ul",
        { class: "neighbours" },
        gaps.map((gap) =>
          el(
            "li",
            null,
            cg.gapButton(gap, `${cg.say(cg.gapTypes[gap.type].name)}${cg.t("colon")}${cg.say(cg.gapStates[gap.state].name)}`),
            el("span", { class: "said" }, cg.say(gap.sentence)),
          ),
        ),
      ),
    );
  });

  cg.shows.push((changed) => {
    const { gap } = cg.state;
    if (changed.has("gap") && gap) cg.announce(cg.t("gap.chosen", { label: `${cg.say(gap.subject)}, ${cg.say(cg.gapStates[gap.state].name)}` }));
  });
})();
