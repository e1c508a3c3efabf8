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

  /** Neighbours of an entity among what is shown; some more than once. */
  function beside(node, shown) {
    const { avoid, local, from, to } = cg.state;
    const without = avoid && avoidable() ? hub : null;
    const found = [];
    for (const link of node.links) {
      if (!shown.links[link.index]) continue;
      const other = cg.other(link, node);
      if (other === node || other === without) continue;
      if (local && other !== from && other !== to && other.national) continue;
      found.push(other);
    }
    return found;
  }

  /** One end of a search: how far entities are from it, and those that were reached last. */
  const side = (node) => ({ far: new Map([[node, 0]]), front: [node], steps: 0 });
  const work = ({ front }) => front.reduce((sum, { links }) => sum + links.length, 0);
  /** Go one step further from an end. */
  function widen(one, shown) {
    one.steps += 1;
    const next = [];
    for (const node of one.front) {
      for (const other of beside(node, shown)) {
        if (one.far.has(other)) continue;
        one.far.set(other, one.steps);
        next.push(other);
      }
    }
    one.front = next;
  }
  /** Those before some entities, from step to step towards the end that `far` measures from. */
  function backwards(start, { far }, shown, tie) {
    let front = start;
    while (front.length) {
      const next = new Set();
      for (const node of front) {
        for (const other of new Set(beside(node, shown))) {
          if (far.get(other) !== far.get(node) - 1) continue;
          tie(node, other);
          next.add(other);
        }
      }
      front = [...next];
    }
  }

  /**
   * All shortest paths between two entities: how many, and the first of them, as entities. Both ends
   * are searched from in turn, the one with less to look at first, until they meet.
   */
  cg.findPaths = function (from, to) {
    const shown = cg.shown();
    const [here, there] = [side(from), side(to)];
    let met = [];
    while (!met.length && here.front.length && there.front.length && here.steps + there.steps < LONGEST) {
      widen(work(here) <= work(there) ? here : there, shown);
      const [few, others] = here.front.length <= there.front.length ? [here.front, there.far] : [there.front, here.far];
      const steps = others === there.far ? there.steps : here.steps;
      met = few.filter((node) => others.get(node) === steps);
    }
    if (!met.length) return { length: 0, total: 0, paths: [] };
    const length = here.steps + there.steps;
    const before = new Map([[from, []]]);
    const put = (node, earlier) => (before.has(node) ? before.get(node).push(earlier) : before.set(node, [earlier]));
    backwards(met, here, shown, put);
    backwards(met, there, shown, (node, later) => put(later, node));
    const ways = new Map([[from, 1]]);
    const count = (node) => {
      if (!ways.has(node)) ways.set(node, before.get(node).reduce((sum, one) => sum + count(one), 0));
      return ways.get(node);
    };
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
    return { length, total: count(to), paths };
  };

  /** The links between two entities, found from the one that has fewer. */
  function between(a, b) {
    const { links } = cg.shown();
    const few = a.links.length <= b.links.length ? a : b;
    return few.links.filter((link) => links[link.index] && cg.other(link, few) === (few === a ? b : a));
  }
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
