// The groups as text: the choice of how to group, and a table that says all that the drawing shows.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model, el } = cg;
  const PAGE = 100;

  let stop = () => {};
  function choose(grouping) {
    stop();
    stop = cg.inSlices(cg.prepareGroups(grouping), () => chosen(grouping));
  }
  function chosen(grouping) {
    cg.set({ grouping: grouping || null, unfolded: [], group: null });
    const { groups } = grouping ? cg.groups() : { groups: [] };
    cg.announce(grouping ? cg.t("group.made", { n: groups.length, by: cg.t("group." + grouping) }) : cg.t("group.off"));
  }

  function select(id) {
    const box = el(
      "select",
      { id, on: { change: () => choose(box.value) } },
      el("option", { value: "" }, cg.t("group.no")),
      cg.groupings.map((one) => el("option", { value: one }, cg.t("group." + one))),
    );
    box.value = cg.state.grouping || "";
    return box;
  }

  function members(group) {
    const rest = [...group.nodes].sort((a, b) => b.weight - a.weight || a.index - b.index);
    const list = el("ul", { class: "entities" });
    const more = el("button", { type: "button", class: "more" });
    const grow = () => {
      list.append(...rest.splice(0, PAGE).map((node) => el("li", null, cg.nodeButton(node))));
      more.hidden = !rest.length;
      more.textContent = cg.t("neighbours.more", { n: Math.min(PAGE, rest.length) });
    };
    more.addEventListener("click", grow);
    grow();
    return el("tr", null, el("td", { colspan: 5 }, list, more));
  }

  function row(group, most) {
    const { grouping, unfolded } = cg.state;
    const open = unfolded.includes(group.key);
    const name = cg.groupName(grouping, group.key);
    const turn = el(
      "button",
      {
        type: "button", class: "small", "aria-expanded": String(open), "aria-label": cg.t(open ? "group.close.one" : "group.open.one", { label: name }),
        on: { click: () => turned(group.key) },
      },
      cg.t(open ? "near.close" : "near.open"),
    );
    turn.dataset.group = group.key;
    return [
      el(
        "tr",
        null,
        el("th", { scope: "row" }, name),
        el("td", { class: "number" }, String(group.nodes.length)),
        el("td", { class: "number" }, String(group.inside)),
        el("td", { class: "number" }, String(group.outside)),
        el("td", null, most ? `${cg.groupName(grouping, most[0].key)} (${most[1]})` : "", " ", turn),
      ),
      open ? members(group) : null,
    ];
  }

  function turned(key) {
    cg.turnGroup(key);
    cg.afterShow(() => focusOn(key));
  }
  function focusOn(key) {
    const button = [...document.querySelectorAll("#groups-body button[data-group]")].find(({ dataset }) => dataset.group === key);
    if (button) button.focus();
  }

  function show() {
    const { grouping } = cg.state;
    const focused = document.activeElement && document.activeElement.id;
    const label = el("p", { class: "facet" }, el("label", { for: "grouping-here" }, cg.t("group")), select("grouping-here"));
    if (!grouping) {
      cg.fill(cg.byId("groups-body"), label, el("p", null, cg.t("group.choose")));
    } else {
      const { groups, lines } = cg.groups();
      const most = new Map();
      for (const { a, b, count } of lines) {
        for (const [one, other] of [[a, b], [b, a]]) if (!most.has(one) || most.get(one)[1] < count) most.set(one, [other, count]);
      }
      cg.fill(
        cg.byId("groups-body"),
        label,
        el("p", { class: "hint" }, cg.t("group.hint." + grouping)),
        el(
          "div",
          { class: "scroll" },
          el(
            "table",
            null,
            el("caption", { class: "unseen" }, cg.t("groups.title")),
            el("thead", null, el("tr", null, ["group.name", "group.entities", "group.inside", "group.outside", "group.most"].map((key) => el("th", { scope: "col" }, cg.t(key))))),
            el("tbody", null, groups.map((group) => row(group, most.get(group)))),
          ),
        ),
      );
    }
    if (focused === "grouping-here") cg.byId("grouping-here").focus();
  }

  cg.starts.push(() => {
    const box = cg.byId("grouping");
    box.addEventListener("change", () => choose(box.value));
  });
  cg.shows.push((changed) => {
    const box = cg.byId("grouping");
    if (changed.has("lang") || changed.has("grouping")) {
      cg.fill(box, el("option", { value: "" }, cg.t("group.no")), cg.groupings.map((one) => el("option", { value: one }, cg.t("group." + one))));
      box.value = cg.state.grouping || "";
    }
  });
  cg.addView({ id: "groups", keys: ["grouping", "unfolded"], show });
})();
