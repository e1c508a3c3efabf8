// The drawing: vis-network, or sigma in its place, with the nodes, edges and options that pyvis made,
// opened still. The library takes over the first picture and is replaced where it fails.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, drawing, board } = cg;
  const { current, lean, isGroup, nodeNumber, readColours, dashed, edgeOptions, settle, drawGround, drawAbove, tellLeft } = board;
  const { drawnIds, update, allRows, repaint, FIT, fit, zoom, showChosen, canBePicked, keys, arrange, restore } = board;

  /** Say above the drawing why it is drawn as it is. */
  cg.note = function (key) {
    const note = cg.byId("drawing-note");
    note.dataset.t = key;
    note.textContent = cg.t(key);
    note.hidden = false;
  };

  cg.dropDrawing = function () {
    board.network = null;
    board.lens = null;
    cg.byId("network").replaceChildren();
    for (const part of document.querySelectorAll(".tools > *")) part.hidden = true;
    cg.byId("view-network").classList.add("still");
    cg.byId("network").append(cg.still());
  };

  cg.setUpDrawing = function () {
    if (!document.createElement("canvas").getContext("2d")) throw new Error("no canvas");
    readColours();
    cg.byId("zoom-in").addEventListener("click", () => zoom(1.5));
    cg.byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
    cg.byId("fit").addEventListener("click", fit);
    cg.byId("arrange").addEventListener("click", arrange);
    cg.byId("restore").addEventListener("click", restore);

    const recolour = () => {
      readColours();
      if (board.network) repaint();
    };
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      window.matchMedia(query).addEventListener("change", recolour);
    }
    // On paper the drawing has another size: draw it whole again, and once more afterwards.
    window.matchMedia("print").addEventListener("change", () => {
      if (!board.network || cg.byId("on-paper").firstChild) return;
      board.network.setSize("100%", "100%");
      board.network.redraw();
      board.network.fit({ minZoomLevel: 0.02, maxZoomLevel: 1.4, animation: false });
    });
  };

  /** Let the library take over the first picture. */
  cg.startDrawing = async function () {
    const island = cg.chooseLibrary();
    await cg.load(island);
    // The library measures its room: behind another view there is none.
    const [front, own] = [cg.byId("view-" + cg.state.view), cg.byId("view-network")];
    front.hidden = true;
    own.hidden = false;
    try {
      await takeOver(island);
    } finally {
      own.hidden = cg.state.view !== "network";
      front.hidden = front.id !== "view-" + cg.state.view;
    }
  };

  async function takeOver(island) {
    cg.byId("network").replaceChildren();
    if (island === "library") {
      connect(vis);
      // Of large landscapes only a part is drawn at once: that is not slow.
      if (cg.withoutWebgl) cg.note("webgl." + (lean ? "few" : cg.withoutWebgl));
    } else {
      try {
        connect(cg.sigmaKit);
        board.network.on("lost", () => withoutWebgl("webgl.lost"));
      } catch {
        await withoutWebgl("webgl.none");
      }
    }
    board.network.fit({ ...FIT, nodes: drawnIds(), animation: false });
    showChosen();
    if (board.waiting) board.waiting();
    board.waiting = null;
    board.network.redraw();
  }

  /** WebGL is gone: draw the same on a canvas, with the same choice, filters and view. */
  async function withoutWebgl(why) {
    const frame = cg.byId("network");
    const view = board.network && { position: board.network.getViewPosition(), scale: board.network.getScale() };
    const inside = frame.contains(document.activeElement);
    if (board.network) board.network.destroy();
    board.network = null;
    frame.replaceChildren();
    cg.note(why);
    try {
      await cg.load("library");
      board.hovered = -1;
      connect(vis);
      update();
      if (view) board.network.moveTo(view);
      else fit();
      showChosen();
      if (inside) frame.firstElementChild.focus();
    } catch {
      cg.dropDrawing();
    }
  }

  /** Let the library, too, leave out dashes that cannot be seen. */
  const thinned = new WeakSet();
  function thinOut(ctx) {
    if (thinned.has(ctx) || !ctx.setLineDash) return;
    thinned.add(ctx);
    const own = ctx.setLineDash.bind(ctx);
    ctx.setLineDash = (dashes) => own(dashed(dashes, board.network.getScale() * (window.devicePixelRatio || 1)));
  }

  /**
   * All text of the drawing is ours. vis-network works out fonts even for marks and lines that have none, a third
   * of what it does when it is given them, and lays out that nothing again in each frame.
   */
  function withoutText({ body }) {
    const text = Object.getPrototypeOf(body.functions.createNode({ id: "n" }).labelModule);
    text.setOptions = text.update = function (options) {
      this.elementOptions = options;
    };
    text.draw = text.calculateLabelSize = () => {};
    text.visible = () => false;
    text.getTextSize = () => ({ width: 0, height: 0, lineCount: 0 });
  }

  /** Marks and lines have options of their own where they differ; vis-network would copy two dozen more for each. */
  function share(handler, own) {
    const { options } = handler;
    handler.options = Object.create(options);
    for (const name of own) handler.options[name] = options[name];
  }

  /** Make the drawing with what a library offers, and answer its events. */
  function connect({ DataSet, Network }) {
    settle();
    tellLeft();
    const rows = allRows();
    board.nodeSet = new DataSet(rows.nodes);
    board.edgeSet = new DataSet(rows.edges);
    const options = { ...drawing.options, edges: { ...drawing.options.edges, ...edgeOptions("edge") } };
    const data = { nodes: board.nodeSet, edges: board.edgeSet };
    const byVis = !cg.sigmaKit || Network !== cg.sigmaKit.Network;
    board.network = new Network(cg.byId("network"), byVis ? {} : data, options);
    if (byVis) {
      withoutText(board.network);
      share(board.network.nodesHandler, ["color", "fixed"]);
      share(board.network.edgesHandler, ["color", "smooth"]);
      board.network.setData(data);
    }
    cg.network = board.network;
    if (board.network.rim) board.network.rim(board.colours.rim);
    const frame = cg.byId("network").firstElementChild;
    frame.setAttribute("aria-label", cg.t("drawing.help"));
    keys(frame);
    // Forces are those of vis-network.
    cg.byId("arrange").hidden = !board.network.stabilize || lean;

    board.network.on("beforeDrawing", (ctx) => {
      thinOut(ctx);
      drawGround(ctx);
    });
    board.network.on("afterDrawing", drawAbove);
    let turned = -Infinity;
    board.network.on("click", ({ nodes, edges }) => {
      const link = edges.filter((id) => id[0] === "e").map((id) => model.links[nodeNumber(id)]).find(canBePicked);
      if (nodes.length && isGroup(nodes[0])) {
        // The second click of a double one would close what the first has opened.
        if (performance.now() - turned > 500) cg.turnGroup(board.shown.groups[nodeNumber(nodes[0])].key);
        turned = performance.now();
      } else if (nodes.length) cg.choose(model.nodes[nodeNumber(nodes[0])]);
      else if (link) cg.chooseLink(link);
      else {
        if (!cg.state.centre) cg.letGo();
        showChosen();
      }
    });
    board.network.on("doubleClick", ({ nodes }) => {
      if (nodes.length && !isGroup(nodes[0])) cg.state.centre ? cg.turn() : cg.toggleNear();
    });
    board.network.on("hoverNode", ({ node }) => {
      board.hovered = isGroup(node) ? -1 : nodeNumber(node);
      cg.byId("network").classList.add("over");
      board.network.redraw();
    });
    board.network.on("blurNode", () => {
      board.hovered = -1;
      cg.byId("network").classList.remove("over");
      board.network.redraw();
    });
    board.network.on("dragEnd", ({ nodes }) => {
      for (const id of nodes) if (!isGroup(id)) current[nodeNumber(id)] = board.network.getPosition(id);
    });
    board.network.on("dragging", ({ nodes }) => {
      for (const id of nodes) if (!isGroup(id)) current[nodeNumber(id)] = board.network.getPosition(id);
    });
  }

  cg.addView({ id: "network" });

  // What is chosen is always drawn, where not all is.
  const CHOICE = ["node", "link", "gap", "from", "to"];

  cg.showDrawing = function (changed, filtered) {
    const partial = lean || cg.state.grouping;
    const others = changed.has("grouping") || changed.has("unfolded") || (partial && CHOICE.some((key) => changed.has(key)));
    if (board.network) cg.byId("network").firstElementChild.setAttribute("aria-label", cg.t("drawing.help"));
    if (board.network && (filtered || others)) update();
    tellLeft();
    cg.byId("arrange").disabled = Boolean(cg.state.grouping && !cg.state.centre);
    if (!board.network) return;
    if (changed.has("node") || changed.has("link")) showChosen();
    board.drawSoon();
  };
})();
