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

  /** Add a library of the page. Its policy knows the library by its hash: no other text would run. */
  cg.load = async function (id) {
    const script = document.createElement("script");
    script.textContent = await inflate(id);
    document.head.append(script);
  };

  cg.boot = async function () {
    const still = document.getElementById("still");
    try {
      const [data] = await Promise.all([inflate("data"), cg.load(cg.chooseLibrary())]);
      cg.data = JSON.parse(data);
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
