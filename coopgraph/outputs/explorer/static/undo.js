// Undo and reset: each change of the state leaves the address as it was before.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const LONGEST = 200;
  const past = [];
  let last = null;
  let going = false;

  /** What is chosen, hidden and shown as a fragment; the place in the page's own history does not count. */
  const now = () => cg.fragment();

  function go(fragment) {
    going = true;
    history.replaceState(null, "", fragment || "#");
    cg.readAddress();
    last = now();
    going = false;
    show();
  }

  function show() {
    cg.byId("undo").disabled = !past.length;
    cg.byId("reset").disabled = now() === cg.fragmentOf({ lang: cg.state.lang });
  }

  cg.undo = function () {
    if (!past.length) return;
    go(past.pop().fragment);
    cg.announce(cg.t("undone"));
    if (cg.byId("undo").disabled) cg.byId("reset").focus();
  };
  cg.reset = function () {
    const before = now();
    const fresh = cg.fragmentOf({ lang: cg.state.lang });
    if (before === fresh) return;
    past.push({ fragment: before, keys: "" });
    go(fresh);
    cg.announce(cg.t("reset.done"));
    cg.byId("undo").focus();
  };

  /** What the page has opened on is not undone. */
  cg.forgetPast = function () {
    past.length = 0;
    last = now();
    show();
  };

  cg.starts.push(() => {
    cg.byId("undo").addEventListener("click", cg.undo);
    cg.byId("reset").addEventListener("click", cg.reset);
  });
  // With the change itself, not with what is shown of it: two quick ones are two.
  cg.on((changed) => {
    if (going) return;
    const fragment = now();
    const keys = [...changed].sort().join();
    if (last !== null && fragment !== last) {
      // A slider that is drawn along is one change.
      const top = past[past.length - 1];
      if (!(keys === "year" && top && top.keys === "year")) past.push({ fragment: last, keys });
      if (past.length > LONGEST) past.shift();
    }
    last = fragment;
    show();
  });
})();
