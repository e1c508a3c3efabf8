// Small helpers over the DOM. Text enters the page through textContent alone; markup is never
// parsed, whatever a name contains.
(function () {
  "use strict";
  const cg = (window.coopgraph = window.coopgraph || {});
  const SVG = "http://www.w3.org/2000/svg";

  /** Run something once the page stands and the browser has nothing else to do. */
  cg.idle = (run) => (window.requestIdleCallback ? requestIdleCallback(run, { timeout: 4000 }) : setTimeout(run, 30));
  const waiting = [];
  cg.afterOpening = (run) => waiting.push(run);
  cg.hasOpened = () => waiting.splice(0).forEach((run) => run());

  /** So many entities are worked through at once; of more, in slices that leave time for a key. */
  const AT_ONCE = 5000;
  const SLICE = 40;
  // Where the browser can, what was begun goes on before what came later, but after keys and clicks.
  const later = (run) => (window.scheduler && scheduler.yield ? scheduler.yield().then(run) : setTimeout(run, 0));
  /** Until the page has opened, nothing is put off. */
  cg.opening = true;
  /** Run a generator to its end, then `done` with what it returns. Gives a way to stop it. */
  cg.inSlices = function (work, done) {
    const large = !cg.opening && cg.model.nodes.length > AT_ONCE;
    let off = false;
    const go = () => {
      const end = performance.now() + SLICE;
      while (!off) {
        const { done: over, value } = work.next();
        if (over) return done && done(value);
        if (large && performance.now() > end) return void later(go);
      }
    };
    go();
    return () => (off = true);
  };

  cg.byId = (id) => document.getElementById(id);

  /** Make an element. Attributes are set as attributes, `on` holds listeners. */
  cg.el = function (tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "on") {
        for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
      } else if (value === true) {
        node.setAttribute(name, "");
      } else if (value !== false && value !== null && value !== undefined) {
        node.setAttribute(name, value);
      }
    }
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === "") continue;
      node.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return node;
  };

  cg.fill = function (parent, ...children) {
    parent.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
    return parent;
  };

  /** Buttons that save a view as an image. */
  cg.figureButtons = (view) =>
    cg.el("p", { class: "both" }, ["svg", "png"].map((kind) =>
      cg.el("button", { type: "button", id: `save-${view}-${kind}`, on: { click: () => cg.saveView(view, kind) } }, cg.t("save." + kind))));

  /** A link to an outside page; plain text where the address is not http(s). */
  cg.outside = function (text, address) {
    if (!/^https?:\/\//i.test(address || "")) return document.createTextNode(text);
    return cg.el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, text);
  };

  /** The title of a source, marked where it is in another language than the page. */
  cg.sourceTitle = (source, words = source.title, address = source.url) =>
    cg.el("span", { class: "source", lang: cg.sourceLang(source) }, cg.outside(words, address));
  cg.sourceLang = ({ lang }) => (lang && lang !== cg.state.lang ? lang : null);

  // Outlines of the marks for a size of 1, as vis-network draws them; drawing and legend share them.
  const polygon = (steps, turn, radius) =>
    Array.from({ length: steps }, (_, i) => {
      const angle = turn + (i * 2 * Math.PI) / steps;
      return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)];
    });
  const UP = -Math.PI / 2;
  cg.outlines = {
    dot: null,
    square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
    diamond: polygon(4, UP, () => 1),
    triangle: [[0, -1.01], [1.15, 0.98], [-1.15, 0.98]],
    triangleDown: [[0, 1.01], [1.15, -0.98], [-1.15, -0.98]],
    star: polygon(10, UP, (i) => (i % 2 ? 0.41 : 1.066)).map(([x, y]) => [x, y + 0.082]),
    hexagon: polygon(6, 0, () => 1),
  };

  /** The mark of a kind of node as a small inline drawing, hidden from assistive tools. */
  cg.icon = function (kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "-1.45 -1.45 2.9 2.9");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const outline = cg.outlines[kind.shape];
    const shape = document.createElementNS(SVG, outline ? "polygon" : "circle");
    if (outline) {
      shape.setAttribute("points", outline.map((point) => point.map((v) => v.toFixed(2))).join(" "));
    } else {
      shape.setAttribute("r", "1");
    }
    shape.setAttribute("fill", kind.colour === "#000000" ? "var(--mark-black)" : kind.colour);
    svg.append(shape);
    return svg;
  };

  /** The stroke of a kind of link as a small inline drawing. */
  cg.stroke = function (kind) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 6");
    svg.setAttribute("class", "stroke");
    svg.setAttribute("aria-hidden", "true");
    const line = document.createElementNS(SVG, "line");
    for (const [name, value] of [["x1", 1], ["x2", 23], ["y1", 3], ["y2", 3]]) {
      line.setAttribute(name, value);
    }
    if (kind.dashes.length) line.setAttribute("stroke-dasharray", kind.dashes.join(" "));
    svg.append(line);
    return svg;
  };
})();
