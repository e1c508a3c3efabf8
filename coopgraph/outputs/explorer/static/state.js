// What is chosen, hidden and spoken: one state, shared by every view, kept in the address fragment.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const listeners = [];

  cg.state = {
    node: null,
    link: null,
    lang: model.lang,
    view: "network",
    hiddenNodes: new Set(),
    hiddenLinks: new Set(),
  };

  // The list, where the drawing cannot be made.
  cg.firstView = "network";

  cg.on = (run) => listeners.push(run);

  // What other modules add to the page without this one knowing them.
  /** A view: id, the state keys on which it changes, how to show it; its section is #view-<id>. */
  cg.views = [];
  cg.addView = (view) => cg.views.push(view);
  /** A filter: state keys, and which nodes and links pass it; a link also needs both its ends. */
  const filters = [];
  cg.addFilter = (filter) => filters.push(filter);
  cg.filterKeys = () => new Set(["centre", "depth", "turned", "hiddenNodes", "hiddenLinks", ...filters.flatMap((one) => one.keys)]);
  /** What a module does once when the page is put together, and at each change of the state. */
  cg.starts = [];
  cg.shows = [];
  /** State keys on which the details depend. */
  cg.panelKeys = [];
  /** A part of the address: how to write it, how to read it into changes of the state. */
  const addresses = [];
  cg.addAddress = (address) => addresses.push(address);

  /** Change the state and tell every view which keys changed. */
  cg.set = function (changes, fromAddress) {
    const changed = new Set();
    for (const [key, value] of Object.entries(changes)) {
      if (cg.state[key] !== value) {
        cg.state[key] = value;
        changed.add(key);
      }
    }
    if (!changed.size) return;
    const filterKeys = cg.filterKeys();
    if ([...changed].some((key) => filterKeys.has(key))) known = null;
    const focused = document.activeElement;
    for (const run of listeners) run(changed);
    if (!fromAddress) writeAddress(changed);
    if (focused && focused !== document.body) cg.afterShow(() => cg.keepFocus(focused));
  };

  const reachable = (node) => Boolean(node) && node !== document.body && node.isConnected && !node.disabled && node.checkVisibility();
  /** Where the focus goes when what had it is gone: what took its place, what is chosen, the drawing, the search. */
  cg.keepFocus = function (focused) {
    if (reachable(document.activeElement)) return;
    const [chosen, drawing] = [cg.byId("chosen"), cg.byId("network").firstElementChild];
    const places = [focused.id && cg.byId(focused.id), !focused.isConnected && chosen, cg.byId(cg.state.view + "-title"), drawing, chosen, cg.byId("search")];
    for (const place of places) {
      if (!reachable(place)) continue;
      place.focus({ preventScroll: true });
      if (document.activeElement === place) return;
    }
  };

  // A team inside a unit that is chosen is shown, and with it the others.
  const withTeams = (...nodes) => (nodes.some(cg.isTeam) ? { teams: true } : {});
  // A neighbourhood stays as long as what is chosen stands in it; else it is that of the chosen.
  const aside = (...nodes) =>
    cg.state.centre && !nodes.every((node) => cg.shown().nodes[node.index]);
  cg.choose = function (node, fromAddress) {
    const end = cg.takesEnd(node);
    if (end) return cg.set({ ...end, ...withTeams(node) }, fromAddress);
    const changes = { node, link: null, gap: null, ...withTeams(node) };
    if (!node || aside(node)) Object.assign(changes, { centre: node && cg.state.centre ? node : null, turned: [] });
    cg.set(changes, fromAddress);
  };
  /** Nothing chosen any more; after that, no paths. */
  cg.letGo = function () {
    const { node, link, gap, from } = cg.state;
    if (node || link) cg.choose(null);
    else if (gap) cg.set({ gap: null });
    else if (from) cg.set({ from: null, to: null, avoid: false });
  };
  cg.chooseLink = function (link) {
    const ends = [model.nodes[link.tail], model.nodes[link.head]];
    cg.set({ link, node: null, gap: null, ...withTeams(...ends), ...(aside(...ends) ? { centre: null, turned: [] } : {}) });
  };

  // Words
  const side = () => (cg.state.lang === "en" ? 1 : 0);
  cg.say = (pair) => pair[side()];
  /** A day in words; anything else as it is. */
  const DAY = /^\d{4}-\d{2}-\d{2}$/;
  cg.dayText = function (value) {
    if (!DAY.test(value)) return String(value);
    // Dates of the browser's own cost an eighth of the time until the first picture.
    const [year, month, day] = value.split("-").map(Number);
    const name = cg.t("months").split(" ")[month - 1];
    return `${day === 1 && cg.state.lang !== "en" ? "1er" : day} ${name} ${year}`;
  };
  /** Whether a number takes the singular; what is no number, as a day, does. */
  const single = (value) => (cg.state.lang === "en" ? Number(value) === 1 : Number(value) < 2) || Number.isNaN(Number(value));
  // {n} is a value, {n:one|many} the form that goes with it, in which {n} may stand.
  const FORM = /\{(\w+):((?:[^{}|]|\{\w+\})*)\|((?:[^{}|]|\{\w+\})*)\}/g;
  cg.t = function (key, values) {
    const texts = model.strings[cg.state.lang];
    let text = Object.hasOwn(texts, key) ? texts[key] : key;
    if (!values) return text;
    text = text.replace(FORM, (_, name, one, many) => (single(values[name]) ? one : many));
    for (const [name, value] of Object.entries(values)) {
      text = text.split("{" + name + "}").join(cg.dayText(value));
    }
    return text;
  };
  // Places in a file are stored in English, as registers' numbers are stored in none.
  const PLACE = /^(line|record|result) (?=\d)/;
  const PLACES = { line: "locator.line", record: "locator.record", result: "locator.result" };
  cg.locator = (stored) => stored.replace(PLACE, (_, word) => cg.t(PLACES[word]) + " ");
  cg.kindName = (kind) => (cg.state.lang === "en" ? kind.en : kind.fr);
  cg.label = (node) => (cg.state.lang === "en" && node.en ? node.en : node.fr);
  /** Names without English stay French, and are marked so for speech. */
  cg.labelLang = (node) => (cg.state.lang === "en" && !node.en ? "fr" : null);
  const SHORT = 34;
  const cut = (text) => (text.length <= SHORT ? text : text.slice(0, SHORT - 1).trimEnd() + "…");
  /** What is written in the drawing: an acronym or number in any language, else the name in this one. */
  cg.drawn = function (node) {
    const text = cg.drawing ? cg.drawing.nodes[node.index].label : cg.label(node);
    const named = node.fr.startsWith(text.replace(/…$/, "")) && text !== node.acronym;
    return cg.state.lang === "en" && node.en && named ? cut(node.en) : text;
  };

  // What is shown: worked out once for each state.
  let known = null;
  cg.shown = function () {
    known = known || work();
    return known;
  };

  /** Which nodes and links pass the legend and the filters, apart from those of some keys. */
  cg.passing = function (but = []) {
    const [hiddenNodes, hiddenLinks] = ["hiddenNodes", "hiddenLinks"].map((key) => (but.includes(key) ? new Set() : cg.state[key]));
    const active = filters.filter((one) => (!one.active || one.active()) && !one.keys.some((key) => but.includes(key)));
    const ofNodes = active.filter((one) => one.node);
    const ofLinks = active.filter((one) => one.link);
    return {
      passes: (node) => !hiddenNodes.has(node.kind) && ofNodes.every((one) => one.node(node)),
      linkPasses: (link) => !hiddenLinks.has(link.kind) && ofLinks.every((one) => one.link(link)),
    };
  };

  function work() {
    const { centre } = cg.state;
    const { passes, linkPasses } = cg.passing();
    const nodes = new Uint8Array(model.nodes.length);
    const levels = centre ? cg.levels(passes, linkPasses) : null;
    if (levels) {
      for (const index of levels.keys()) nodes[index] = 1;
    } else {
      for (const node of model.nodes) nodes[node.index] = passes(node) ? 1 : 0;
    }
    const links = new Uint8Array(model.links.length);
    let linkCount = 0;
    for (const link of model.links) {
      if (nodes[link.tail] && nodes[link.head] && linkPasses(link)) {
        links[link.index] = 1;
        linkCount += 1;
      }
    }
    return { nodes, links, levels, nodeCount: nodes.reduce((sum, one) => sum + one, 0), linkCount };
  }

  // The address
  const opening = () => ({ node: null, link: null, view: cg.firstView, lang: model.lang, hiddenNodes: new Set(), hiddenLinks: new Set() });
  /** The fragment of the page as it opens, apart from some changes. */
  cg.fragmentOf = (changes) => fragment({ ...opened, ...opening(), ...changes });
  cg.fragment = () => fragment(cg.state);
  let opened = null;
  cg.rememberOpening = () => (opened = { ...cg.state });

  function fragment(state) {
    const parts = new URLSearchParams();
    const { node, link, lang, view, hiddenNodes, hiddenLinks } = state;
    if (node) parts.set("e", node.id);
    if (link) parts.set("l", link.id);
    if (view !== cg.firstView) parts.set("view", view);
    if (lang !== model.lang) parts.set("lang", lang);
    const ids = (kinds, hidden) => [...hidden].sort((a, b) => a - b).map((k) => kinds[k].id).join(".");
    if (hiddenNodes.size) parts.set("no", ids(model.nodeKinds, hiddenNodes));
    if (hiddenLinks.size) parts.set("nolinks", ids(model.linkKinds, hiddenLinks));
    for (const address of addresses) address.write(parts, state);
    return "#" + parts.toString();
  }

  // In a frame, steps of this page would fill the history of the page around it.
  const embedded = "embed" in document.documentElement.dataset;
  function writeAddress(changed) {
    const written = cg.fragment();
    if (written === location.hash || (written === "#" && !location.hash)) return;
    if (!embedded && ["node", "link", "gap", "to"].some((key) => changed.has(key))) {
      history.pushState(null, "", written);
    } else {
      history.replaceState(null, "", written);
    }
  }

  cg.readAddress = function () {
    const parts = new URLSearchParams(location.hash.slice(1));
    // What is the same stays the same thing: it has not changed.
    const kinds = (key, all, text) => {
      const read = new Set((text || "").split(".").map((id) => all.findIndex((k) => k.id === id)).filter((k) => k >= 0));
      const now = cg.state[key];
      return read.size === now.size && [...read].every((kind) => now.has(kind)) ? now : read;
    };
    const node = (parts.has("e") && model.nodeById.get(parts.get("e"))) || null;
    cg.set(
      {
        node,
        link: (!node && parts.has("l") && model.linkById.get(parts.get("l"))) || null,
        view: cg.views.some((one) => one.id === parts.get("view")) ? parts.get("view") : cg.firstView,
        lang: Object.hasOwn(model.strings, parts.get("lang")) ? parts.get("lang") : model.lang,
        hiddenNodes: kinds("hiddenNodes", model.nodeKinds, parts.get("no")),
        hiddenLinks: kinds("hiddenLinks", model.linkKinds, parts.get("nolinks")),
        ...Object.assign({}, ...addresses.map((address) => address.read(parts))),
      },
      true,
    );
    if (parts.get("e") && !node) cg.notify("unknown.node", { id: parts.get("e") });
  };

  cg.announce = function (message) {
    cg.byId("said").textContent = message;
  };

  // What the reader should see as well as hear: it stays until closed, or until something else is chosen.
  let told = null;
  function showNotice() {
    cg.byId("notice").hidden = !told;
    if (told) cg.byId("notice-text").textContent = cg.t(told.key, told.values);
  }
  cg.notify = function (key, values) {
    told = { key, values };
    showNotice();
    // After what is said of the choice.
    cg.afterShow(() => cg.announce(cg.t(key, values)));
  };
  cg.starts.push(() =>
    cg.byId("notice-close").addEventListener("click", () => {
      told = null;
      showNotice();
      cg.byId("search").focus();
    }),
  );
  cg.on((changed) => {
    if (["node", "link", "gap"].some((key) => changed.has(key))) told = null;
    showNotice();
  });
})();
