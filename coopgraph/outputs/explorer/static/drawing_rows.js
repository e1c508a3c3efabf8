// The marks and lines as rows of the library: made, and brought in line with the state.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, drawing, board } = cg;
  const { current, lean, bends, paint, edgeOptions, ofHub, groupColour, settle } = board;

  const hiddenBefore = new Uint8Array(model.nodes.length);
  const hiddenEdgesBefore = new Uint8Array(model.links.length);

  /** The groups as marks and lines of the library. */
  board.groupsBefore = { groups: [], lines: [] };
  const groupRows = () =>
    board.groupsBefore.groups.map((group, i) => ({
      id: "g" + i, x: group.x, y: group.y, shape: group.shape, size: group.size, color: groupColour(group), physics: false,
    }));
  const lineRows = () =>
    board.groupsBefore.lines.map(({ a, b, width }, i) => ({ id: "h" + i, from: "g" + a, to: "g" + b, width, ...edgeOptions("edge") }));
  const drawnIds = () =>
    model.nodes.filter((node) => board.shown.nodes[node.index]).map((node) => "n" + node.index).concat(groupRows().map(({ id }) => id));

  const paintHubs = () => model.links.filter((link) => ofHub(link) && !(lean && hiddenEdgesBefore[link.index])).map((link) => ({ id: "e" + link.index, ...edgeOptions("edge-hub") }));

  /** A mark and a line as the library draws them, hidden where filters hide them. */
  function nodeRow({ index }) {
    const { id, shape, color, size } = drawing.nodes[index];
    const hidden = board.shown.nodes[index] ? 0 : 1;
    hiddenBefore[index] = hidden;
    const row = { id, shape, size, color: paint(color), ...current[index] };
    return hidden ? { ...row, hidden: true, physics: false } : row;
  }
  function edgeRow(link) {
    const { index, tail, head, kind } = link;
    const hidden = board.shown.links[index] ? 0 : 1;
    hiddenEdgesBefore[index] = hidden;
    const row = { id: "e" + index, from: "n" + tail, to: "n" + head };
    if (hidden) row.hidden = true;
    if (model.linkKinds[kind].dashes.length) row.dashes = model.linkKinds[kind].dashes;
    if (bends[index]) row.smooth = { enabled: true, type: bends[index] > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bends[index]) };
    return ofHub(link) ? Object.assign(row, edgeOptions("edge-hub")) : row;
  }

  /** Bring the library in line with the state, touching only what changed. */
  function update() {
    const { rearranged, moved } = settle();
    if (!board.network) return;
    const gone = { nodes: groupRows().map(({ id }) => id), lines: lineRows().map(({ id }) => id) };
    const fresh = { nodes: [], lines: [] };
    const changes = [];
    for (const node of model.nodes) {
      const { index } = node;
      const hidden = board.shown.nodes[index] ? 0 : 1;
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
      const hidden = board.shown.links[index] ? 0 : 1;
      if (hidden === hiddenEdgesBefore[index]) continue;
      hiddenEdgesBefore[index] = hidden;
      if (!lean) lineChanges.push({ id: "e" + index, hidden: Boolean(hidden) });
      else if (hidden) gone.lines.push("e" + index);
      else fresh.lines.push(edgeRow(link));
    }
    board.groupsBefore = board.shown;
    fresh.nodes.push(...groupRows());
    fresh.lines.push(...lineRows());
    ask("_blockRedraw");
    try {
      if (gone.lines.length) board.edgeSet.remove(gone.lines);
      if (gone.nodes.length) board.nodeSet.remove(gone.nodes);
      if (fresh.nodes.length) board.nodeSet.add(fresh.nodes);
      if (fresh.lines.length) board.edgeSet.add(fresh.lines);
      if (changes.length) board.nodeSet.update(changes);
      if (lineChanges.length) board.edgeSet.update(lineChanges);
    } finally {
      ask("_allowRedraw");
    }
    if (rearranged) board.fit();
    drawSoon();
  }

  /** vis-network draws anew at each change of its rows, unless told not to; sigma waits by itself. */
  function ask(event) {
    const { emitter } = board.network.body || {};
    if (emitter) emitter.emit(event);
  }
  /** Draw with the next frame: several changes at once are drawn once. */
  function drawSoon() {
    if (board.network.body && board.network.body.emitter) ask("_requestRedraw");
    else board.network.redraw();
  }

  /** All rows anew, for a library that has none yet. */
  function allRows() {
    board.groupsBefore = board.shown;
    hiddenBefore.fill(1);
    hiddenEdgesBefore.fill(1);
    return {
      nodes: model.nodes.filter(({ index }) => !lean || board.shown.nodes[index]).map(nodeRow).concat(groupRows()),
      edges: model.links.filter(({ index }) => !lean || board.shown.links[index]).map(edgeRow).concat(lineRows()),
    };
  }

  /** Other colours: light and dark, or those that the reader forces. */
  function repaint() {
    board.network.setOptions({ edges: edgeOptions("edge") });
    if (board.network.rim) board.network.rim(board.colours.rim);
    board.edgeSet.update(paintHubs());
    const black = ({ color }, index) => color === "#000000" && !(lean && hiddenBefore[index]);
    board.nodeSet.update(drawing.nodes.filter(black).map(({ id, color }) => ({ id, color: paint(color) })).concat(groupRows()));
    board.edgeSet.update(lineRows());
    board.network.redraw();
  }

  Object.assign(board, { drawnIds, update, drawSoon, allRows, repaint });
})();
