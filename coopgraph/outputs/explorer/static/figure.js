// The view as a figure to take away: SVG with real text, legend, date and sources; PNG made of it.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  const NS = "http://www.w3.org/2000/svg";
  const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";
  // Made when first needed: that takes longer than the rest of this script.
  const tools = {};
  cg.lazily(tools, "ruler", () => document.createElement("canvas").getContext("2d"));
  const round = (value) => String(Math.round(value * 10) / 10);
  // XML has no place for these characters, escaped or not.
  const plain = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "\ufffd");

  function make(parent, tag, attributes, text) {
    const node = document.createElementNS(NS, tag);
    for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
    if (text !== undefined) node.textContent = plain(text);
    parent.append(node);
    return node;
  }

  /** A colour as programs other than browsers read it: hexadecimal, and opacity apart. */
  function colour(name, text) {
    const rgb = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(text);
    if (!rgb) return { [name]: text };
    const hex = "#" + rgb.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, "0")).join("");
    return rgb[4] === undefined ? { [name]: hex } : { [name]: hex, [name + "-opacity"]: rgb[4] };
  }

  /** What the drawing needs of a canvas, written down as elements of SVG. */
  class Recorder {
    constructor(parent, { left, top, scale }) {
      Object.assign(this, { parent, at: [scale, -left * scale, -top * scale], kept: [], path: "", dashes: [], globalAlpha: 1, lineWidth: 1 });
    }
    save() { this.kept.push([...this.at]); }
    restore() { this.at = this.kept.pop(); }
    translate(x, y) { this.at[1] += x * this.at[0]; this.at[2] += y * this.at[0]; }
    scale(by) { this.at[0] *= by; }
    point(x, y) { return round(x * this.at[0] + this.at[1]) + " " + round(y * this.at[0] + this.at[2]); }
    beginPath() { this.path = ""; }
    moveTo(x, y) { this.path += "M" + this.point(x, y); }
    lineTo(x, y) { this.path += "L" + this.point(x, y); }
    quadraticCurveTo(a, b, x, y) { this.path += "Q" + this.point(a, b) + " " + this.point(x, y); }
    closePath() { this.path += "Z"; }
    arc(x, y, radius) {
      const r = Number(round(radius * this.at[0]));
      const [cx, cy] = this.point(x, y).split(" ");
      this.path += `M${round(cx - r)} ${cy}a${r} ${r} 0 1 0 ${round(2 * r)} 0a${r} ${r} 0 1 0 ${round(-2 * r)} 0Z`;
    }
    setLineDash(dashes) { this.dashes = dashes; }
    measureText(text) { tools.ruler.font = this.font; return tools.ruler.measureText(text); }
    line() {
      const dash = this.dashes.length ? { "stroke-dasharray": this.dashes.map((one) => round(one * this.at[0])).join(" ") } : {};
      return { ...colour("stroke", this.strokeStyle), "stroke-width": round(this.lineWidth * this.at[0]), ...dash };
    }
    alpha() { return this.globalAlpha === 1 ? {} : { opacity: this.globalAlpha }; }
    fill() { if (this.path) make(this.parent, "path", { d: this.path, ...colour("fill", this.fillStyle), ...this.alpha() }); }
    stroke() { if (this.path) make(this.parent, "path", { d: this.path, fill: "none", ...this.line(), ...this.alpha() }); }
    fillRect(x, y, width, height) {
      if (!width || !height) return;
      const [px, py] = this.point(x, y).split(" ");
      make(this.parent, "rect", { x: px, y: py, width: round(width * this.at[0]), height: round(height * this.at[0]), ...colour("fill", this.fillStyle) });
    }
    strokeText() { this.halo = { ...this.line(), "paint-order": "stroke", "stroke-linejoin": "round" }; }
    fillText(text, x, y) {
      const [, weight, size] = /^(\d+) (\d+)px/.exec(this.font);
      const [px, py] = this.point(x, y).split(" ");
      make(this.parent, "text", { x: px, y: round(Number(py) + size * 0.35), "font-size": size, "font-weight": weight, "text-anchor": "middle", ...this.halo, ...colour("fill", this.fillStyle) }, text);
    }
  }

  /** Under or beside the picture: what marks and strokes mean, the day, and where it comes from. */
  function legend(parent, left, width, top, colours) {
    const shown = cg.shown();
    const used = (things, mask) => new Set(things.filter((thing) => mask[thing.index]).map(({ kind }) => kind));
    const nodes = used(model.nodes, shown.nodes);
    const links = used(model.links, shown.links);
    const columns = Math.max(1, Math.floor(width / 270));
    const step = (width - 24) / columns;
    const ink = { ...colour("fill", colours.ink), "font-size": 12 };
    const entries = [
      ...model.nodeKinds.filter((_, number) => nodes.has(number)).map((kind) => ({ kind, draw: mark })),
      ...model.linkKinds.filter((_, number) => links.has(number)).map((kind) => ({ kind, draw: stroke })),
    ].map((entry) => ({ ...entry, words: lines(cg.kindName(entry.kind), step - 36, 12) }));
    function mark(kind, x, y) {
      const recorder = new Recorder(parent, { left: 0, top: 0, scale: 1 });
      cg.trace(recorder, kind.shape, x + 8, y - 4, 5.5);
      recorder.fillStyle = kind.colour === "#000000" ? colours["mark-black"] : kind.colour;
      recorder.fill();
    }
    function stroke(kind, x, y) {
      const dash = kind.dashes.length ? { "stroke-dasharray": kind.dashes.join(" ") } : {};
      make(parent, "path", { d: `M${round(x)} ${round(y - 4)}h18`, ...colour("stroke", colours.ink), "stroke-width": 1.4, ...dash });
    }
    // A name too long for its column takes a second line, and its row the room for it.
    let y = top + 22;
    for (let at = 0; at < entries.length; at += columns) {
      const row = entries.slice(at, at + columns);
      row.forEach(({ kind, draw, words }, i) => {
        const x = left + 12 + i * step;
        draw(kind, x, y);
        words.forEach((line, k) => make(parent, "text", { x: round(x + 24), y: round(y + k * 15), ...ink }, line));
      });
      y += 4 + 15 * Math.max(...row.map(({ words }) => words.length));
    }
    return footer(parent, left, width, y + 6, colours, cg.hollowNote());
  }

  /** A text in lines of a width. */
  function lines(text, width, size) {
    const { ruler } = tools;
    ruler.font = `400 ${size}px ${FONT}`;
    const found = [""];
    for (const word of text.split(" ")) {
      const longer = found[found.length - 1] ? found[found.length - 1] + " " + word : word;
      if (ruler.measureText(longer).width > width && found[found.length - 1]) found.push(word);
      else found[found.length - 1] = longer;
    }
    return found;
  }

  /** The register that is cited most, the day, what is shown, how it was made; returns where it ends. */
  function footer(parent, left, width, top, colours, more = []) {
    const between = cg.byId("compare-note").hidden ? "" : cg.byId("compare-note").firstChild.textContent;
    const said = [...more, between, cg.byId("headline").textContent, cg.byId("as-of").textContent, cg.byId("status").textContent, cg.t("made")];
    let y = top;
    for (const text of said.filter(Boolean).flatMap((one) => lines(one, width - 24, 11))) {
      make(parent, "text", { x: left + 12, y: round(y), "font-size": 11, ...colour("fill", colours.muted) }, text);
      y += 17;
    }
    return y;
  }

  /** An empty figure with its title, on a ground that `close` makes as large as it must be. */
  function begin(title, colours, heading = [title]) {
    const svg = document.createElementNS(NS, "svg");
    svg.setAttribute("xmlns", NS);
    svg.setAttribute("lang", cg.state.lang);
    svg.setAttribute("role", "img");
    svg.setAttribute("font-family", FONT);
    make(svg, "title", {}, title);
    make(svg, "desc", {}, cg.byId("status").textContent);
    const ground = make(svg, "rect", colour("fill", colours.bg));
    heading.forEach((line, i) => make(svg, "text", { x: 12, y: 24 + 20 * i, "font-size": 16, "font-weight": 600, ...colour("fill", colours.ink) }, line));
    const close = (width, height) => {
      for (const [name, value] of [["width", round(width)], ["height", round(height)]]) {
        ground.setAttribute(name, value);
        svg.setAttribute(name, value);
      }
      svg.setAttribute("viewBox", `0 0 ${round(width)} ${round(height)}`);
      return svg;
    };
    return { svg, close };
  }

  // What the figures of the other views are made with.
  cg.figureKit = { make, colour, round, begin, footer, lines };

  /** The title of the landscape, what is chosen, the year and the filters. */
  function headline() {
    const { node, link, centre, year, between, facets } = cg.state;
    const chosen = node || centre;
    const kept = Object.entries(facets).map(([id, words]) => cg.t("facet." + id) + cg.t("colon") + words.split("\u0000")[cg.state.lang === "en" ? 1 : 0]);
    return [
      cg.say(model.title),
      chosen && chosen.index !== model.focus ? cg.label(chosen) : link ? cg.kindName(model.linkKinds[link.kind]) : "",
      between ? "" : year === null ? cg.t("time.every").toLowerCase() : String(year),
      ...kept,
    ].filter(Boolean).join(" – ");
  }

  /** The drawing as it is in view, as an SVG element. */
  cg.figure = function (paper) {
    const seen = cg.seen(paper);
    const { width, height, colours } = seen;
    // A sheet of paper is wide: there the legend stands beside the picture.
    const side = paper ? 400 : 0;
    const heading = lines(headline(), (width + side - 24) * 0.94, 16);
    const top = 14 + 20 * heading.length;
    const { svg, close } = begin(cg.say(model.title), colours, heading);
    const clip = make(make(svg, "clipPath", { id: "view" }), "rect", { width: round(width), height: round(height) });
    const frame = make(svg, "g", { transform: `translate(0 ${top})` });
    const picture = make(frame, "g", { "clip-path": "url(#view)" });
    seen.draw(new Recorder(picture, seen.view));
    clip.setAttribute("height", round(height));
    const under = legend(svg, side && width, side || width, side ? top : height + top, colours);
    return close(width + side, Math.max(under, height + top));
  };

  const written = (svg) => '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(svg) + "\n";
  cg.figureText = () => written(cg.figure());

  cg.saveSvg = (svg, name) => cg.saveFile(name + ".svg", "image/svg+xml", written(svg));
  cg.savePng = function (svg, name) {
    const image = new Image();
    const failed = () => cg.announce(cg.t("save.failed"));
    image.onerror = failed;
    image.onload = () => {
      const canvas = document.createElement("canvas");
      // Twice as sharp as the screen, within what browsers can hold.
      const sharp = Math.min(2, 16000 / image.width, 16000 / image.height);
      canvas.width = image.width * sharp;
      canvas.height = image.height * sharp;
      const ctx = canvas.getContext("2d");
      ctx.scale(sharp, sharp);
      ctx.drawImage(image, 0, 0);
      canvas.toBlob((blob) => (blob ? cg.saveFile(name + ".png", "image/png", blob) : failed()), "image/png");
    };
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(written(svg));
  };

  async function copyAddress() {
    try {
      await navigator.clipboard.writeText(location.href);
      cg.announce(cg.t("copied"));
    } catch {
      cg.announce(cg.t("copy.failed"));
    }
  }

  cg.starts.push(() => {
    cg.byId("save-svg").addEventListener("click", () => cg.saveSvg(cg.figure(), "coopgraph"));
    cg.byId("save-png").addEventListener("click", () => cg.savePng(cg.figure(), "coopgraph"));
    cg.byId("copy").addEventListener("click", copyAddress);
    // On paper a canvas is a bitmap: the figure takes its place.
    const clear = () => cg.byId("on-paper").replaceChildren();
    window.addEventListener("beforeprint", () => {
      clear();
      if (!cg.seen(true)) return;
      const svg = cg.figure(true);
      svg.removeAttribute("width");
      svg.removeAttribute("height");
      cg.byId("on-paper").append(svg);
    });
    window.addEventListener("afterprint", () => {
      clear();
      if (cg.network) requestAnimationFrame(() => cg.network.redraw());
    });
  });
  cg.shows.push(() => {
    for (const id of ["save-svg", "save-png"]) cg.byId(id).disabled = cg.state.view !== "network" || !cg.seen(false);
  });
})();
