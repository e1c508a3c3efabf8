// Sigma behind the part of the interface of vis-network that drawing.js uses, so that selection,
// keyboard, filters, labels and figures are the same whichever of them draws.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const LEAST = 0.02;
  const MOST = 6;
  // vis-network leaves so much room around what it fits.
  const ROOM = 1.1;
  const { DataSet, dashes, channels, REACH } = cg.sigmaData;

  class Network {
    constructor(container, { nodes, edges }, options) {
      const { Sigma, MultiDirectedGraph } = window.sigmaParts;
      this.listeners = new Map();
      this.nodes = nodes;
      this.edges = edges;
      this.chosen = { nodes: [], edges: [] };
      this.look = { rim: [0, 0, 0, 0] };
      this.line = options.edges.color.color;
      this.frame = document.createElement("div");
      this.frame.className = "sigma-network";
      container.append(this.frame);
      this.measure();
      this.graph = new MultiDirectedGraph();
      for (const row of nodes.rows.values()) this.graph.addNode(row.id, this.mark(row));
      for (const row of edges.rows.values()) this.graph.addDirectedEdgeWithKey(row.id, row.from, row.to, this.stroke(row));
      const programs = cg.sigmaPrograms(this.look);
      this.sigma = new Sigma(this.graph, this.frame, {
        nodeProgramClasses: programs.nodes,
        edgeProgramClasses: programs.edges,
        defaultNodeType: "mark",
        defaultEdgeType: "line",
        itemSizesReference: "positions",
        zoomToSizeRatioFunction: (ratio) => ratio,
        stagePadding: 0,
        renderLabels: false,
        defaultDrawNodeHover: () => {},
        enableCameraRotation: false,
        allowInvalidContainer: true,
        minCameraRatio: 150 / (this.side * MOST),
        maxCameraRatio: 1000 / (this.side * LEAST),
        zoomingRatio: 1.3,
      });
      const half = this.side / 2;
      this.sigma.setCustomBBox({ x: [-half, half], y: [-half, half] });
      this.under = this.layer("under", { beforeLayer: "edges" });
      this.above = this.layer("above", { beforeLayer: "mouse" });
      this.sigma.resize(true);
      this.sigma.on("afterRender", () => this.overlay());
      nodes.changed = (changes) => this.refreshNodes(changes);
      edges.changed = (changes) => this.refreshEdges(changes);
      const { graph } = this;
      const again = () => this.sigma.refresh({ schedule: true });
      nodes.added = (rows) => (rows.forEach((row) => graph.addNode(row.id, this.mark(row))), again());
      edges.added = (rows) => (rows.forEach((row) => graph.addDirectedEdgeWithKey(row.id, row.from, row.to, this.stroke(row))), again());
      nodes.removed = (ids) => (ids.forEach((id) => graph.dropNode(id)), again());
      edges.removed = (ids) => (ids.forEach((id) => graph.dropEdge(id)), again());
      cg.answerSigma(this);
      this.watch();
      this.fitted = this.frame.clientWidth > 0;
      this.fit({ maxZoomLevel: 1 });
      this.sigma.refresh();
    }

    /** The side of the square that sigma takes for the whole: wide enough to stay exact. */
    measure() {
      let most = 1;
      for (const { x, y } of this.nodes.rows.values()) most = Math.max(most, Math.abs(x), Math.abs(y));
      this.side = 2 * most;
    }
    mark({ x, y, size, shape, color, hidden }) {
      return { x, y: -y, size, shape: cg.shapes.indexOf(shape), color, hidden: Boolean(hidden), type: "mark" };
    }
    stroke({ dashes: pattern, smooth, color, hidden, width }) {
      const bend = smooth ? smooth.roundness * (smooth.type === "curvedCW" ? 1 : -1) : 0;
      return { bend, dashes: dashes(pattern), size: width || 1, color: (color && color.color) || this.line, hidden: Boolean(hidden), type: bend ? "curve" : "line" };
    }
    layer(id, place) {
      this.sigma.createCanvasContext(id, { ...place, style: { pointerEvents: "none" } });
      return this.sigma.getCanvases()[id].getContext("2d");
    }

    // Changes. Attributes are written without an event for each; sigma is told once.
    refreshNodes(changes) {
      for (const { id } of changes) Object.assign(this.graph.getNodeAttributes(id), this.mark(this.nodes.rows.get(id)));
      if (changes.length > 50 || this.sigma.needToProcess) return this.sigma.refresh({ schedule: true });
      const nodes = changes.map(({ id }) => id);
      const edges = nodes.flatMap((id) => this.graph.edges(id));
      this.sigma.refresh({ partialGraph: { nodes, edges }, skipIndexation: true, schedule: true });
    }
    refreshEdges(changes) {
      for (const { id } of changes) Object.assign(this.graph.getEdgeAttributes(id), this.stroke(this.edges.rows.get(id)));
      this.sigma.refresh({ schedule: true });
    }
    setOptions({ edges }) {
      if (!edges) return;
      this.line = edges.color.color;
      this.refreshEdges([...this.edges.rows.values()]);
    }
    rim(colour) {
      this.look.rim = channels(colour);
      this.sigma.scheduleRender();
    }

    // Where we look.
    size() {
      return this.sigma.getDimensions();
    }
    getScale() {
      const { width, height } = this.size();
      return Math.min(width, height) / (this.side * this.sigma.getCamera().getState().ratio);
    }
    getViewPosition() {
      const { x, y } = this.sigma.getCamera().getState();
      return { x: (x - 0.5) * this.side, y: (0.5 - y) * this.side };
    }
    DOMtoCanvas({ x, y }) {
      const { width, height } = this.size();
      const [middle, scale] = [this.getViewPosition(), this.getScale()];
      return { x: middle.x + (x - width / 2) / scale, y: middle.y + (y - height / 2) / scale };
    }
    canvasToDOM({ x, y }) {
      const { width, height } = this.size();
      const [middle, scale] = [this.getViewPosition(), this.getScale()];
      return { x: (x - middle.x) * scale + width / 2, y: (y - middle.y) * scale + height / 2 };
    }
    moveTo({ position = this.getViewPosition(), scale = this.getScale(), animation }) {
      const { width, height } = this.size();
      const to = {
        x: position.x / this.side + 0.5,
        y: 0.5 - position.y / this.side,
        ratio: Math.min(width, height) / (this.side * Math.min(MOST, Math.max(LEAST, scale))),
      };
      const camera = this.sigma.getCamera();
      if (animation) camera.animate(to, { duration: animation.duration, easing: "quadraticInOut" });
      else camera.setState(to);
    }
    fit({ nodes = this.shownNodes(), minZoomLevel = LEAST, maxZoomLevel = MOST, animation }) {
      const { width, height } = this.size();
      let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const id of nodes) {
        const { x, y, size } = this.nodes.rows.get(id);
        left = Math.min(left, x - size);
        right = Math.max(right, x + size);
        top = Math.min(top, y - size);
        bottom = Math.max(bottom, y + size);
      }
      if (left > right) return;
      const scale = Math.min(width / ((right - left) * ROOM), height / ((bottom - top) * ROOM));
      const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
      this.moveTo({ position, scale: Math.min(maxZoomLevel, Math.max(minZoomLevel, scale)), animation });
    }
    shownNodes() {
      return [...this.nodes.rows.values()].filter(({ hidden }) => !hidden).map(({ id }) => id);
    }
    getPosition(id) {
      const { x, y } = this.nodes.rows.get(id);
      return { x, y };
    }
    getPositions() {
      return Object.fromEntries([...this.nodes.rows.keys()].map((id) => [id, this.getPosition(id)]));
    }

    setSize() {
      this.resized();
    }

    // What is chosen is drawn above everything by drawing.js; here it is only remembered.
    selectNodes(nodes) {
      this.chosen = { nodes, edges: [] };
    }
    selectEdges(edges) {
      this.chosen = { nodes: [], edges };
    }
    unselectAll() {
      this.chosen = { nodes: [], edges: [] };
    }
    getSelectedNodes() {
      return this.chosen.nodes;
    }
    getSelectedEdges() {
      return this.chosen.edges;
    }

    // Drawing around what sigma draws.
    redraw() {
      this.waiting = this.waiting || requestAnimationFrame(() => this.overlay());
    }
    overlay() {
      cancelAnimationFrame(this.waiting);
      this.waiting = 0;
      const { width, height } = this.size();
      const ratio = window.devicePixelRatio || 1;
      const [scale, { x, y }] = [this.getScale(), this.getViewPosition()];
      for (const [ctx, event] of [[this.under, "beforeDrawing"], [this.above, "afterDrawing"]]) {
        ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
        ctx.clearRect(0, 0, width, height);
        ctx.translate(width / 2 - x * scale, height / 2 - y * scale);
        ctx.scale(scale, scale);
        this.emit(event, ctx);
      }
    }

    // Events, in the words of vis-network.
    on(event, run) {
      if (!this.listeners.has(event)) this.listeners.set(event, []);
      this.listeners.get(event).push(run);
    }
    emit(event, value) {
      for (const run of this.listeners.get(event) || []) run(value);
    }
    /** The lines shown at a place of the screen, nearest first. */
    linesAt(place) {
      const scale = this.getScale();
      const { x, y } = this.DOMtoCanvas(place);
      const found = [];
      for (const { id, from, to, hidden } of this.edges.rows.values()) {
        const [a, b] = [this.nodes.rows.get(from), this.nodes.rows.get(to)];
        if (hidden || a.hidden || b.hidden) continue;
        const { bend } = this.graph.getEdgeAttributes(id);
        const far = cg.distanceToLine({ x, y }, a, b, bend) * scale;
        if (far <= REACH) found.push([far, id]);
      }
      return found.sort((one, other) => one[0] - other[0]).map(([, id]) => id);
    }

    /** A browser may take WebGL away at any time: say so once, before anything else draws. */
    watch() {
      const lost = (event) => {
        event.preventDefault();
        if (this.gone) return;
        this.gone = true;
        this.emit("lost");
      };
      for (const canvas of Object.values(this.sigma.getCanvases())) canvas.addEventListener("webglcontextlost", lost);
      this.observer = new ResizeObserver(() => this.resized());
      this.observer.observe(this.frame);
    }
    /** The room may change without the window: keep what is in the middle, and how large it is. */
    resized() {
      if (!this.frame.clientWidth || !this.frame.clientHeight || this.gone) return;
      const [position, scale] = [this.getViewPosition(), this.getScale()];
      this.sigma.resize();
      if (this.fitted) this.moveTo({ position, scale });
      else this.fit({ maxZoomLevel: 1 });
      this.fitted = true;
      this.sigma.refresh({ schedule: true });
    }
    destroy() {
      this.gone = true;
      this.observer.disconnect();
      cancelAnimationFrame(this.waiting);
      this.sigma.kill();
      this.frame.remove();
    }
  }

  cg.sigmaKit = { DataSet, Network };
})();
