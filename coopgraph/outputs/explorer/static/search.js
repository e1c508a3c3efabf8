// Search as you type over names, acronyms, old names, unit numbers, cities and identifiers.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const SHOWN = 12;

  // Four texts of five have none of this: they need no more than small letters.
  const OTHER = /[^ -_a-~]/;
  /** Without accents, case, ligatures and typographic apostrophes. */
  cg.fold = (text) =>
    OTHER.test(text)
      ? text
          .replace(/[œŒ]/g, "oe")
          .replace(/[æÆ]/g, "ae")
          .normalize("NFD")
          .replace(/\p{M}/gu, "")
          .toLowerCase()
          .replace(/[’‘`´]/g, "'")
          .replace(/[‐‑–—]/g, "-")
      : text.toLowerCase();
  const tight = (text) => (OTHER.test(text) ? text.replace(/[^\p{L}\p{N}]+/gu, "") : text.replace(/[^A-Za-z0-9]+/g, ""));

  // Filled while the browser is idle, or whole by the first search.
  const index = [];
  const placesOf = (node) => (node.further.length ? [...new Set(node.place.concat(node.further.flat()))] : node.place);
  function entryOf(text, rank) {
    const folded = cg.fold(text);
    return { text, rank, folded, tight: tight(folded) };
  }
  // Cities, regions and countries come up again and again.
  const ofPlaces = new Map();
  function placed(text) {
    let entry = ofPlaces.get(text);
    if (!entry) ofPlaces.set(text, (entry = entryOf(text, 3)));
    return entry;
  }
  function entriesOf(node) {
    const entries = [];
    const add = (text, rank) => text && entries.push(entryOf(text, rank));
    for (const text of [node.fr, node.acronym, node.en]) add(text, 0);
    for (const [name] of node.names) add(name, 1);
    for (const value of node.numbers) add(value, 2);
    const places = placesOf(node);
    for (const [fr] of places) if (fr) entries.push(placed(fr));
    for (const [fr, en] of places) if (en && en !== fr) entries.push(placed(en));
    return { node, entries, all: entries.map((entry) => entry.folded).join("\n") };
  }
  function grow(enough) {
    const { nodes } = cg.model;
    while (index.length < nodes.length && !enough()) index.push(entriesOf(nodes[index.length]));
    return index.length === nodes.length;
  }
  /** Index what the time left allows, then wait for the next idle moment. */
  const SPARE = 4;
  // What the names are read from is unpacked in moments of its own, last the sources of what is chosen first.
  const READ = ["names", "identifiers", "further"];
  function whenIdle(left) {
    if (READ.length && !index.length) {
      cg.model.unpack(READ.shift());
      cg.idle(whenIdle);
      return;
    }
    let n = 0;
    // Where the browser does not say how much time is left, a slice.
    const end = performance.now() + 30;
    const enough = () => (n += 1) % 16 === 0 && (left && !left.didTimeout ? left.timeRemaining() < SPARE : performance.now() > end);
    if (!grow(enough) || !cg.readyNearly(index, enough)) cg.idle(whenIdle);
    else cg.idle(() => cg.model.cited.rows);
  }
  const STEP = 100;
  /** Call with true once in so many times. */
  const everyStep = () => {
    let n = 0;
    return () => (n += 1) % STEP === 0;
  };

  function score(entry, query, squeezed, numbered) {
    if (entry.folded === query || entry.tight === squeezed) return 0;
    if (entry.folded.startsWith(query)) return 1;
    if (numbered && entry.tight.includes(squeezed)) return 2;
    const at = entry.folded.indexOf(query);
    if (at < 0) return -1;
    return /[\p{L}\p{N}]/u.test(entry.folded[at - 1] || " ") ? 4 : 2;
  }

  /** The words of a query, "univ." as the start of what it stands for. */
  const wordsOf = (query) => query.split(" ").map((word) => (/^univ\.?$/.test(word) ? "universit" : word));

  /** What comes near, where nothing is found. */
  function* findNearly(text) {
    const pause = everyStep();
    while (!cg.readyNearly(index, pause)) yield;
    return cg.nearly(wordsOf(cg.fold(text.trim()).replace(/[^\p{L}\p{N}.]+/gu, " ").trim()), index);
  }

  /** What a text finds, the best first, with a pause now and then. */
  function* finding(text) {
    const query = cg.fold(text.trim()).replace(/\s+/g, " ");
    if (!query) return [];
    const words = wordsOf(query);
    const squeezed = tight(query);
    const numbered = squeezed.length > 2 && /\d/.test(squeezed);
    const found = [];
    const pause = everyStep();
    while (!grow(pause)) yield;
    for (const { node, entries, all } of index) {
      if (pause()) yield;
      let best = null;
      for (const entry of entries) {
        const own = score(entry, query, squeezed, numbered);
        if (own >= 0 && (!best || own * 4 + entry.rank < best.score)) {
          best = { node, entry, score: own * 4 + entry.rank };
        }
      }
      if (!best && words.length > 1 && words.every((word) => all.includes(word))) {
        best = { node, entry: entries[0], score: 30 };
      }
      if (best) found.push(best);
    }
    yield;
    return found.sort(
      (a, b) => a.score - b.score || b.node.links.length - a.node.links.length || a.node.index - b.node.index,
    );
  }
  cg.find = function (text) {
    const work = finding(text);
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
    }
  };

  cg.setUpSearch = function () {
    const input = cg.byId("search");
    const list = cg.byId("results");
    let results = [];
    let active = -1;

    function close() {
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
      active = -1;
    }
    function mark(place) {
      active = place;
      [...list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === place)));
      if (place >= 0) {
        input.setAttribute("aria-activedescendant", "result-" + place);
        list.children[place].scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }
    function take(place) {
      const chosen = results[place];
      if (!chosen) return;
      input.value = cg.label(chosen.node);
      close();
      cg.choose(chosen.node);
      cg.reveal();
    }
    let stop = () => {};
    let busy = false;
    /** What a key asked for while the search was still under way. */
    let asked = null;
    function* searching(text) {
      const exact = yield* finding(text);
      return { exact, all: exact.length || !text.trim() ? exact : yield* findNearly(text) };
    }
    function show() {
      stop();
      busy = true;
      results = [];
      asked = null;
      stop = cg.inSlices(searching(input.value), (found) => {
        busy = false;
        showFound(found);
        if (asked) asked();
        asked = null;
      });
      if (busy) cg.byId("search-status").textContent = cg.t("search.busy");
    }
    function showFound({ exact, all }) {
      results = all.slice(0, SHOWN);
      if (!input.value.trim()) {
        cg.byId("search-status").textContent = "";
        close();
        return;
      }
      const more = all.length > SHOWN ? cg.t("search.more", { n: all.length - SHOWN }) : "";
      const head = all.length && !exact.length ? cg.t("search.nearly") : "";
      const count = all.length === 0 ? cg.t("search.none") : all.length === 1 ? cg.t("search.one") : cg.t("search.count", { n: all.length });
      cg.byId("search-status").textContent = [head, count, more].filter(Boolean).join(" ");
      // The list covers the line above: it says the same itself.
      list.dataset.head = head;
      list.dataset.more = more;
      cg.fill(
        list,
        results.map(({ node, entry }, place) => {
          const label = cg.label(node);
          const second = [entry.text === label ? "" : entry.text]
            .concat(node.place.length ? [cg.say(node.place[0])] : [])
            .concat([cg.say(node.type)])
            .filter((part, i, parts) => part && parts.indexOf(part) === i);
          return cg.el(
            "li",
            {
              id: "result-" + place,
              role: "option",
              "aria-selected": "false",
              on: {
                pointerdown: (event) => event.preventDefault(),
                click: () => take(place),
              },
            },
            cg.icon(cg.model.nodeKinds[node.kind]),
            cg.el("span", { class: "result-name", lang: cg.labelLang(node) }, label),
            cg.el("span", { class: "result-more" }, second.join(" · ")),
          );
        }),
      );
      active = -1;
      list.hidden = results.length === 0;
      input.setAttribute("aria-expanded", String(results.length > 0));
      input.removeAttribute("aria-activedescendant");
    }
    input.addEventListener("input", show);
    cg.afterOpening(() => cg.idle(whenIdle));
    input.addEventListener("focus", () => input.value && show());
    input.addEventListener("blur", () => {
      stop();
      close();
    });
    input.addEventListener("keydown", (event) => {
      const open = !list.hidden;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        if (!open && !busy) show();
        const step = event.key === "ArrowDown" ? 1 : -1;
        const go = () => results.length && mark((active + step + results.length + (active < 0 && step < 0 ? 1 : 0)) % results.length);
        if (busy) asked = go;
        else if (!results.length) return;
        else go();
        event.preventDefault();
      } else if (event.key === "Enter" && (busy || results.length)) {
        const go = () => take(Math.max(active, 0));
        if (busy) asked = go;
        else go();
        event.preventDefault();
      } else if (event.key === "Escape") {
        if (open) close();
        else input.value = "";
        event.preventDefault();
      }
    });
  };
})();
