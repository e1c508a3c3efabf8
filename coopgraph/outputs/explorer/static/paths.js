// How two bodies are linked: all shortest paths, each link with its sources.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const LONGEST = 6;
  const LIMIT = 20;

  cg.state.from = null;
  cg.state.to = null;
  cg.state.avoid = false;
  /** Whether paths through bodies of national scope are left out; its ends may be such. */
  cg.state.local = false;

  /** The entity with the most links: nearly everything is two steps apart through it. */
  const hub = model.byLinks[0] || null;
  const avoidable = () => hub && hub !== cg.state.from && hub !== cg.state.to;

  /** Neighbours of an entity among what is shown, each with the links that lead there. */
  function around(node, shown) {
    const found = new Map();
    for (const link of node.links) {
      const other = cg.other(link, node);
      if (other === node || !shown.links[link.index]) continue;
      if (cg.state.avoid && avoidable() && other === hub) continue;
      if (cg.state.local && other.national && other !== cg.state.from && other !== cg.state.to) continue;
      if (!found.has(other)) found.set(other, []);
      found.get(other).push(link);
    }
    return found;
  }

  /** All shortest paths between two entities: how many, and the first of them, as entities. */
  cg.findPaths = function (from, to) {
    const shown = cg.shown();
    const before = new Map([[from, []]]);
    const ways = new Map([[from, 1]]);
    let front = [from];
    let length = 0;
    while (front.length && !before.has(to) && length < LONGEST) {
      length += 1;
      const next = new Map();
      for (const node of front) {
        for (const other of around(node, shown).keys()) {
          if (before.has(other)) continue;
          if (!next.has(other)) next.set(other, []);
          next.get(other).push(node);
        }
      }
      for (const [node, earlier] of next) {
        before.set(node, earlier);
        ways.set(node, earlier.reduce((sum, one) => sum + ways.get(one), 0));
      }
      front = [...next.keys()];
    }
    if (!before.has(to)) return { length: 0, total: 0, paths: [] };
    /** The paths that lead to an entity, in turn by each of those before it: the first ones differ. */
    function* walk(node, rest) {
      if (node === from) return yield [node, ...rest];
      let turns = [...before.get(node)].sort((a, b) => a.index - b.index).map((one) => walk(one, [node, ...rest]));
      while (turns.length) {
        const left = [];
        for (const turn of turns) {
          const { value, done } = turn.next();
          if (done) continue;
          yield value;
          left.push(turn);
        }
        turns = left;
      }
    }
    const paths = [];
    for (const path of walk(to, [])) {
      paths.push(path);
      if (paths.length >= LIMIT) break;
    }
    return { length, total: ways.get(to), paths };
  };

  const between = (a, b) => around(a, cg.shown()).get(b) || [];
  let found = null;
  let foundFor = null;
  function paths() {
    const { from, to, avoid, local } = cg.state;
    if (!from || !to) return null;
    const key = [cg.shown(), from, to, avoid, local];
    if (!foundFor || key.some((one, i) => one !== foundFor[i])) {
      found = cg.findPaths(from, to);
      foundFor = key;
    }
    return found;
  }

  /** What the drawing brings out while paths are in front: their links, and their ends. */
  cg.pathLinks = function () {
    const links = new Set();
    for (const path of (paths() || { paths: [] }).paths) {
      for (let i = 1; i < path.length; i += 1) for (const link of between(path[i - 1], path[i])) links.add(link);
    }
    return [...links];
  };
  cg.pathEnds = () => (cg.state.from && cg.state.to ? [cg.state.from.index, cg.state.to.index] : []);

  function startAt(node) {
    cg.set({ from: node, to: null, local: false, centre: null, turned: [] });
    cg.announce(cg.t("path.choose", { label: cg.label(node) }));
    cg.byId("search").value = "";
    cg.byId("search").focus();
  }
  const stop = () => cg.set({ from: null, to: null, avoid: false, local: false });

  /** The other end, where one is waited for: then the paths are shown instead of its details. */
  cg.takesEnd = function (node) {
    const { from, to } = cg.state;
    if (!from || to || !node || node === from) return null;
    return { to: node, node: null, link: null, centre: null, turned: [] };
  };

  const name = (node) => el("span", { lang: cg.labelLang(node) }, cg.label(node));
  const button = (id, words, run) => el("button", { type: "button", id, on: { click: run } }, words);

  /** What stands above the details of an entity: the way to paths and back. */
  cg.pathBar = function () {
    const { from, to, node, link } = cg.state;
    if (!from) return node ? el("p", { class: "both" }, button("path-from", cg.t("path.from"), () => startAt(node))) : null;
    const said = to ? cg.t("path.between", { a: cg.label(from), b: cg.label(to) }) : cg.t("path.choose", { label: cg.label(from) });
    return el(
      "div",
      { class: "path-bar" },
      el("p", null, said),
      el(
        "p",
        { class: "both" },
        to && (node || link) ? button("path-back", cg.t("path.back"), () => { cg.set({ node: null, link: null }); cg.afterShow(() => cg.byId("chosen").focus()); }) : null,
        button("path-stop", cg.t("path.stop"), () => { stop(); cg.byId("search").focus(); }),
      ),
    );
  };

  function step(a, b) {
    return between(a, b).map((link) =>
      el("li", { class: "step" }, cg.linkButton(link, cg.kindName(model.linkKinds[link.kind])), el("span", { class: "said" }, cg.summary(link)), cg.evidenceFold(link.evidence)),
    );
  }

  function one(path, number, many) {
    return el(
      "section",
      { class: "path", "aria-label": many ? cg.t("path.number", { n: number + 1 }) : null },
      many ? el("h4", null, cg.t("path.number", { n: number + 1 })) : null,
      el("ol", { class: "neighbours" }, path.map((node, i) => [
        i ? el("li", null, el("ul", { class: "steps" }, step(path[i - 1], node))) : null,
        el("li", null, cg.nodeButton(node)),
      ])),
    );
  }

  cg.pathPanel = function () {
    const { from, to } = cg.state;
    if (!from || !to) return null;
    const { length, total, paths: list } = paths();
    const said = total
      ? cg.t(total === 1 ? "path.one" : total > list.length ? "path.some" : "path.all", { n: total, length, shown: list.length })
      : cg.t("path.none", { most: LONGEST });
    const choice = (key, words) => {
      const box = el("input", { type: "checkbox", id: "path-" + key, on: { change: () => { cg.set({ [key]: box.checked }); cg.byId("path-" + key).focus(); } } });
      box.checked = cg.state[key];
      return el("p", { class: "kinds" }, el("label", null, box, el("span", { class: "kind" }, words)));
    };
    const national = model.nodes.some((one) => one.national && one !== from && one !== to);
    return [
      el("h3", { id: "chosen", tabindex: "-1" }, name(from), " – ", name(to)),
      el("p", { id: "path-said" }, said),
      avoidable() ? choice("avoid", cg.t("path.avoid", { label: cg.drawn(hub) })) : null,
      national ? choice("local", cg.t("path.local")) : null,
      list.map((path, number) => one(path, number, list.length > 1)),
    ];
  };
  cg.panelKeys.push("from", "to", "avoid", "local");

  cg.addAddress({
    write(parts, { from, to, avoid, local }) {
      if (from) parts.set("from", from.id);
      if (from && to) parts.set("to", to.id);
      if (from && avoid) parts.set("avoid", "1");
      if (from && local) parts.set("local", "1");
    },
    read(parts) {
      const from = model.nodeById.get(parts.get("from")) || null;
      const to = (from && model.nodeById.get(parts.get("to"))) || null;
      return { from, to: to === from ? null : to, avoid: Boolean(from) && parts.get("avoid") === "1", local: Boolean(from) && parts.get("local") === "1" };
    },
  });

  // The paths are brought into view when they come in front, and when they become others.
  let fitted = "";
  cg.shows.push(() => {
    const { from, to, node, link, view } = cg.state;
    if (!from || !to || node || link || view !== "network") {
      if (!to) fitted = "";
      return;
    }
    const on = new Set(cg.pathEnds());
    for (const one of cg.pathLinks()) on.add(one.tail).add(one.head);
    const key = [...on].sort((a, b) => a - b).join();
    if (key === fitted) return;
    fitted = key;
    cg.fitTo([...on]);
  });

  // Filters change what is linked: the paths are those among what is shown.
  cg.shows.push((changed, filtered) => {
    const { from, to, node, link } = cg.state;
    if (!from || !to || node || link) return;
    if (filtered && !cg.panelKeys.some((key) => changed.has(key)) && !["node", "link", "lang"].some((key) => changed.has(key))) cg.showPanel();
    if (["to", "avoid", "local"].some((key) => changed.has(key))) cg.announce(cg.byId("path-said").textContent);
  });
})();
