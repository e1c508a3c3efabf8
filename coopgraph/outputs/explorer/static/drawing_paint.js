// What is painted: the ground behind the marks, what stands out and all names above them; lines and
// marks themselves for figures and for the first picture, else the library draws them.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, drawing, board } = cg;
  const { current, bends, dashed, ofHub, marks, view, readColours, centres, chosenLinks, onMap, groupColour, settle } = board;

  /** Of so few groups each is named, over other marks if need be, wherever no other name stands. */
  const FEW = 25;

  /** Sites or steps, behind all marks. */
  function drawGround(ctx) {
    if (cg.arranged) return;
    if (!cg.state.centre) {
      if (onMap()) cg.drawSites(ctx, drawing.sites, board.colours);
    } else cg.drawSteps(ctx, board.shown.levels, marks.at, marks.bend, board.colours, view().scale);
  }

  /** Lines and marks as vis-network draws them, for a figure and for the first picture. */
  function drawBelow(ctx) {
    const { scale } = view();
    ctx.lineWidth = 1;
    for (const link of model.links) {
      if (!board.shown.links[link.index]) continue;
      const [a, b] = [current[link.tail], current[link.head]];
      ctx.strokeStyle = board.colours[ofHub(link) ? "edge-hub" : "edge"];
      ctx.setLineDash(dashed(model.linkKinds[link.kind].dashes, scale));
      ctx.beginPath();
      ctx.moveTo(a.x, a.y);
      if (bends[link.index]) ctx.quadraticCurveTo(...cg.via(a, b, bends[link.index]), b.x, b.y);
      else ctx.lineTo(b.x, b.y);
      ctx.stroke();
    }
    ctx.setLineDash([]);
    ctx.strokeStyle = board.colours.edge;
    for (const { a, b, width } of board.shown.lines) {
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.moveTo(board.shown.groups[a].x, board.shown.groups[a].y);
      ctx.lineTo(board.shown.groups[b].x, board.shown.groups[b].y);
      ctx.stroke();
    }
    for (const group of board.shown.groups) {
      cg.trace(ctx, group.shape, group.x, group.y, group.size);
      ctx.fillStyle = groupColour(group);
      ctx.fill();
      ctx.strokeStyle = board.colours.rim;
      ctx.lineWidth = 0.6 / scale;
      ctx.stroke();
    }
    for (const node of model.nodes) {
      if (!board.shown.nodes[node.index]) continue;
      const { shape, colour, size } = marks.look(node.index);
      cg.trace(ctx, shape, current[node.index].x, current[node.index].y, size);
      ctx.fillStyle = colour;
      ctx.fill();
      ctx.strokeStyle = board.colours.rim;
      ctx.lineWidth = 0.6 / scale;
      ctx.stroke();
    }
  }

  /** What is in view, for a figure: its size, its colours, and how to draw it again. */
  cg.seen = function (paper) {
    if (!board.network || !cg.byId("network").clientWidth) return null;
    if (paper !== false) readColours(paper);
    const own = board.colours;
    readColours();
    const at = cg.withGround(view());
    return {
      view: at,
      width: at.width * at.scale,
      height: at.height * at.scale,
      colours: own,
      draw(ctx) {
        board.colours = own;
        board.hovered = -1;
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
    if (board.hovered >= 0) entries.push(entry(board.hovered, { always: true, bold: true, size: 13 }));
    if (node && node.index !== board.hovered) entries.push(entry(node.index, { always: true, bold: true, size: 14 }));
    if (!node) for (const end of centres()) entries.push(entry(end, { always: true, bold: true }));
    const faded = Boolean(around) && !cg.state.centre;
    const moved = cg.state.centre || cg.arranged;
    if (cg.state.centre && !cg.arranged) entries.push(...cg.stepLabels());
    for (const group of cg.state.centre ? [] : board.shown.groups) {
      const more = group.open ? `${group.drawn} / ${group.nodes.length}` : String(group.nodes.length);
      const picked = group.key === cg.state.group && !node;
      entries.push({
        x: group.x, y: group.y, text: `${cg.groupName(cg.state.grouping, group.key)} (${more})`, reach: group.size, size: 13, bold: true, limit: Infinity, always: picked, across: true, insists: board.shown.groups.length <= FEW,
      });
    }
    if (!moved && !board.shown.groups.length) {
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
      const near = [...around].filter((index) => board.shown.nodes[index] && !own.includes(index));
      near.sort((a, b) => model.nodes[b].links.length - model.nodes[a].links.length || a - b);
      for (const index of near) entries.push(entry(index, { limit: Math.max(budget, 60) }));
    }
    if (!around || cg.state.centre) {
      for (const one of model.byLinks) {
        if (!board.shown.nodes[one.index] || (around && around.has(one.index))) continue;
        if (drawing.nodes[one.index].size * scale < 4) break;
        if (one.index === board.hovered) continue;
        entries.push(entry(one.index, { limit: budget }));
      }
    }
    return entries;
  }

  function drawAbove(ctx) {
    const seen = view();
    cg.drawHoles(ctx, seen.scale, marks, board.shown, board.colours);
    const links = chosenLinks();
    let around = null;
    if (centres().length) {
      // With the neighbourhood alone in view there is nothing to fade.
      const faded = cg.state.centre ? { ...seen, width: 0, height: 0 } : seen;
      around = cg.drawChosen(ctx, faded, centres(), links, board.colours, marks);
    } else {
      around = cg.drawGap(ctx, seen, board.colours, marks);
    }
    if (board.hovered >= 0 && !around) {
      const near = model.nodes[board.hovered].links.filter((one) => board.shown.links[one.index]);
      cg.drawChosen(ctx, { ...seen, width: 0, height: 0 }, [board.hovered], near, board.colours, marks);
    }
    const entries = labelEntries(around, seen.scale, seen.width * seen.height * seen.scale ** 2);
    const obstacles = cg.state.centre && around
      ? [...around].map((index) => ({ ...current[index], size: drawing.nodes[index].size }))
      : onMap() ? [] : board.shown.groups.filter(({ open }) => !open);
    cg.drawChanges(ctx, seen.scale, marks, board.shown, board.colours);
    for (const { key, x, y, size } of board.shown.groups) {
      if (key !== cg.state.group || cg.state.node) continue;
      ctx.beginPath();
      ctx.arc(x, y, size + 5 / seen.scale, 0, 2 * Math.PI);
      ctx.strokeStyle = board.colours.ink;
      ctx.lineWidth = 3 / seen.scale;
      ctx.stroke();
    }
    cg.drawLabels(ctx, seen, entries, obstacles, board.colours);
    cg.drawGapMarks(ctx, seen, board.colours, marks);
  }

  /** How many of what is shown are not drawn. */
  function tellLeft() {
    const left = cg.byId("drawing-left");
    left.hidden = !board.shown.left;
    left.textContent = board.shown.left ? cg.t("group.left", { n: cg.most, all: cg.most + board.shown.left }) : "";
  }

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
    for (const { index } of model.nodes) if (board.shown.nodes[index]) widen(current[index], drawing.nodes[index].size);
    for (const group of board.shown.groups) widen(group, group.size);
    if (left > right) [left, top, right, bottom] = [-1, -1, 1, 1];
    // As the library fits what it draws: the picture must not jump when it takes over.
    const scale = Math.min(1.4, Math.max(0.02, Math.min(width / (right - left), height / (bottom - top)) / 1.1));
    board.lens = { scale, width: width / scale, height: height / scale };
    board.lens.left = (left + right - board.lens.width) / 2;
    board.lens.top = (top + bottom - board.lens.height) / 2;
    const ratio = window.devicePixelRatio || 1;
    const canvas = cg.el("canvas", { "aria-hidden": "true", class: "first", width: Math.round(width * ratio), height: Math.round(height * ratio) });
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio * scale, 0, 0, ratio * scale, -board.lens.left * scale * ratio, -board.lens.top * scale * ratio);
    drawGround(ctx);
    drawBelow(ctx);
    drawAbove(ctx);
    frame.replaceChildren(canvas);
  };

  Object.assign(board, { drawGround, drawAbove, tellLeft });
})();
