// What paper needs: folds of the details and of the view in front are filled and opened, then put back.
(function () {
  "use strict";
  const cg = window.coopgraph;
  /** Of more links than these, the sources of each would bury the links. */
  const SOURCED = 60;

  /** A fold, or a button for more, whose content is made bit by bit: how to make the rest at once. */
  const wholes = new WeakMap();
  cg.wholeOnPaper = function (fold, fill) {
    wholes.set(fold, fill);
    return fold;
  };

  let opened = [];
  let note = null;
  function folds() {
    const panel = cg.byId("panel");
    const front = cg.byId("view-" + cg.state.view);
    const many = panel.querySelectorAll(".neighbours .why").length > SOURCED;
    if (many) panel.append((note = cg.el("p", { class: "note" }, cg.t("print.sources", { n: SOURCED }))));
    const left = ".identifiers .why, #gap-dismiss" + (many ? ", .neighbours .why" : "");
    return [
      ...document.querySelectorAll(".vintage"),
      ...[panel, front].flatMap((part) => (part ? [...part.querySelectorAll("details")] : [])),
    ].filter((fold) => !fold.open && !fold.matches(left));
  }

  function open() {
    close();
    // First what is filled, so that the folds inside are there to be opened.
    for (const fold of document.querySelectorAll(`:is(#panel, #view-${cg.state.view}) :is(details, .more)`)) {
      if (wholes.has(fold)) wholes.get(fold)();
    }
    opened = folds();
    for (const fold of opened) fold.open = true;
  }
  function close() {
    for (const fold of opened) fold.open = false;
    opened = [];
    if (note) note.remove();
    note = null;
  }
  cg.starts.push(() => {
    window.addEventListener("beforeprint", open);
    window.addEventListener("afterprint", close);
  });
})();
