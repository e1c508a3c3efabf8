// Names that are nearly what was typed: where a search finds nothing, words of five letters or more
// may differ by a letter or two.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const SHORTEST = 5;
  const allowed = (word) => (word.length < SHORTEST ? 0 : word.length < 8 ? 1 : 2);

  /** Letters of a word as bits: words with quite other letters need not be compared. */
  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) % 31);
    return bits;
  }
  function ones(bits) {
    let n = 0;
    for (let rest = bits; rest; rest &= rest - 1) n += 1;
    return n;
  }

  /** Letters added, dropped, changed or swapped between two words; more than `most` is as good as none. */
  function distance(a, b, most) {
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1];
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row.push(cost);
        if (cost < least) least = cost;
      }
      if (least > most) return Infinity;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  // Words of the names, by length: each with its letters and the entities that bear it.
  let words = null;
  const found = new Map();
  let read = 0;
  /** Read the words of some more names, as many as there is time for. Whether all are read. */
  function gather(index, enough) {
    while (read < index.length && !enough()) {
      for (const word of index[read].all.split(/[^\p{L}\p{N}]+/u)) {
        if (word.length < SHORTEST - 1) continue;
        const entry = found.get(word) || { word, bits: letters(word), nodes: [] };
        if (entry.nodes[entry.nodes.length - 1] !== read) entry.nodes.push(read);
        found.set(word, entry);
      }
      read += 1;
    }
    return read === index.length;
  }
  cg.readyNearly = gather;
  function vocabulary(index) {
    if (words) return words;
    gather(index, () => false);
    words = new Map();
    for (const entry of found.values()) {
      const { length } = entry.word;
      if (!words.has(length)) words.set(length, []);
      words.get(length).push(entry);
    }
    return words;
  }

  /** Entities with a word near to this one: place in the index to distance. */
  function near(word, index) {
    const most = allowed(word);
    const bits = letters(word);
    const hits = new Map();
    if (!most) return hits;
    for (let length = word.length - most; length <= word.length + most; length += 1) {
      for (const entry of vocabulary(index).get(length) || []) {
        if (ones(entry.bits ^ bits) > 2 * most) continue;
        const far = distance(word, entry.word, most);
        if (far > most) continue;
        for (const number of entry.nodes) hits.set(number, Math.min(far, hits.get(number) ?? Infinity));
      }
    }
    return hits;
  }

  /** What was probably meant, the nearest first. */
  cg.nearly = function (typed, index) {
    const said = typed.filter((word) => word.length > 1);
    const hits = said.map((word) => near(word, index));
    const found = [];
    for (const number of new Set(hits.flatMap((one) => [...one.keys()]))) {
      const { node, entries, all } = index[number];
      let cost = 0;
      said.forEach((word, i) => {
        cost += all.includes(word) ? 0 : (hits[i].get(number) ?? Infinity);
      });
      if (cost < Infinity) found.push({ node, entry: entries[0], score: cost });
    }
    return found.sort((a, b) => a.score - b.score || b.node.links.length - a.node.links.length || a.node.index - b.node.index);
  };
})();
