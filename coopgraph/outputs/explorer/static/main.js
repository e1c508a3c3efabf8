// Puts the page together: words, views, and the answer to every change of the state.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  function showWords() {
    const { lang } = cg.state;
    document.documentElement.lang = lang;
    document.title = cg.say(model.title);
    cg.byId("title").textContent = cg.say(model.title);
    for (const node of document.querySelectorAll("[data-t]")) node.textContent = cg.t(node.dataset.t);
    for (const node of document.querySelectorAll("[data-label]")) {
      node.setAttribute("aria-label", cg.t(node.dataset.label));
    }
    for (const node of document.querySelectorAll("[data-title]")) node.title = cg.t(node.dataset.title);
    cg.byId("search").placeholder = cg.t("search.hint");
    cg.fill(cg.byId("vintage"), model.vintage.map((line) => cg.el("li", null, cg.say(line))));
    cg.byId("headline").textContent = cg.say(model.headline);
    cg.byId("as-of").textContent = model.asOf ? cg.t("as_of", { date: model.asOf }) : "";
    for (const button of document.querySelectorAll("[data-lang]")) {
      button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    }
  }

  function showView() {
    for (const { id } of cg.views) {
      cg.byId("view-" + id).hidden = id !== cg.state.view;
      cg.byId("to-" + id).setAttribute("aria-pressed", String(id === cg.state.view));
    }
  }

  /** Choose the entity that the page is about; one that has ended is seen in all years, with what followed. */
  function openFocus(node) {
    const ended = cg.state.year !== null && cg.standing(node, cg.state.year) === "ended";
    if (ended) cg.set({ year: null }, true);
    cg.choose(node, true);
    if (ended) cg.notify("focus.ended", { label: cg.label(node), end: node.end });
  }

  const every = new Set(Object.keys(cg.state));
  const filterKeys = cg.filterKeys();
  const stale = new Set();

  /** Show the view in front if what it depends on has changed since it was last shown. */
  function showFront(changed, filtered) {
    for (const view of cg.views) {
      const own = [...(view.keys || [])].some((key) => changed.has(key));
      if (own || changed.has("lang") || (filtered && !view.whole)) stale.add(view.id);
    }
    const front = cg.views.find((view) => view.id === cg.state.view);
    if (front && front.show && stale.delete(front.id)) front.show(changed);
  }

  /** What answers a change, step by step; a large landscape takes a breath between two. */
  function* steps(changed) {
    const has = (...keys) => keys.some((key) => changed.has(key));
    const filtered = [...filterKeys].some((key) => changed.has(key));
    if (has("lang")) showWords();
    if (has("view")) showView();
    // At once: what is drawn in between must not be of another state.
    cg.showDrawing(changed, filtered);
    yield;
    if (has("lang", "hiddenNodes", "hiddenLinks", "teams")) cg.showLegend();
    if (["lang", "node", "link", ...cg.panelKeys].some((key) => changed.has(key))) cg.showPanel();
    yield;
    if (has("lang") || filtered) cg.showCounts();
    yield;
    showFront(changed, filtered);
    for (const run of cg.shows) {
      yield;
      run(changed, filtered);
    }
  }
  let stop = () => {};
  let pending = every;
  let waiting = [];
  /** Answer a change, and with it what an earlier one has left to do. */
  function show(changed) {
    stop();
    pending = new Set([...pending, ...changed]);
    stop = cg.inSlices(steps(pending), () => {
      pending = new Set();
      for (const run of waiting.splice(0)) run();
    });
  }
  /** Do something once the page shows the state: now, if it does. */
  cg.afterShow = (run) => (pending.size ? waiting.push(run) : run());

  cg.setUpSearch();
  cg.setUpLegend();
  cg.setUpPanel();
  for (const run of cg.starts) run();
  for (const { id } of cg.views) {
    cg.byId("to-" + id).addEventListener("click", () => cg.set({ view: id }));
  }
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => cg.set({ lang: button.dataset.lang }));
  }
  cg.byId("skip-list").addEventListener("click", (event) => {
    event.preventDefault();
    cg.set({ view: "list" });
    cg.byId("list-title").focus();
  });
  cg.byId("skip-search").addEventListener("click", (event) => {
    event.preventDefault();
    cg.byId("search").focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      cg.byId("search").focus();
      event.preventDefault();
    }
  });

  const whole = cg.byId("whole");
  if (whole) cg.shows.push(() => (whole.href = location.href.split("#")[0] + cg.fragment()));
  if (whole || window.matchMedia("(max-width: 60rem)").matches) {
    document.querySelector(".legend").open = false;
  }
  cg.byId("app").hidden = false;
  // Without scripts these would do nothing.
  for (const one of document.querySelectorAll(".skip, .langs")) one.hidden = false;
  // Where nothing can be moved about, the figure made beforehand is the drawing.
  try {
    if (cg.data.drawing.still) cg.dropDrawing();
    else cg.setUpDrawing();
  } catch {
    cg.dropDrawing();
    cg.firstView = "list";
    cg.byId("network").append(cg.el("p", { "data-t": "drawing.failed" }));
  }
  cg.rememberOpening();
  window.addEventListener("hashchange", cg.readAddress);
  window.addEventListener("popstate", cg.readAddress);
  // Before anything is shown: what the address asks for is shown once, not after something else.
  cg.readAddress();
  if (!location.hash && model.focus !== null) openFocus(model.nodes[model.focus]);
  show(every);
  cg.on(show);
  cg.forgetPast();
  cg.opening = false;

  const drawn = cg.firstView === "network" && !cg.data.drawing.still;
  if (drawn) cg.paintFirst();
  // Said apart: the first picture with search and legend, and the page with the drawing to be moved about.
  document.documentElement.dataset.picture = "true";
  const ready = () => {
    document.documentElement.dataset.ready = "true";
    cg.hasOpened();
  };
  /** Once the first picture is on the screen; where nobody looks, frames do not come. */
  function afterPaint(run) {
    let gone = false;
    const once = () => {
      if (!gone) run();
      gone = true;
    };
    requestAnimationFrame(() => cg.idle(once));
    setTimeout(once, 1000);
  }
  async function start() {
    try {
      await cg.startDrawing();
    } catch {
      cg.dropDrawing();
    }
    for (const run of cg.shows) run(new Set(), false);
    ready();
  }
  if (!drawn) ready();
  else afterPaint(start);
})();
