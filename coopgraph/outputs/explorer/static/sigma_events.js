// The events of sigma, in the words of vis-network: click, double click, hover, dragging.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { REACH } = cg.sigmaData;

  /** Have a network tell its listeners what happens on the drawing. */
  cg.answerSigma = function (network) {
    const { sigma } = network;
    let dragged = null;
    let from = null;
    let moved = false;
    sigma.on("clickNode", ({ node }) => {
      if (!moved) network.emit("click", { nodes: [node], edges: [] });
    });
    sigma.on("clickStage", ({ event }) => network.emit("click", { nodes: [], edges: network.linesAt(event) }));
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      network.emit("doubleClick", { nodes: [node] });
    });
    sigma.on("doubleClickStage", ({ preventSigmaDefault }) => preventSigmaDefault());
    sigma.on("enterNode", ({ node }) => network.emit("hoverNode", { node }));
    sigma.on("leaveNode", ({ node }) => network.emit("blurNode", { node }));
    sigma.on("downNode", ({ node, event }) => {
      // A finger moves the picture; only a mouse moves marks.
      dragged = event.original instanceof MouseEvent ? node : null;
      moved = false;
      const [at, pointer] = [network.getPosition(node), network.DOMtoCanvas(event)];
      from = { x: event.x, y: event.y, dx: at.x - pointer.x, dy: at.y - pointer.y };
    });
    sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
      if (!dragged) return;
      preventSigmaDefault();
      // A hand is never quite still: a click may move by some pixels.
      if (!moved && Math.hypot(event.x - from.x, event.y - from.y) < REACH) return;
      moved = true;
      const { x, y } = network.DOMtoCanvas(event);
      network.nodes.update([{ id: dragged, x: x + from.dx, y: y + from.dy }]);
      network.emit("dragging", { nodes: [dragged] });
    });
    const drop = () => {
      if (dragged && moved) network.emit("dragEnd", { nodes: [dragged] });
      dragged = null;
    };
    sigma.getMouseCaptor().on("mouseup", drop);
    sigma.on("leaveStage", drop);
  };
})();
