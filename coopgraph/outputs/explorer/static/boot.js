// Inflates the data, the page's own scripts and the drawing library, then starts the page. Wherever
// that cannot be done, the page shows what it holds for readers without scripts.
(function () {
  "use strict";
  const cg = (window.coopgraph = {});

  /** A property that is worked out when it is first asked for. */
  cg.lazily = function (thing, name, make) {
    Object.defineProperty(thing, name, {
      configurable: true,
      enumerable: true,
      get() {
        const value = make.call(this);
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
        return value;
      },
    });
  };

  // Base 85 of RFC 1924, but that three letters which mean something in HTML have others.
  const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%.()*+-;,=:?@^_`{|}~";
  const WORTH = new Uint8Array(128);
  for (let n = 0; n < LETTERS.length; n += 1) WORTH[LETTERS.charCodeAt(n)] = n;

  /** Five letters are four bytes; at the end fewer letters are fewer bytes. */
  function bytes(letters) {
    const whole = Math.ceil(letters.length / 5);
    const text = letters.padEnd(whole * 5, "~");
    const found = new Uint8Array(whole * 4);
    const worth = (at) => WORTH[text.charCodeAt(at)];
    for (let at = 0, to = 0; to < found.length; at += 5, to += 4) {
      // Four letters are less than 2 ** 26: whole numbers up to the fifth.
      const four = ((worth(at) * 85 + worth(at + 1)) * 85 + worth(at + 2)) * 85 + worth(at + 3);
      const sum = (four * 85 + worth(at + 4)) >>> 0;
      found[to] = sum >>> 24;
      found[to + 1] = sum >>> 16;
      found[to + 2] = sum >>> 8;
      found[to + 3] = sum;
    }
    return found.subarray(0, whole * 4 - (whole * 5 - letters.length));
  }

  async function inflate(id) {
    const island = document.getElementById(id);
    const stream = new DecompressionStream("gzip");
    const writer = stream.writable.getWriter();
    // What is wrong with the bytes is told where they are read.
    writer.write(bytes(island.textContent)).catch(() => {});
    writer.close().catch(() => {});
    return new Response(stream.readable).text();
  }

  /** Add a script of the page. Its policy knows the script by its hash: no other text would run. */
  function run(text) {
    const script = document.createElement("script");
    script.textContent = text;
    document.head.append(script);
  }
  cg.load = async (id) => run(await inflate(id));

  /** What stands for readers without scripts in a part of the page. Browsers that run scripts keep it as a text. */
  function still(id) {
    const held = document.querySelector("#" + id + " noscript");
    const whole = new DOMParser().parseFromString(held.textContent, "text/html");
    return [...whole.body.childNodes].map((node) => document.adoptNode(node));
  }
  /** The static figure of the network. */
  cg.still = () => still("still").find((node) => node.nodeName === "FIGURE");
  const PARTS = ["still-skips", "still"];

  cg.boot = async function () {
    try {
      const [data, own] = await Promise.all([inflate("data"), inflate("own")]);
      const [first, ...later] = data.split("\n");
      cg.data = JSON.parse(first);
      // Parsed when something first asks for them.
      cg.data.parts.forEach((name, at) => cg.lazily(cg.data, name, () => JSON.parse(later[at])));
      // An error in the page's own scripts must end here, not in the console alone.
      cg.failed = null;
      run(own);
      if (cg.failed) throw cg.failed;
    } catch (error) {
      for (const id of PARTS) document.getElementById(id).replaceChildren(...still(id));
      document.getElementById("app").hidden = true;
      document.documentElement.dataset.failed = String(error);
      return;
    }
    for (const id of PARTS) document.getElementById(id).remove();
  };
})();
