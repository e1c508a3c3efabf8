// The filters beside the legend: one list for each facet, its numbers as the other filters leave them.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const boxes = new Map();
  const nameOf = (key) => key.split("\u0000")[cg.state.lang === "en" ? 1 : 0];

  /** Choose a value. Where none that has it stands in the chosen year, all years are shown, and that is said. */
  function pick(facet, key, option) {
    const lifted = Boolean(option) && "lifts" in option.dataset;
    cg.set({ facets: cg.withFacet(facet.id, key), ...(lifted ? { year: null } : {}) });
    if (lifted) cg.notify("facet.lifted", { label: nameOf(key) });
  }

  function list(facet) {
    const id = "facet-" + facet.id;
    const box = el("select", { id, on: { change: () => pick(facet, box.value, box.selectedOptions[0]) } });
    boxes.set(facet, box);
    const hint = facet.hint ? el("span", { class: "hint", id: id + "-hint" }, cg.t(facet.hint)) : null;
    if (hint) box.setAttribute("aria-describedby", hint.id);
    return el("p", { class: "facet" }, el("label", { for: id }, cg.t("facet." + facet.id)), box, hint);
  }

  function options(facet, values) {
    const box = boxes.get(facet);
    const chosen = cg.state.facets[facet.id] || "";
    const offered = values
      .filter(([key, , all]) => all || key === chosen)
      .sort((a, b) => b[1] - a[1] || b[2] - a[2] || a[0].localeCompare(b[0], "fr"));
    cg.fill(
      box,
      el("option", { value: "" }, cg.t("facet.all")),
      offered.map(([key, n, all]) => {
        const lifts = !n && all > 0;
        return el("option", { value: key, "data-lifts": lifts, lang: facet.lang ? facet.lang(key) : null }, `${nameOf(key)} (${lifts ? cg.t("facet.years", { n: all }) : n})`);
      }),
    );
    box.value = chosen;
    // A facet of which there is nothing to choose needs no list.
    box.parentElement.hidden = facet.keys.length < (facet.least || 2);
  }

  // Lists are made when the filters are first opened, and counted anew when a filter changes.
  let worded = null;
  let stale = true;
  let stop = () => {};
  function fill() {
    if (!stale) return;
    stale = false;
    const place = cg.byId("facet-list");
    if (worded !== cg.state.lang) {
      worded = cg.state.lang;
      const [ofNodes, ofLinks] = cg.facetGroups;
      cg.fill(
        place,
        ofNodes.map(list),
        model.untied ? el("p", { class: "hint", id: "facet-institute-none" }, cg.t("facet.institute.none")) : null,
        el("fieldset", null, el("legend", null, cg.t("facet.links")), ofLinks.map(list)),
      );
    }
    place.setAttribute("aria-busy", "true");
    stop();
    stop = cg.inSlices(cg.countFacets(), (counts) => {
      for (const [facet, values] of counts) options(facet, values);
      place.removeAttribute("aria-busy");
    });
  }

  cg.starts.push(() => {
    const facets = el(
      "details",
      { class: "filters", id: "facets" },
      el("summary", { "data-t": "facets", on: { click: fill } }, cg.t("facets")),
      el("div", { id: "facet-list" }),
      el("p", { class: "both" }, el("button", { type: "button", id: "no-facets", "data-t": "facet.clear", on: { click: () => cg.set({ facets: {} }) } }, cg.t("facet.clear"))),
    );
    facets.addEventListener("toggle", () => facets.open && fill());
    document.querySelector(".side .time").after(facets);
  });

  cg.shows.push((changed, filtered) => {
    if (!changed.has("lang") && !filtered) return;
    stale = true;
    const any = Object.keys(cg.state.facets).length > 0;
    cg.byId("no-facets").disabled = !any;
    if (any && changed.has("facets")) cg.byId("facets").open = true;
    if (cg.byId("facets").open) fill();
  });
})();
