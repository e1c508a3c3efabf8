// The drawing: vis-network, or sigma in its place, with the nodes, edges and options that pyvis made,
// opened still.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const packed = cg.data.drawing;
  const drawing = (cg.drawing = {
    options: packed.options,
    sites: packed.sites,
    nodes: model.nodes.map((node, index) => {
      const { shape, colour } = model.nodeKinds[node.kind];
      const { label, size, x, y } = packed.nodes;
      return { id: "n" + index, label: label[index] ?? node.fr, shape, color: colour, size: size[index], x: x[index], y: y[index] };
    }),
  });

  let network = null;
  let nodeSet = null;
  let edgeSet = null;
  let colours = null;
  let hovered = -1;
  const isGroup = (id) => String(id)[0] === "g";
  const nodeNumber = (id) => Number(String(id).slice(1));
  const original = drawing.nodes.map(({ x, y }) => ({ x, y }));
  const current = original.map(({ x, y }) => ({ x, y }));
  cg.original = (index) => original[index];
  /** Of large landscapes only what is drawn is told to the library; of others, what is hidden too. */
  const lean = model.nodes.length > cg.most;
  /** What is drawn of what is shown. */
  let shown = cg.picture();
  cg.pictured = () => shown;
  /** The view of the first picture, which is painted before the library is there. */
  let lens = null;
  const bends = new Float64Array(model.links.length);
  for (const [index, bend] of packed.bends) bends[index] = bend;

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
  const ofHub = (link) => model.nodes[link.tail].links.length > HUB || model.nodes[link.head].links.length > HUB;
  const paintHubs = () => model.links.filter((link) => ofHub(link) && !(lean && hiddenEdgesBefore[link.index])).map((link) => ({ id: "e" + link.index, ...edgeOptions("edge-hub") }));

  function view() {
    if (!network) return lens;
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
    if (!cg.state.centre) {
      if (onMap()) cg.drawSites(ctx, drawing.sites, colours);
    } else cg.drawSteps(ctx, shown.levels, marks.at, marks.bend, colours, view().scale);
  }

  const onMap = () => !shown.groups.length || cg.state.grouping === "site";
  const groupColour = ({ colour }) => (colour ? paint(colour) : colours.muted);

  /** Lines and marks as vis-network draws them, for a figure and for the first picture. */
  function drawBelow(ctx) {
    const { scale } = view();
    ctx.lineWidth = 1;
    for (const link of model.links) {
      if (!shown.links[link.index]) continue;
      const [a, b] = [current[link.tail], current[link.head]];
      ctx.strokeStyle = colours[ofHub(link) ? "edge-hub" : "edge"];
      ctx.setLineDash(model.linkKinds[link.kind].dashes);
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      if (bends[link.index]) ctx.quadraticCurveTo(...cg.via(a, b, bends[link.index]), b.x, b.y);
      else ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.strokeStyle = colours.edge;
    for (const { a, b, width } of shown.lines) {
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.moveTo(shown.groups[a].x, shown.groups[a].y);
      ctx.lineTo(shown.groups[b].x, shown.groups[b].y);
      ctx.stroke();
    }
    for (const group of shown.groups) {
      cg.trace(ctx, group.shape, group.x, group.y, group.size);
      ctx.fillStyle = groupColour(group);
      ctx.fill();
      ctx.strokeStyle = colours.rim;
      ctx.lineWidth = 0.6 / scale;
      ctx.stroke();
    }
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
    const at = cg.withGround(view());
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
    for (const group of cg.state.centre ? [] : shown.groups) {
      const more = group.open ? `${group.drawn} / ${group.nodes.length}` : String(group.nodes.length);
      const picked = group.key === cg.state.group && !node;
      entries.push({
        x: group.x, y: group.y, text: `${cg.groupName(cg.state.grouping, group.key)} (${more})`, reach: group.size, size: 13, bold: true, limit: Infinity, always: picked,
      });
    }
    if (!moved && !shown.groups.length) {
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
    cg.drawHoles(ctx, seen.scale, marks, shown, colours);
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
    for (const { key, x, y, size } of shown.groups) {
      if (key !== cg.state.group || cg.state.node) continue;
      ctx.beginPath();
      ctx.arc(x, y, size + 5 / seen.scale, 0, 2 * Math.PI);
      ctx.strokeStyle = colours.ink;
      ctx.lineWidth = 3 / seen.scale;
      ctx.stroke();
    }
    cg.drawLabels(ctx, seen, entries, obstacles, colours);
    cg.drawGapMarks(ctx, seen, colours, marks);
  }

  let hiddenBefore = new Uint8Array(model.nodes.length);
  let hiddenEdgesBefore = new Uint8Array(model.links.length);
  let nearBefore = "";
  const sizes = drawing.nodes.map(({ size }) => size);
  const rings = () => (cg.state.centre ? cg.rings(shown.levels, sizes) : null);

  /** Work out what is drawn and where; says whether the places are others than before, and which moved. */
  function settle() {
    shown = cg.picture();
    const { centre, depth, turned, grouping, unfolded } = cg.state;
    const near = centre
      ? [centre.index, depth, ...turned.map((one) => one.index)].join()
      : grouping ? JSON.stringify([grouping, unfolded]) : "";
    const rearranged = near !== nearBefore;
    nearBefore = near;
    if (rearranged) cg.arranged = false;
    const moved = new Set();
    if (centre || rearranged || shown.at) {
      const at = rings() || shown.at;
      for (let index = 0; index < current.length; index += 1) {
        const to = (at && at.get(index)) || original[index];
        if (to.x === current[index].x && to.y === current[index].y) continue;
        current[index] = { x: to.x, y: to.y };
        moved.add(index);
      }
    }
    return { rearranged, moved };
  }

  /** Bring the library in line with the state, touching only what changed. */
  function update() {
    const { rearranged, moved } = settle();
    if (!network) return;
    const gone = { nodes: groupRows().map(({ id }) => id), lines: lineRows().map(({ id }) => id) };
    const fresh = { nodes: [], lines: [] };
    const changes = [];
    for (const node of model.nodes) {
      const { index } = node;
      const hidden = shown.nodes[index] ? 0 : 1;
      if (hidden !== hiddenBefore[index] && lean) {
        if (hidden) gone.nodes.push("n" + index);
        else fresh.nodes.push(nodeRow(node));
        hiddenBefore[index] = hidden;
      } else if (hidden !== hiddenBefore[index] || (moved.has(index) && !(lean && hidden))) {
        changes.push({ id: "n" + index, ...current[index], hidden: Boolean(hidden), physics: !hidden });
        hiddenBefore[index] = hidden;
      }
    }
    const lineChanges = [];
    for (const link of model.links) {
      const { index } = link;
      const hidden = shown.links[index] ? 0 : 1;
      if (hidden === hiddenEdgesBefore[index]) continue;
      hiddenEdgesBefore[index] = hidden;
      if (!lean) lineChanges.push({ id: "e" + index, hidden: Boolean(hidden) });
      else if (hidden) gone.lines.push("e" + index);
      else fresh.lines.push(edgeRow(link));
    }
    groupsBefore = shown;
    fresh.nodes.push(...groupRows());
    fresh.lines.push(...lineRows());
    if (gone.lines.length) edgeSet.remove(gone.lines);
    if (gone.nodes.length) nodeSet.remove(gone.nodes);
    if (fresh.nodes.length) nodeSet.add(fresh.nodes);
    if (fresh.lines.length) edgeSet.add(fresh.lines);
    if (changes.length) nodeSet.update(changes);
    if (lineChanges.length) edgeSet.update(lineChanges);
    if (rearranged) fit();
    network.redraw();
  }

  /** The groups as marks and lines of the library. */
  let groupsBefore = { groups: [], lines: [] };
  const groupRows = () =>
    groupsBefore.groups.map((group, i) => ({
      id: "g" + i, x: group.x, y: group.y, shape: group.shape, size: group.size, color: groupColour(group), physics: false,
    }));
  const lineRows = () =>
    groupsBefore.lines.map(({ a, b, width }, i) => ({ id: "h" + i, from: "g" + a, to: "g" + b, width, ...edgeOptions("edge") }));

  const motion = () => (cg.calm() ? false : { duration: 350, easingFunction: "easeInOutQuad" });

  function fit() {
    if (!network) return;
    network.fit({ ...FIT, nodes: drawnIds(), animation: motion() });
  }
  const FIT = { minZoomLevel: 0.02, maxZoomLevel: 1.4 };
  const drawnIds = () =>
    model.nodes.filter((node) => shown.nodes[node.index]).map((node) => "n" + node.index).concat(groupRows().map(({ id }) => id));
  /** Bring some entities into view, all at once. */
  cg.fitTo = (indices) => cg.whenDrawn(() => fitNodes(indices));
  /** What is asked of the view before the library is there waits for it; the last one counts. */
  let waiting = null;
  cg.whenDrawn = function (run) {
    if (network) run();
    else waiting = run;
  };
  function fitNodes(indices) {
    const nodes = indices.filter((index) => !lean || shown.nodes[index]).map((index) => "n" + index);
    if (nodes.length) network.fit({ ...FIT, nodes, animation: motion() });
  }

  function zoom(factor) {
    if (network) network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * factor)), animation: motion() });
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
      if (lean && !shown.nodes[node.index]) return;
      network.selectNodes(["n" + node.index], false);
      if (cg.state.centre) return;
      const seen = view();
      const at = current[node.index];
      const inside = inView(at);
      const scale = Math.max(seen.scale, Math.min(0.8, 9 / drawing.nodes[node.index].size));
      if (!inside || scale > seen.scale * 1.6) {
        network.moveTo({ position: at, scale: inside && node.links.length > 60 ? seen.scale : scale, animation: motion() });
      }
    } else if (link) {
      if (!lean || shown.links[link.index]) network.selectEdges(["e" + link.index]);
    } else if (network.getSelectedNodes().length || network.getSelectedEdges().length) {
      network.unselectAll();
    }
  }

  /** Lines lie everywhere in the overview: there, only those of the chosen entity answer a click. */
  function canBePicked(link) {
    const { node } = cg.state;
    return node ? link.tail === node.index || link.head === node.index : network.getScale() > 0.5;
  }

  /** The entity or the group that comes next in a direction. */
  function nearest(dx, dy) {
    const { node: from, group } = cg.state;
    const picked = from ? null : shown.groups.find(({ key }) => key === group);
    const start = from ? current[from.index] : picked || network.getViewPosition();
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
    for (const node of model.nodes) if (shown.nodes[node.index]) consider(node, current[node.index]);
    for (const one of shown.groups) consider(one, one);
    return best;
  }

  function pickGroup(group) {
    cg.set({ group: group.key, node: null, link: null, gap: null });
    cg.announce(cg.t("group.said", { label: cg.groupName(cg.state.grouping, group.key), n: group.nodes.length }));
    if (!inView(group)) network.moveTo({ position: { x: group.x, y: group.y }, animation: motion() });
    network.redraw();
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
        const next = nearest(...steps[event.key]);
        if (next && next.nodes) pickGroup(next);
        else if (next) cg.choose(next);
      } else if (event.key === "+" || event.key === "=") zoom(1.4);
      else if (event.key === "-") zoom(1 / 1.4);
      else if (event.key === "0") fit();
      else if ((event.key === "Enter" || event.key === " ") && !cg.state.node && shown.groups.some(({ key }) => key === cg.state.group)) cg.turnGroup(cg.state.group);
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
    lens = null;
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
      if (!network) return;
      network.setOptions({ edges: edgeOptions("edge") });
      if (network.rim) network.rim(colours.rim);
      edgeSet.update(paintHubs());
      const black = ({ color }, index) => color === "#000000" && !(lean && hiddenBefore[index]);
      nodeSet.update(drawing.nodes.filter(black).map(({ id, color }) => ({ id, color: paint(color) })).concat(groupRows()));
      edgeSet.update(lineRows());
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
  };

  /** The first picture, painted as figures are, so that it need not wait for the library. */
  cg.paintFirst = function () {
    const frame = cg.byId("network");
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    if (!width || !height) return;
    settle();
    tellLeft();
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    const widen = ({ x, y }, size) => {
      left = Math.min(left, x - size);
      right = Math.max(right, x + size);
      top = Math.min(top, y - size);
      bottom = Math.max(bottom, y + size);
    };
    for (const { index } of model.nodes) if (shown.nodes[index]) widen(current[index], drawing.nodes[index].size);
    for (const group of shown.groups) widen(group, group.size);
    if (left > right) [left, top, right, bottom] = [-1, -1, 1, 1];
    // As the library fits what it draws: the picture must not jump when it takes over.
    const scale = Math.min(1.4, Math.max(0.02, Math.min(width / (right - left), height / (bottom - top)) / 1.1));
    lens = { scale, width: width / scale, height: height / scale };
    lens.left = (left + right - lens.width) / 2;
    lens.top = (top + bottom - lens.height) / 2;
    const ratio = window.devicePixelRatio || 1;
    const canvas = cg.el("canvas", { "aria-hidden": "true", class: "first", width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, -lens.left * scale * ratio, -lens.top * scale * ratio);
    drawGround(ctx);
    drawBelow(ctx);
    drawAbove(ctx);
    frame.replaceChildren(canvas);
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
        network.on("lost", () => withoutWebgl("webgl.lost"));
      } catch {
        await withoutWebgl("webgl.none");
      }
    }
    network.fit({ ...FIT, nodes: drawnIds(), animation: false });
    showChosen();
    if (waiting) waiting();
    waiting = null;
    network.redraw();
  }

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

  /** A mark and a line as the library draws them, hidden where filters hide them. */
  function nodeRow({ index }) {
    const { id, shape, color, size } = drawing.nodes[index];
    const hidden = shown.nodes[index] ? 0 : 1;
    hiddenBefore[index] = hidden;
    const row = { id, shape, size, color: paint(color), ...current[index] };
    return hidden ? { ...row, hidden: true, physics: false } : row;
  }
  function edgeRow(link) {
    const { index, tail, head, kind } = link;
    const hidden = shown.links[index] ? 0 : 1;
    hiddenEdgesBefore[index] = hidden;
    const row = { id: "e" + index, from: "n" + tail, to: "n" + head };
    if (hidden) row.hidden = true;
    if (model.linkKinds[kind].dashes.length) row.dashes = model.linkKinds[kind].dashes;
    if (bends[index]) row.smooth = { enabled: true, type: bends[index] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bends[index]) };
    return ofHub(link) ? Object.assign(row, edgeOptions("edge-hub")) : row;
  }

  /** Make the drawing with what a library offers, and answer its events. */
  function connect({ DataSet, Network }) {
    settle();
    tellLeft();
    groupsBefore = shown;
    hiddenBefore.fill(1);
    hiddenEdgesBefore.fill(1);
    nodeSet = new DataSet(model.nodes.filter(({ index }) => !lean || shown.nodes[index]).map(nodeRow).concat(groupRows()));
    edgeSet = new DataSet(model.links.filter(({ index }) => !lean || shown.links[index]).map(edgeRow).concat(lineRows()));
    const options = { ...drawing.options, edges: { ...drawing.options.edges, ...edgeOptions("edge") } };
    network = new Network(cg.byId("network"), { nodes: nodeSet, edges: edgeSet }, options);
    cg.network = network;
    if (network.rim) network.rim(colours.rim);
    const frame = cg.byId("network").firstElementChild;
    frame.setAttribute("aria-label", cg.t("drawing.help"));
    keys(frame);
    // Forces are those of vis-network.
    cg.byId("arrange").hidden = !network.stabilize || lean;

    network.on("beforeDrawing", (ctx) => {
      drawGround(ctx);
    });
    network.on("afterDrawing", drawAbove);
    let turned = -Infinity;
    network.on("click", ({ nodes, edges }) => {
      const link = edges.filter((id) => id[0] === "e").map((id) => model.links[nodeNumber(id)]).find(canBePicked);
      if (nodes.length && isGroup(nodes[0])) {
        // The second click of a double one would close what the first has opened.
        if (performance.now() - turned > 500) cg.turnGroup(shown.groups[nodeNumber(nodes[0])].key);
        turned = performance.now();
      } else if (nodes.length) cg.choose(model.nodes[nodeNumber(nodes[0])]);
      else if (link) cg.chooseLink(link);
      else {
        if (!cg.state.centre) cg.letGo();
        showChosen();
      }
    });
    network.on("doubleClick", ({ nodes }) => {
      if (nodes.length && !isGroup(nodes[0])) cg.state.centre ? cg.turn() : cg.toggleNear();
    });
    network.on("hoverNode", ({ node }) => {
      hovered = isGroup(node) ? -1 : nodeNumber(node);
      cg.byId("network").classList.add("over");
      network.redraw();
    });
    network.on("blurNode", () => {
      hovered = -1;
      cg.byId("network").classList.remove("over");
      network.redraw();
    });
    network.on("dragEnd", ({ nodes }) => {
      for (const id of nodes) if (!isGroup(id)) current[nodeNumber(id)] = network.getPosition(id);
    });
    network.on("dragging", ({ nodes }) => {
      for (const id of nodes) if (!isGroup(id)) current[nodeNumber(id)] = network.getPosition(id);
    });
  }

  cg.addView({ id: "network" });

  // What is chosen is always drawn, where not all is.
  const CHOICE = ["node", "link", "gap", "from", "to"];
  /** How many of what is shown are not drawn. */
  function tellLeft() {
    const left = cg.byId("drawing-left");
    left.hidden = !shown.left;
    left.textContent = shown.left ? cg.t("group.left", { n: cg.most, all: cg.most + shown.left }) : "";
  }

  cg.showDrawing = function (changed, filtered) {
    const partial = lean || cg.state.grouping;
    const others = changed.has("grouping") || changed.has("unfolded") || (partial && CHOICE.some((key) => changed.has(key)));
    if (network) cg.byId("network").firstElementChild.setAttribute("aria-label", cg.t("drawing.help"));
    if (network && (filtered || others)) update();
    tellLeft();
    cg.byId("arrange").disabled = Boolean(cg.state.grouping && !cg.state.centre);
    if (!network) return;
    if (changed.has("node") || changed.has("link")) showChosen();
    network.redraw();
  };
})();
