// What the parts of the drawing share: its marks and where they stand, colours, what is in view, and
// what stands out. What changes while the page is used is on the board.
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

  const original = drawing.nodes.map(({ x, y }) => ({ x, y }));
  const current = original.map(({ x, y }) => ({ x, y }));
  cg.original = (index) => original[index];
  /** Of large landscapes only what is drawn is told to the library; of others, what is hidden too. */
  const lean = model.nodes.length > cg.most;
  const board = (cg.board = {
    network: null,
    nodeSet: null,
    edgeSet: null,
    colours: null,
    hovered: -1,
    /** What is drawn of what is shown. */
    shown: cg.picture(),
    /** The view of the first picture, which is painted before the library is there. */
    lens: null,
    current,
    original,
    lean,
  });
  cg.pictured = () => board.shown;
  const isGroup = (id) => String(id)[0] === "g";
  const nodeNumber = (id) => Number(String(id).slice(1));
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
    board.colours = {};
    for (const name of ["bg", "ink", "muted", "edge", "edge-hub", "strong", "site", "veil", "halo", "rim", "mark-black"]) {
      board.colours[name] = read(name);
    }
  }
  /** Dashes as they are drawn: those too short to be seen would cost a frame ten times as much as a full line. */
  const dashed = (dashes, scale) => (Math.max(0, ...dashes) * scale < 1 ? [] : dashes);
  const paint = (colour) => (colour === "#000000" ? board.colours["mark-black"] : colour);

  const edgeOptions = (name) => ({
    color: { color: board.colours[name], highlight: board.colours.strong, hover: board.colours.strong, inherit: false },
  });
  // The many links of a hub are drawn fainter, or they would cover all others.
  const HUB = 150;
  const ofHub = (link) => model.nodes[link.tail].links.length > HUB || model.nodes[link.head].links.length > HUB;

  function view() {
    if (!board.network) return board.lens;
    const canvas = cg.byId("network").querySelector("canvas");
    const scale = board.network.getScale();
    const box = canvas.getBoundingClientRect();
    const corner = board.network.DOMtoCanvas({ x: 0, y: 0 });
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
    return node.links.filter((one) => board.shown.links[one.index]);
  }

  /** The entities that stand out: the chosen one, the ends of the link, or those of the paths. */
  function centres() {
    const { node, link } = cg.state;
    if (node) return [node.index];
    if (link) return [link.tail, link.head];
    return cg.pathEnds();
  }

  const onMap = () => !board.shown.groups.length || cg.state.grouping === "site";
  const groupColour = ({ colour }) => (colour ? paint(colour) : board.colours.muted);

  let nearBefore = "";
  const sizes = drawing.nodes.map(({ size }) => size);
  const rings = () => (cg.state.centre ? cg.rings(board.shown.levels, sizes) : null);

  /** Work out what is drawn and where; says whether the places are others than before, and which moved. */
  function settle() {
    board.shown = cg.picture();
    const { centre, depth, turned, grouping, unfolded } = cg.state;
    const near = centre
      ? [centre.index, depth, ...turned.map((one) => one.index)].join()
      : grouping ? JSON.stringify([grouping, unfolded]) : "";
    const rearranged = near !== nearBefore;
    nearBefore = near;
    if (rearranged) cg.arranged = false;
    const moved = new Set();
    if (centre || rearranged || board.shown.at) {
      const at = rings() || board.shown.at;
      for (let index = 0; index < current.length; index += 1) {
        const to = (at && at.get(index)) || original[index];
        if (to.x === current[index].x && to.y === current[index].y) continue;
        current[index] = { x: to.x, y: to.y };
        moved.add(index);
      }
    }
    return { rearranged, moved };
  }

  Object.assign(board, { isGroup, nodeNumber, bends, readColours, dashed, paint, edgeOptions, ofHub, view, marks, chosenLinks, centres, onMap, groupColour, rings, settle });
})();
