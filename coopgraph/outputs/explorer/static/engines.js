// What can draw here: WebGL through sigma where the file holds it and the browser can, else a canvas.
(function () {
  "use strict";
  const cg = window.coopgraph;
  // Names of renderers that draw on the processor: slower than a plain canvas.
  const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render|mesa offscreen/i;

  /** Why WebGL is not used: "none" or "software"; null where it can be. */
  function obstacle(anyRenderer) {
    const context = (options) => document.createElement("canvas").getContext("webgl2", options);
    const gl = window.WebGL2RenderingContext ? context({ failIfMajorPerformanceCaveat: !anyRenderer }) : null;
    if (!gl) return anyRenderer || !window.WebGL2RenderingContext || !context({}) ? "none" : "software";
    const told = gl.getExtension("WEBGL_debug_renderer_info");
    const name = String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
    const lose = gl.getExtension("WEBGL_lose_context");
    if (lose) lose.loseContext();
    return SOFTWARE.test(name) && !anyRenderer ? "software" : null;
  }

  /** The island of the library to start with; what stands in the way of WebGL is remembered. */
  cg.chooseLibrary = function () {
    const island = document.getElementById("webgl");
    if (!island) return "library";
    // With `auto` only a real graphics card is worth it; who asks for sigma gets it wherever it runs.
    cg.withoutWebgl = obstacle(island.dataset.when === "always");
    return cg.withoutWebgl ? "library" : "webgl";
  };
})();
