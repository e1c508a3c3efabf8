// Moving about: what is in view, the choice brought into it, the keyboard.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, drawing, board } = cg;
  const { current, lean, view, drawnIds } = board;

  const motion = () => (cg.calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  const FIT = { minZoomLevel: 0.02, maxZoomLevel: 1.4 };

  function fit() {
    if (!board.network) return;
    board.network.fit({ ...FIT, nodes: drawnIds(), animation: motion() });
  }
  /** Bring some entities into view, all at once. */
  cg.fitTo = (indices) => cg.whenDrawn(() => fitNodes(indices));
  /** What is asked of the view before the library is there waits for it; the last one counts. */
  board.waiting = null;
  cg.whenDrawn = function (run) {
    if (board.network) run();
    else board.waiting = run;
  };
  function fitNodes(indices) {
    const nodes = indices.filter((index) => !lean || board.shown.nodes[index]).map((index) => "n" + index);
    if (nodes.length) board.network.fit({ ...FIT, nodes, animation: motion() });
  }

  function zoom(factor) {
    if (board.network) board.network.moveTo({ scale: Math.min(6, Math.max(0.02, board.network.getScale() * factor)), animation: motion() });
  }

  function inView(at) {
    const seen = view();
    return (
      at.x > seen.left + seen.width * 0.08 && at.x < seen.left + seen.width * 0.92 &&
      at.y > seen.top + seen.height * 0.08 && at.y < seen.top + seen.height * 0.92
    );
  }

  /** Bring the chosen node into view, nearer if it is too small to see. */
  function showChosen() {
    const { node, link } = cg.state;
    if (node) {
      if (lean && !board.shown.nodes[node.index]) return;
      board.network.selectNodes(["n" + node.index], false);
      if (cg.state.centre) return;
      const seen = view();
      const at = current[node.index];
      const inside = inView(at);
      const scale = Math.max(seen.scale, Math.min(0.8, 9 / drawing.nodes[node.index].size));
      if (!inside || scale > seen.scale * 1.6) {
        board.network.moveTo({ position: at, scale: inside && node.links.length > 60 ? seen.scale : scale, animation: motion() });
      }
    } else if (link) {
      if (!lean || board.shown.links[link.index]) board.network.selectEdges(["e" + link.index]);
    } else if (board.network.getSelectedNodes().length || board.network.getSelectedEdges().length) {
      board.network.unselectAll();
    }
  }

  /** Lines lie everywhere in the overview: there, only those of the chosen entity answer a click. */
  function canBePicked(link) {
    const { node } = cg.state;
    return node ? link.tail === node.index || link.head === node.index : board.network.getScale() > 0.5;
  }

  /** The entity or the group that comes next in a direction. */
  function nearest(dx, dy) {
    const { node: from, group } = cg.state;
    const picked = from ? null : board.shown.groups.find(({ key }) => key === group);
    const start = from ? current[from.index] : picked || board.network.getViewPosition();
    const chosen = from || picked;
    let best = null;
    let least = Infinity;
    const consider = (thing, at) => {
      if (thing === chosen) return;
      const x = at.x - start.x;
      const y = at.y - start.y;
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy - y * dx);
      if (chosen && (along <= 0 || across > along * 1.2)) return;
      const cost = chosen ? along + 2 * across : Math.hypot(x, y);
      if (cost < least) {
        least = cost;
        best = thing;
      }
    };
    for (const node of model.nodes) if (board.shown.nodes[node.index]) consider(node, current[node.index]);
    for (const one of board.shown.groups) consider(one, one);
    return best;
  }

  function pickGroup(group) {
    cg.set({ group: group.key, node: null, link: null, gap: null });
    cg.announce(cg.t("group.said", { label: cg.groupName(cg.state.grouping, group.key), n: group.nodes.length }));
    if (!inView(group)) board.network.moveTo({ position: { x: group.x, y: group.y }, animation: motion() });
    board.network.redraw();
  }

  function keys(frame) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in steps) {
        const next = nearest(...steps[event.key]);
        if (next && next.nodes) pickGroup(next);
        else if (next) cg.choose(next);
      } else if (event.key === "+" || event.key === "=") zoom(1.4);
      else if (event.key === "-") zoom(1 / 1.4);
      else if (event.key === "0") fit();
      else if ((event.key === "Enter" || event.key === " ") && !cg.state.node && board.shown.groups.some(({ key }) => key === cg.state.group)) cg.turnGroup(cg.state.group);
      else if (event.key === "Enter" && cg.byId("chosen")) cg.byId("chosen").focus();
      else if (event.key === " ") cg.state.centre ? cg.turn() : cg.toggleNear();
      else if (event.key === "Escape") cg.letGo();
      else return;
      event.preventDefault();
    });
  }

  Object.assign(board, { FIT, motion, fit, zoom, showChosen, canBePicked, keys });
})();
