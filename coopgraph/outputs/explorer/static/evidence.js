// Facts as lines, and under each the sources that state it.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;

  /** One source: its title, where in it, how sure, the curator's remark, the passage. */
  cg.cited = cited;
  function cited(evidence) {
    const source = model.sources[evidence.source];
    const parts = [cg.sourceTitle(source)];
    if (cg.say(source.dated)) parts.push(el("span", { class: "dated" }, " (" + cg.say(source.dated) + ")"));
    const more = [];
    if (evidence.locator) more.push(cg.t("locator") + cg.t("colon") + evidence.locator);
    if (cg.say(evidence.confidence)) more.push(cg.t("confidence") + cg.t("colon") + cg.say(evidence.confidence).toLowerCase());
    return el(
      "li",
      { class: "evidence" },
      parts,
      more.length ? el("span", { class: "where" }, more.join(" · ")) : null,
      evidence.note ? el("span", { class: "note", lang: cg.state.lang === "en" ? null : "en" }, evidence.note) : null,
      evidence.passage
        ? el("details", { class: "passage" }, el("summary", null, cg.t("passage")), el("blockquote", { lang: cg.sourceLang(source) }, evidence.passage))
        : null,
    );
  }

  cg.evidenceList = evidenceList;
  function evidenceList(evidence) {
    if (!evidence.length) return el("p", { class: "none" }, cg.t("evidence.none"));
    return el("ul", { class: "sources" }, evidence.map(cited));
  }

  cg.evidenceFold = evidenceFold;
  /** A fold that names its sources in one line, and shows them when opened. */
  function evidenceFold(evidence) {
    if (!evidence.length) return null;
    return el(
      "details",
      { class: "why" },
      el("summary", null, cg.t("evidence") + " (" + evidence.length + ")"),
      evidenceList(evidence),
    );
  }

  cg.factList = factList;
  function factList(facts) {
    if (!facts.length) return null;
    return el(
      "dl",
      { class: "facts" },
      facts.map((fact) => [
        el("dt", null, cg.say(fact.name)),
        el(
          "dd",
          null,
          cg.outside(cg.dayText(cg.say(fact.value)), fact.url),
          cg.say(fact.narrowed) ? el("span", { class: "narrowed" }, cg.say(fact.narrowed)) : null,
          evidenceFold(fact.evidence),
        ),
      ]),
    );
  }
})();
