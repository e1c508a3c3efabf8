// Inflates the data and the drawing library, then starts the page. Until then, and wherever that
// cannot be done, the page shows what it holds as plain text.
(function () {
  "use strict";
  const cg = (window.coopgraph = {});

  async function inflate(id) {
    const letters = document.getElementById(id).textContent;
    const packed = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  cg.boot = async function () {
    const still = document.getElementById("still");
    try {
      const [data, library] = await Promise.all([inflate("data"), inflate("library")]);
      cg.data = JSON.parse(data);
      // The policy of the page knows the library by its hash: no other text would run.
      const script = document.createElement("script");
      script.textContent = library;
      document.head.append(script);
      // Out of the way first: the drawing fits itself to the room that it finds.
      still.hidden = true;
      cg.still = still.querySelector("figure");
      cg.run();
      still.remove();
    } catch (error) {
      still.hidden = false;
      document.getElementById("app").hidden = true;
      document.documentElement.dataset.failed = String(error);
    }
  };
})();
