// Gaps that the reader sets aside, each with a reason, and the list of them as a file for the next run.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { el } = cg;
  const COLUMNS = ["record", "reason", "by", "date", "status"];
  let picked = new Set();
  let by = "";
  let unsaved = false;

  cg.isPicked = (gap) => picked.has(gap.id);
  cg.pickGap = function (gap, on) {
    if (on) picked.add(gap.id);
    else picked.delete(gap.id);
    cg.showPicked();
  };

  const today = () => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };

  function dismiss(gaps, reason) {
    const dismissed = new Map(cg.state.dismissed);
    for (const gap of gaps) dismissed.set(gap.id, { reason, by, date: today(), status: cg.gapStates[gap.state].id });
    picked = new Set([...picked].filter((id) => !dismissed.has(id)));
    unsaved = true;
    cg.set({ dismissed });
    cg.announce(cg.t("dismiss.done", { n: gaps.length }));
  }

  function takeBack(gap) {
    const dismissed = new Map(cg.state.dismissed);
    dismissed.delete(gap.id);
    unsaved = true;
    cg.set({ dismissed });
    cg.announce(cg.t("dismiss.undone", { label: cg.say(gap.subject) }));
  }

  /** A form that asks for the reason; the same for one record and for several. */
  function form(id, gaps, after) {
    const reason = el("input", { type: "text", id: id + "-reason", required: true, "aria-describedby": id + "-fault" });
    const who = el("input", { type: "text", id: id + "-by", autocomplete: "off" });
    const fault = el("p", { class: "fault", id: id + "-fault", role: "alert" });
    who.value = by;
    return el(
      "form",
      {
        class: "dismiss",
        on: {
          submit: (event) => {
            event.preventDefault();
            const said = reason.value.replace(/\s+/g, " ").trim();
            reason.setAttribute("aria-invalid", String(!said));
            fault.textContent = said ? "" : cg.t("dismiss.missing");
            if (!said) return reason.focus();
            by = who.value.replace(/\s+/g, " ").trim();
            dismiss(gaps(), said);
            after();
          },
        },
        novalidate: true,
      },
      el("div", null, el("label", { for: id + "-reason" }, cg.t("dismiss.reason")), reason),
      el("div", null, el("label", { for: id + "-by" }, cg.t("dismiss.by")), who),
      el("p", { class: "both" }, el("button", { type: "submit", id: id + "-go" }, cg.t("dismiss"))),
      fault,
    );
  }

  /** In the details of a record. */
  cg.dismissPanel = function (gap) {
    if (cg.isClosed(gap)) return null;
    if (cg.state.dismissed.has(gap.id)) {
      return el("p", { class: "both" }, el("button", { type: "button", id: "gap-back", on: { click: () => { takeBack(gap); cg.byId("chosen").focus(); } } }, cg.t("dismiss.back")));
    }
    return el(
      "details",
      { class: "group", id: "gap-dismiss" },
      el("summary", null, cg.t("dismiss.title")),
      form("gap-dismiss", () => [gap], () => cg.byId("chosen").focus()),
    );
  };

  /** Under the list, never over it, while rows are ticked. */
  cg.showPicked = function () {
    const gaps = () => cg.gaps.filter(cg.isPicked);
    const section = cg.byId("view-gaps");
    const old = cg.byId("picked");
    const n = picked.size;
    if (!n) {
      if (old) old.remove();
      return;
    }
    if (old) {
      cg.byId("picked-count").textContent = cg.t("dismiss.chosen", { n });
      return;
    }
    const done = () => cg.byId("gaps-title").focus();
    section.after(
      el(
        "div",
        { id: "picked", role: "group", "aria-labelledby": "picked-count" },
        el("p", { id: "picked-count" }, cg.t("dismiss.chosen", { n })),
        form("picked", gaps, done),
        el("button", { type: "button", id: "picked-none", on: { click: () => { picked = new Set(); cg.showGaps(); done(); } } }, cg.t("dismiss.unselect")),
      ),
    );
  };

  /** The list as the command reads it; a cell that a spreadsheet would run is made a text. */
  cg.dismissalsCsv = function () {
    const quote = (value) => {
      const text = /^[=+\-@\t\r]/.test(value) ? "'" + value : value;
      return /[",;\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    };
    const kept = new Map([...cg.reopened, ...cg.state.dismissed]);
    const rows = [...kept].sort((a, b) => (a[0] < b[0] ? -1 : 1)).map(([id, { reason, by: who, date, status }]) => [id, reason, who, date, status]);
    return "\ufeff" + [COLUMNS, ...rows].map((row) => row.map(quote).join(",")).join("\r\n") + "\r\n";
  };

  function save() {
    cg.saveFile("coopgraph-dismissed.csv", "text/csv;charset=utf-8", cg.dismissalsCsv());
    unsaved = false;
  }

  /** What is set aside, with the reasons; the last block of the list. */
  cg.dismissedBlock = function (gaps) {
    const row = (gap) => {
      const { reason, by: who, date } = cg.state.dismissed.get(gap.id);
      const cell = (key, text) => el("td", { "data-label": cg.t(key) + cg.t("colon") }, text);
      return el(
        "tr",
        null,
        el("th", { scope: "row" }, cg.gapButton(gap)),
        cell("gap", cg.say(gap.finding)),
        cell("dismissed.reason", reason),
        cell("dismissed.by", who),
        cell("dismissed.on", date),
        el("td", null, el("button", { type: "button", class: "small", "aria-label": cg.t("dismiss.back") + cg.t("colon") + cg.say(gap.subject), on: { click: () => { takeBack(gap); cg.byId("gaps-title").focus(); } } }, cg.t("dismiss.back"))),
      );
    };
    const heads = ["gaps.subject", "gap", "dismissed.reason", "dismissed.by", "dismissed.on"];
    return el(
      "section",
      { class: "dismissed", "aria-labelledby": "dismissed-title" },
      el("h3", { id: "dismissed-title" }, cg.t("dismissed.title", { n: gaps.length })),
      el("p", { class: "hint" }, cg.t("dismissed.hint")),
      cg.gapNotices.length
        ? [el("h4", null, cg.t("dismissed.notices")), el("ul", null, cg.gapNotices.map((notice) => el("li", null, cg.say(notice))))]
        : null,
      gaps.length
        ? el(
            "div",
            { class: "scroll" },
            el(
              "table",
              { class: "gaps" },
              el("caption", { class: "unseen" }, cg.t("dismissed.title", { n: gaps.length })),
              el("thead", null, el("tr", null, heads.map((key) => el("th", { scope: "col" }, cg.t(key))), el("th", { scope: "col" }, el("span", { class: "unseen" }, cg.t("dismiss.back"))))),
              el("tbody", null, gaps.map(row)),
            ),
          )
        : null,
      el("p", { class: "both" }, el("button", { type: "button", id: "save-dismissed", disabled: !cg.state.dismissed.size && !unsaved, on: { click: save } }, cg.t("dismissed.save"))),
    );
  };

  cg.shows.push((changed) => {
    const bar = cg.byId("picked");
    if (!bar) return;
    if (changed.has("lang")) {
      bar.remove();
      cg.showPicked();
    }
    cg.byId("picked").hidden = cg.state.view !== "gaps";
  });

  // Nothing is kept but in the file: a page that is closed before it is saved asks first.
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
})();
