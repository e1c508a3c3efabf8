// The legend: what the marks and strokes mean, and which of them are shown.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;

  function counts(things) {
    const found = new Map();
    for (const thing of things) found.set(thing.kind, (found.get(thing.kind) || 0) + 1);
    return found;
  }
  const nodeCounts = counts(model.nodes);
  const linkCounts = counts(model.links);
  const ownNodes = counts(model.nodes.filter((node) => !cg.isTeam(node)));
  const ownLinks = counts(model.links.filter(({ tail, head }) => ![tail, head].some((end) => cg.isTeam(model.nodes[end]))));

  function row(kinds, key, kind, count, mark) {
    const box = cg.el("input", {
      type: "checkbox",
      id: key + "-" + kinds[kind].id,
      on: {
        change: () => {
          const hidden = new Set(cg.state[key]);
          if (box.checked) hidden.delete(kind);
          else hidden.add(kind);
          cg.set({ [key]: hidden });
        },
      },
    });
    box.checked = !cg.state[key].has(kind);
    return cg.el(
      "li",
      null,
      cg.el(
        "label",
        null,
        box,
        mark(kinds[kind]),
        cg.el("span", { class: "kind" }, cg.kindName(kinds[kind])),
        cg.el("span", { class: "count", id: `${key}-${kinds[kind].id}-count` }, String(count)),
      ),
    );
  }

  function list(id, kinds, key, all, found, mark) {
    cg.fill(
      cg.byId(id),
      kinds.map((_, kind) => (all.has(kind) ? row(kinds, key, kind, found.get(kind) || 0, mark) : null)),
    );
  }

  const allOf = () => (cg.state.teams ? [nodeCounts, linkCounts] : [ownNodes, ownLinks]);

  /** How many of each kind are shown, beside how many there are where these are more. */
  function showCounted() {
    const shown = cg.shown();
    const [allNodes, allLinks] = allOf();
    for (const [key, kinds, things, mask, all] of [
      ["hiddenNodes", model.nodeKinds, model.nodes, shown.nodes, allNodes],
      ["hiddenLinks", model.linkKinds, model.links, shown.links, allLinks],
    ]) {
      const found = new Uint32Array(kinds.length);
      for (const thing of things) found[thing.kind] += mask[thing.index];
      kinds.forEach(({ id }, kind) => {
        const count = cg.byId(`${key}-${id}-count`);
        const most = all.get(kind) || 0;
        if (count) count.textContent = found[kind] === most ? String(most) : `${found[kind]} / ${most}`;
      });
    }
  }

  cg.showLegend = function () {
    const focused = document.activeElement && document.activeElement.id;
    const [allNodes, allLinks] = allOf();
    list("node-kinds", model.nodeKinds, "hiddenNodes", nodeCounts, allNodes, cg.icon);
    list("link-kinds", model.linkKinds, "hiddenLinks", linkCounts, allLinks, cg.stroke);
    if (focused && cg.byId(focused)) cg.byId(focused).focus();
  };

  cg.setUpLegend = function () {
    cg.byId("all-kinds").addEventListener("click", () =>
      cg.set({ hiddenNodes: new Set(), hiddenLinks: new Set() }),
    );
    cg.byId("no-kinds").addEventListener("click", () =>
      cg.set({ hiddenNodes: new Set(nodeCounts.keys()) }),
    );
  };

  cg.showCounts = function () {
    showCounted();
    const shown = cg.shown();
    const all = cg.totals();
    const whole = shown.nodeCount === all.nodes && shown.linkCount === all.links;
    cg.byId("status").textContent = cg.t(whole ? "status" : "status.part", {
      nodes: shown.nodeCount,
      links: shown.linkCount,
      allNodes: all.nodes,
      allLinks: all.links,
    });
    // An empty drawing says so.
    const empty = cg.byId("drawing-empty");
    empty.textContent = cg.t("nothing");
    empty.hidden = shown.nodeCount > 0;
  };
})();
