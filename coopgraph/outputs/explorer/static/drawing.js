// The drawing: vis-network, or sigma in its place, with the nodes, edges and options that pyvis made,
// opened still.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const drawing = cg.data.drawing;
  cg.drawing = drawing;

  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let colours = null;
  let hovered = -1;
  let shown = cg.shown();
  const nodeNumber = (id) => Number(String(id).slice(1));
  const original = drawing.nodes.map(({ x, y }) => ({ x, y }));
  const current = original.map(({ x, y }) => ({ x, y }));
  const bends = drawing.edges.map((edge) =>
    edge.smooth ? edge.smooth.roundness * (edge.smooth.type === "curvedCW" ? 1 : -1) : 0,
  );

  function readColours(paper) {
    const probe = cg.byId("probe");
    probe.classList.toggle("paper", Boolean(paper));
    const read = (name) => {
      probe.style.color = "var(--" + name + ")";
      // vis-network reads hexadecimal and rgb() only; mixed colours come as color(srgb r g b / a).
      const colour = getComputedStyle(probe).color;
      const parts = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)(?: \/ ([\d.e-]+))?\)$/.exec(colour);
      if (!parts) return colour;
      const [red, green, blue] = parts.slice(1, 4).map((part) => Math.round(Number(part) * 255));
      return `rgba(${red}, ${green}, ${blue}, ${parts[4] || 1})`;
    };
    colours = {};
    for (const name of ["bg", "ink", "muted", "edge", "edge-hub", "strong", "site", "veil", "halo", "rim", "mark-black"]) {
      colours[name] = read(name);
    }
  }
  const paint = (colour) => (colour === "#000000" ? colours["mark-black"] : colour);

  const edgeOptions = (name) => ({
    color: { color: colours[name], highlight: colours.strong, hover: colours.strong, inherit: false },
  });
  // The many links of a hub are drawn fainter, or they would cover all others.
  const HUB = 150;
  const hubEdges = model.links
    .filter((link) => [link.tail, link.head].some((end) => model.nodes[end].links.length > HUB))
    .map((link) => "e" + link.index);
  const paintHubs = () => hubEdges.map((id) => ({ id, ...edgeOptions("edge-hub") }));

  function view() {
    const canvas = cg.byId("network").querySelector("canvas");
    const scale = network.getScale();
    const box = canvas.getBoundingClientRect();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    return { left: corner.x, top: corner.y, width: box.width / scale, height: box.height / scale, scale };
  }

  const marks = {
    at: (index) => current[index],
    bend: (index) => bends[index],
    look: (index) => ({
      shape: drawing.nodes[index].shape,
      colour: paint(drawing.nodes[index].color),
      size: drawing.nodes[index].size,
    }),
  };

  function chosenLinks() {
    const { node, link } = cg.state;
    if (link) return [link];
    if (!node) return cg.pathLinks();
    return node.links.filter((one) => shown.links[one.index]);
  }

  /** The entities that stand out: the chosen one, the ends of the link, or those of the paths. */
  function centres() {
    const { node, link } = cg.state;
    if (node) return [node.index];
    if (link) return [link.tail, link.head];
    return cg.pathEnds();
  }

  /** Sites or steps, behind all marks. */
  function drawGround(ctx) {
    if (cg.arranged) return;
    if (!cg.state.centre) cg.drawSites(ctx, drawing.sites, colours);
    else cg.drawSteps(ctx, shown.levels, marks.at, marks.bend, colours, view().scale);
  }

  /** Lines and marks as vis-network draws them, for a figure. */
  function drawBelow(ctx) {
    const { scale } = view();
    const hubs = new Set(hubEdges);
    ctx.lineWidth = 1;
    for (const link of model.links) {
      if (!shown.links[link.index]) continue;
      const [a, b] = [current[link.tail], current[link.head]];
      ctx.strokeStyle = colours[hubs.has("e" + link.index) ? "edge-hub" : "edge"];
      ctx.setLineDash(model.linkKinds[link.kind].dashes);
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      if (bends[link.index]) ctx.quadraticCurveTo(...cg.via(a, b, bends[link.index]), b.x, b.y);
      else ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    for (const node of model.nodes) {
      if (!shown.nodes[node.index]) continue;
      const { shape, colour, size } = marks.look(node.index);
      cg.trace(ctx, shape, current[node.index].x, current[node.index].y, size);
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.strokeStyle = colours.rim;
      ctx.lineWidth = 0.6 / scale;
      ctx.stroke();
    }
  }

  /** What is in view, for a figure: its size, its colours, and how to draw it again. */
  cg.seen = function (paper) {
    if (!network || !cg.byId("network").clientWidth) return null;
    if (paper !== false) readColours(paper);
    const own = colours;
    readColours();
    const at = view();
    return {
      view: at,
      width: at.width * at.scale,
      height: at.height * at.scale,
      colours: own,
      draw(ctx) {
        colours = own;
        hovered = -1;
        drawGround(ctx);
        drawBelow(ctx);
        drawAbove(ctx);
        readColours();
      },
    };
  };

  function labelEntries(around, scale, area) {
    const entries = [];
    const entry = (index, more) => ({
      x: current[index].x,
      y: current[index].y,
      text: cg.drawn(model.nodes[index]),
      reach: drawing.nodes[index].size,
      size: 12,
      limit: Infinity,
      ...more,
    });
    const { node } = cg.state;
    if (hovered >= 0) entries.push(entry(hovered, { always: true, bold: true, size: 13 }));
    if (node && node.index !== hovered) entries.push(entry(node.index, { always: true, bold: true, size: 14 }));
    if (!node) for (const end of centres()) entries.push(entry(end, { always: true, bold: true }));
    const faded = Boolean(around) && !cg.state.centre;
    const moved = cg.state.centre || cg.arranged;
    if (cg.state.centre && !cg.arranged) entries.push(...cg.stepLabels());
    if (!moved) {
      for (const [pair, x, y, radius, count] of drawing.sites) {
        const seen = radius * scale;
        if (seen < 7 || (faded && seen < 40)) continue;
        const size = Math.max(11, Math.min(17, 9 + Math.sqrt(seen) * 0.75));
        entries.push({
          x, y, text: cg.say(pair), reach: radius, above: true, site: true, bold: count > 8, size: Math.round(size), limit: Infinity,
        });
      }
    }
    const budget = Math.round(area / 9000);
    if (around) {
      const own = centres();
      const near = [...around].filter((index) => shown.nodes[index] && !own.includes(index));
      near.sort((a, b) => model.nodes[b].links.length - model.nodes[a].links.length || a - b);
      for (const index of near) entries.push(entry(index, { limit: Math.max(budget, 60) }));
    }
    if (!around || cg.state.centre) {
      for (const one of model.byLinks) {
        if (!shown.nodes[one.index] || (around && around.has(one.index))) continue;
        if (drawing.nodes[one.index].size * scale < 4) break;
        if (one.index === hovered) continue;
        entries.push(entry(one.index, { limit: budget }));
      }
    }
    return entries;
  }

  function drawAbove(ctx) {
    const seen = view();
    const links = chosenLinks();
    let around = null;
    if (centres().length) {
      // With the neighbourhood alone in view there is nothing to fade.
      const faded = cg.state.centre ? { ...seen, width: 0, height: 0 } : seen;
      around = cg.drawChosen(ctx, faded, centres(), links, colours, marks);
    } else {
      around = cg.drawGap(ctx, seen, colours, marks);
    }
    if (hovered >= 0 && !around) {
      const near = model.nodes[hovered].links.filter((one) => shown.links[one.index]);
      cg.drawChosen(ctx, { ...seen, width: 0, height: 0 }, [hovered], near, colours, marks);
    }
    const entries = labelEntries(around, seen.scale, seen.width * seen.height * seen.scale ** 2);
    const obstacles = cg.state.centre && around
      ? [...around].map((index) => ({ ...current[index], size: drawing.nodes[index].size }))
      : [];
    cg.drawChanges(ctx, seen.scale, marks, shown, colours);
    cg.drawLabels(ctx, seen, entries, obstacles, colours);
    cg.drawGapMarks(ctx, seen, colours, marks);
  }

  let hiddenBefore = new Uint8Array(model.nodes.length);
  let hiddenEdgesBefore = new Uint8Array(model.links.length);
  let nearBefore = "";
  const sizes = drawing.nodes.map(({ size }) => size);
  const rings = () => (cg.state.centre ? cg.rings(shown.levels, sizes) : null);

  /** Bring vis-network in line with the state, touching only what changed. */
  function update() {
    shown = cg.shown();
    const { centre, depth, turned } = cg.state;
    const near = centre ? [centre.index, depth, ...turned.map((one) => one.index)].join() : "";
    const rearranged = near !== nearBefore;
    const at = rings();
    const changes = [];
    for (const node of model.nodes) {
      const index = node.index;
      const hidden = shown.nodes[index] ? 0 : 1;
      const change = { id: "n" + index };
      let differs = false;
      if (hidden !== hiddenBefore[index]) {
        change.hidden = Boolean(hidden);
        change.physics = !hidden;
        hiddenBefore[index] = hidden;
        differs = true;
      }
      if (centre || rearranged) {
        const to = (at && at.get(index)) || original[index];
        if (to.x !== current[index].x || to.y !== current[index].y) {
          current[index] = { x: to.x, y: to.y };
          change.x = to.x;
          change.y = to.y;
          differs = true;
        }
      }
      if (differs) changes.push(change);
    }
    const edgeChanges = [];
    for (const link of model.links) {
      const hidden = shown.links[link.index] ? 0 : 1;
      if (hidden !== hiddenEdgesBefore[link.index]) {
        hiddenEdgesBefore[link.index] = hidden;
        edgeChanges.push({ id: "e" + link.index, hidden: Boolean(hidden) });
      }
    }
    if (rearranged) cg.arranged = false;
    if (changes.length) nodeSet.update(changes);
    if (edgeChanges.length) edgeSet.update(edgeChanges);
    if (rearranged) {
      nearBefore = near;
      fit();
    }
    network.redraw();
  }

  const motion = () => (cg.calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  function fit() {
    if (!network) return;
    const nodes = model.nodes.filter((node) => shown.nodes[node.index]).map((node) => "n" + node.index);
    network.fit({ nodes, minZoomLevel: 0.02, maxZoomLevel: 1.4, animation: motion() });
  }

  /** Bring some entities into view, all at once. */
  cg.fitTo = function (indices) {
    if (network && indices.length) network.fit({ nodes: indices.map((index) => "n" + index), minZoomLevel: 0.02, maxZoomLevel: 1.4, animation: motion() });
  };

  function zoom(factor) {
    if (network) network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)), animation: motion() });
  }

  /** Bring the chosen node into view, nearer if it is too small to see. */
  function showChosen() {
    const { node, link } = cg.state;
    if (node) {
      network.selectNodes(["n" + node.index], false);
      if (cg.state.centre) return;
      const seen = view();
      const at = current[node.index];
      const inside =
        at.x > seen.left + seen.width * 0.08 && at.x < seen.left + seen.width * 0.92 &&
        at.y > seen.top + seen.height * 0.08 && at.y < seen.top + seen.height * 0.92;
      const scale = Math.max(seen.scale, Math.min(0.8, 9 / drawing.nodes[node.index].size));
      if (!inside || scale > seen.scale * 1.6) {
        network.moveTo({ position: at, scale: inside && node.links.length > 60 ? seen.scale : scale, animation: motion() });
      }
    } else if (link) {
      network.selectEdges(["e" + link.index]);
    } else {
      network.unselectAll();
    }
  }

  /** Lines lie everywhere in the overview: there, only those of the chosen entity answer a click. */
  function canBePicked(link) {
    const { node } = cg.state;
    return node ? link.tail === node.index || link.head === node.index : network.getScale() > 0.5;
  }

  function nearest(from, dx, dy) {
    let best = null;
    let least = Infinity;
    for (const node of model.nodes) {
      if (!shown.nodes[node.index] || (from && node === from)) continue;
      const start = from ? current[from.index] : network.getViewPosition();
      const x = current[node.index].x - start.x;
      const y = current[node.index].y - start.y;
      const along = x * dx + y * dy;
      const across = Math.abs(x * dy - y * dx);
      if (from && (along <= 0 || across > along * 1.2)) continue;
      const cost = from ? along + 2 * across : Math.hypot(x, y);
      if (cost < least) {
        least = cost;
        best = node;
      }
    }
    return best;
  }

  /** Entities without a link in view: forces would only push them away. */
  function lonely() {
    const linked = new Set();
    for (const link of model.links) if (shown.links[link.index]) linked.add(link.tail).add(link.head);
    return model.nodes.filter((node) => shown.nodes[node.index] && !linked.has(node.index));
  }

  /** Put some nodes in rows below all others that are shown. */
  function shelve(nodes) {
    const others = model.nodes.filter((node) => shown.nodes[node.index] && !nodes.includes(node));
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
    nodeSet.update(apart.map((node) => ({ id: "n" + node.index, physics: false })));
    const finish = () => {
      network.off("stabilizationProgress", progress);
      network.setOptions({ physics: { enabled: false } });
      const at = network.getPositions();
      for (const node of model.nodes) current[node.index] = at["n" + node.index];
      nodeSet.update(shelve(apart));
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
    network.on("stabilizationProgress", progress);
    network.once("stabilizationIterationsDone", () => setTimeout(finish, 0));
    network.setOptions({ physics: { ...drawing.options.physics, enabled: true } });
    network.stabilize(200);
  }

  function restore() {
    cg.arranged = false;
    const at = rings();
    nodeSet.update(
      model.nodes.map((node) => {
        const to = (at && at.get(node.index)) || original[node.index];
        current[node.index] = { x: to.x, y: to.y };
        return { id: "n" + node.index, x: to.x, y: to.y };
      }),
    );
    cg.byId("restore").hidden = true;
    fit();
  }

  function keys(frame) {
    frame.tabIndex = 0;
    frame.setAttribute("role", "application");
    frame.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key in steps) {
        const next = nearest(cg.state.node, ...steps[event.key]);
        if (next) cg.choose(next);
      } else if (event.key === "+" || event.key === "=") zoom(1.4);
      else if (event.key === "-") zoom(1 / 1.4);
      else if (event.key === "0") fit();
      else if (event.key === "Enter" && cg.byId("chosen")) cg.byId("chosen").focus();
      else if (event.key === " ") cg.state.centre ? cg.turn() : cg.toggleNear();
      else if (event.key === "Escape") cg.letGo();
      else return;
      event.preventDefault();
    });
  }

  /** Say above the drawing why it is drawn as it is. */
  cg.note = function (key) {
    const note = cg.byId("drawing-note");
    note.dataset.t = key;
    note.textContent = cg.t(key);
    note.hidden = false;
  };

  cg.dropDrawing = function () {
    network = null;
    for (const part of document.querySelectorAll(".tools > *")) part.hidden = true;
    cg.byId("view-network").classList.add("still");
    cg.byId("network").append(cg.still);
  };

  cg.setUpDrawing = function () {
    if (!document.createElement("canvas").getContext("2d")) throw new Error("no canvas");
    readColours();
    if (!window.sigmaParts) {
      connect(vis);
      if (cg.withoutWebgl) cg.note("webgl." + cg.withoutWebgl);
    } else {
      try {
        connect(cg.sigmaKit);
        network.on("lost", () => withoutWebgl("webgl.lost"));
      } catch {
        withoutWebgl("webgl.none");
      }
    }

    cg.byId("zoom-in").addEventListener("click", () => zoom(1.5));
    cg.byId("zoom-out").addEventListener("click", () => zoom(1 / 1.5));
    cg.byId("fit").addEventListener("click", fit);
    cg.byId("arrange").addEventListener("click", arrange);
    cg.byId("restore").addEventListener("click", restore);

    const recolour = () => {
      readColours();
      if (!network) return;
      network.setOptions({ edges: edgeOptions("edge") });
      if (network.rim) network.rim(colours.rim);
      edgeSet.update(paintHubs());
      nodeSet.update(
        drawing.nodes
          .filter((node) => node.color === "#000000")
          .map((node) => ({ id: node.id, color: paint(node.color) })),
      );
      network.redraw();
    };
    for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
      window.matchMedia(query).addEventListener("change", recolour);
    }
    // On paper the drawing has another size: draw it whole again, and once more afterwards.
    window.matchMedia("print").addEventListener("change", () => {
      if (!network || cg.byId("on-paper").firstChild) return;
      network.setSize("100%", "100%");
      network.redraw();
      network.fit({ minZoomLevel: 0.02, maxZoomLevel: 1.4, animation: false });
    });
    if (network) network.fit({ minZoomLevel: 0.02, maxZoomLevel: 1.4, animation: false });
  };

  /** WebGL is gone: draw the same on a canvas, with the same choice, filters and view. */
  async function withoutWebgl(why) {
    const frame = cg.byId("network");
    const view = network && { position: network.getViewPosition(), scale: network.getScale() };
    const inside = frame.contains(document.activeElement);
    if (network) network.destroy();
    network = null;
    frame.replaceChildren();
    cg.note(why);
    try {
      await cg.load("library");
      hiddenBefore.fill(0);
      hiddenEdgesBefore.fill(0);
      hovered = -1;
      connect(vis);
      update();
      if (view) network.moveTo(view);
      else fit();
      showChosen();
      if (inside) frame.firstElementChild.focus();
    } catch {
      cg.dropDrawing();
    }
  }

  /** Make the drawing with what a library offers, and answer its events. */
  function connect({ DataSet, Network }) {
    nodeSet = new DataSet(
      drawing.nodes.map((node, index) => ({ ...node, ...current[index], color: paint(node.color), label: undefined })),
    );
    edgeSet = new DataSet(drawing.edges);
    edgeSet.update(paintHubs());
    const options = { ...drawing.options, edges: { ...drawing.options.edges, ...edgeOptions("edge") } };
    network = new Network(cg.byId("network"), { nodes: nodeSet, edges: edgeSet }, options);
    cg.network = network;
    if (network.rim) network.rim(colours.rim);
    const frame = cg.byId("network").firstElementChild;
    frame.setAttribute("aria-label", cg.t("drawing.help"));
    keys(frame);
    // Forces are those of vis-network.
    cg.byId("arrange").hidden = !network.stabilize;

    network.on("beforeDrawing", (ctx) => {
      drawGround(ctx);
    });
    network.on("afterDrawing", drawAbove);
    network.on("click", ({ nodes, edges }) => {
      const link = edges.map((id) => model.links[nodeNumber(id)]).find(canBePicked);
      if (nodes.length) cg.choose(model.nodes[nodeNumber(nodes[0])]);
      else if (link) cg.chooseLink(link);
      else {
        if (!cg.state.centre) cg.letGo();
        showChosen();
      }
    });
    network.on("doubleClick", ({ nodes }) => {
      if (nodes.length) cg.state.centre ? cg.turn() : cg.toggleNear();
    });
    network.on("hoverNode", ({ node }) => {
      hovered = nodeNumber(node);
      cg.byId("network").classList.add("over");
      network.redraw();
    });
    network.on("blurNode", () => {
      hovered = -1;
      cg.byId("network").classList.remove("over");
      network.redraw();
    });
    network.on("dragEnd", ({ nodes }) => {
      for (const id of nodes) current[nodeNumber(id)] = network.getPosition(id);
    });
    network.on("dragging", ({ nodes }) => {
      for (const id of nodes) current[nodeNumber(id)] = network.getPosition(id);
    });
  }

  cg.addView({ id: "network" });

  cg.showDrawing = function (changed, filtered) {
    if (!network) return;
    cg.byId("network").firstElementChild.setAttribute("aria-label", cg.t("drawing.help"));
    if (filtered) update();
    if (changed.has("node") || changed.has("link")) showChosen();
    network.redraw();
  };
})();
