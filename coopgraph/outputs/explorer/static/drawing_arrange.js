// Other positions: those that forces find, and the original ones again.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, drawing, board } = cg;
  const { current, original, rings, fit } = board;

  /** Entities without a link in view: forces would only push them away. */
  function lonely() {
    const linked = new Set();
    for (const link of model.links) if (board.shown.links[link.index]) linked.add(link.tail).add(link.head);
    return model.nodes.filter((node) => board.shown.nodes[node.index] && !linked.has(node.index));
  }

  /** Put some nodes in rows below all others that are shown. */
  function shelve(nodes) {
    const others = model.nodes.filter((node) => board.shown.nodes[node.index] && !nodes.includes(node));
    const xs = others.map((node) => current[node.index].x);
    const left = xs.length ? Math.min(...xs) : 0;
    const width = Math.max(xs.length ? Math.max(...xs) - left : 0, 600);
    const top = xs.length ? Math.max(...others.map((node) => current[node.index].y)) + 90 : 0;
    const step = 46;
    const row = Math.max(1, Math.floor(width / step));
    return nodes.map((node, i) => {
      current[node.index] = { x: left + (i % row) * step, y: top + Math.floor(i / row) * step };
      return { id: "n" + node.index, ...current[node.index], physics: true };
    });
  }

  function arrange() {
    const status = cg.byId("arrange");
    status.disabled = true;
    const apart = lonely();
    board.nodeSet.update(apart.map((node) => ({ id: "n" + node.index, physics: false })));
    const finish = () => {
      board.network.off("stabilizationProgress", progress);
      board.network.setOptions({ physics: { enabled: false } });
      const at = board.network.getPositions();
      for (const node of model.nodes) current[node.index] = at["n" + node.index];
      board.nodeSet.update(shelve(apart));
      cg.arranged = true;
      status.disabled = false;
      status.textContent = cg.t("arrange");
      cg.byId("restore").hidden = false;
      cg.announce(cg.t("arrange.done"));
      fit();
    };
    const progress = ({ iterations, total }) => {
      status.textContent = cg.t("arrange.busy", { percent: Math.round((100 * iterations) / total) });
    };
    board.network.on("stabilizationProgress", progress);
    board.network.once("stabilizationIterationsDone", () => setTimeout(finish, 0));
    board.network.setOptions({ physics: { ...drawing.options.physics, enabled: true } });
    board.network.stabilize(200);
  }

  function restore() {
    cg.arranged = false;
    const at = rings();
    board.nodeSet.update(
      model.nodes.map((node) => {
        const to = (at && at.get(node.index)) || original[node.index];
        current[node.index] = { x: to.x, y: to.y };
        return { id: "n" + node.index, x: to.x, y: to.y };
      }),
    );
    cg.byId("restore").hidden = true;
    fit();
  }

  Object.assign(board, { arrange, restore });
})();
