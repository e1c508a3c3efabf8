// Groups of entities by kind, site, country, theme or community: one mark for each, opened on demand,
// so that a picture never holds many more than a thousand marks.
(function () {
  "use strict";
  const cg = window.coopgraph;
  const { model } = cg;
  /** So many marks are drawn at once; of more, the most linked. */
  cg.most = 1200;
  const GROUPS = 300;
  const GOLDEN = Math.PI * (3 - Math.sqrt(5));

  const same = (pair) => pair[0] + "\u0000" + pair[1];
  const named = (pair) => (pair && pair[0] ? same(pair) : "");
  const community = cg.data.landscape.community;
  const KEYS = {
    kind: (node) => model.nodeKinds[node.kind].id,
    // An urban area has the key of its largest town.
    site: (node) => (node.spot === null ? "" : named(model.places[cg.siteOf(node.spot)][0])),
    country: (node) => named(node.countries[0]),
    theme: (node) => named(node.themes[0]),
    community: (node) => (community[node.index] < 0 ? "" : String(community[node.index])),
  };
  cg.groupings = Object.keys(KEYS);

  /** For each way of grouping the group of every entity, worked out when first asked for. */
  const keys = {};
  for (const id of cg.groupings) cg.lazily(keys, id, () => model.nodes.map(KEYS[id]));
  const areas = {};
  cg.lazily(areas, "site", () => new Map(model.places.map((names, place) => [named(names[0]), cg.siteOf(place)]).filter(([key, site]) => key === named(model.places[site][0]))));
  const heads = {};
  cg.lazily(heads, "community", () => {
    const found = new Map();
    for (const node of model.byLinks) {
      const key = keys.community[node.index];
      if (key && !found.has(key)) found.set(key, node);
    }
    return found;
  });
  /** The name of a group in the language of the page; a community is named by its most linked entity. */
  cg.groupName = function (grouping, key) {
    if (key === "") return cg.t("group.none." + grouping);
    if (grouping === "kind") return cg.kindName(model.nodeKinds.find(({ id }) => id === key));
    if (grouping === "community") return cg.t("group.around", { label: cg.drawn(heads.community.get(key)) });
    if (grouping === "site") return cg.siteName(areas.site.get(key));
    return cg.say(key.split("\u0000"));
  };
  /** What stands for a group in the address. */
  const written = (grouping, key) => (grouping === "community" && key ? heads.community.get(key).id : key.split("\u0000")[0]);

  const entities = model.nodes.filter((node) => node.unit === null);
  const withPlace = entities.filter((node) => node.place.length).length;
  const large = entities.length > cg.most;
  const first = !large ? null : 2 * withPlace > entities.length ? "site" : "kind";
  cg.state.grouping = first;
  /** Keys of the groups that are opened. */
  cg.state.unfolded = [];
  /** The group that the keyboard has reached in the drawing. */
  cg.state.group = null;

  /** Groups of what is shown, the largest first, with links inside and between them. */
  let known = null;
  cg.groups = function (grouping = cg.state.grouping) {
    const shown = cg.shown();
    if (known && known.shown === shown && known.grouping === grouping) return known;
    const found = new Map();
    const of = keys[grouping];
    for (const node of model.nodes) {
      if (!shown.nodes[node.index]) continue;
      const key = of[node.index];
      if (!found.has(key)) found.set(key, { key, nodes: [], inside: 0, outside: 0 });
      found.get(key).nodes.push(node);
    }
    const between = new Map();
    for (const link of model.links) {
      if (!shown.links[link.index]) continue;
      const [a, b] = [found.get(of[link.tail]), found.get(of[link.head])];
      if (a === b) {
        a.inside += 1;
        continue;
      }
      a.outside += 1;
      b.outside += 1;
      if (!between.has(a)) between.set(a, new Map());
      if (!between.has(b)) between.set(b, new Map());
      const [one, other] = between.get(b).has(a) ? [b, a] : [a, b];
      between.get(one).set(other, (between.get(one).get(other) || 0) + 1);
    }
    const groups = [...found.values()].sort((a, b) => b.nodes.length - a.nodes.length || (a.key < b.key ? -1 : 1));
    const lines = [...between].flatMap(([a, row]) => [...row].map(([b, count]) => ({ a, b, count })));
    known = { shown, grouping, groups, lines };
    return known;
  };

  /** Places for circles of some radii around the middle, none over another; the first stands there. */
  let placed = { of: "", at: [] };
  function packed(radii) {
    const of = radii.join();
    if (placed.of === of) return placed.at;
    const at = [];
    let from = 0;
    const steps = [];
    // Where not even the smallest circle has room any more; most places soon are such.
    const least = Math.min(...radii);
    const full = [];
    for (const radius of radii) {
      for (let step = from; ; step += 1) {
        if (full[step]) continue;
        if (!steps[step]) {
          const far = 9 * Math.sqrt(step);
          steps[step] = { x: 1.3 * far * Math.cos(step * GOLDEN), y: far * Math.sin(step * GOLDEN) };
        }
        const { x, y } = steps[step];
        // Those placed last stand where there still is room: they are met first.
        const taken = at.findLast((one) => (one.x - x) ** 2 + (one.y - y) ** 2 <= (one.radius + radius) ** 2);
        if (taken) full[step] = (taken.x - x) ** 2 + (taken.y - y) ** 2 <= (taken.radius + least) ** 2;
        else {
          at.push({ x, y, radius });
          // The middle is full by now.
          from = Math.floor(step / 3);
          break;
        }
      }
    }
    placed = { of, at };
    return at;
  }
  /** The size of marks by number of entities; what belongs to no group, often most, is no larger than the largest. */
  function sizes(groups) {
    const of = ({ nodes: own }) => Math.round(10 + 5 * Math.sqrt(own.length));
    const largest = Math.max(0, ...groups.filter(({ key }) => key !== "").map(of));
    return (group) => (group.key === "" && largest ? Math.min(largest, of(group)) : of(group));
  }
  const ROOM = 26;
  /** The largest in the middle; what belongs to no group comes last. */
  const asPacked = (groups) => [...groups.filter(({ key }) => key !== ""), ...groups.filter(({ key }) => key === "")];
  /** Work out what a grouping needs, with pauses, before it is chosen. */
  cg.prepareGroups = function* (grouping) {
    if (!grouping) return;
    const { groups } = cg.groups(grouping);
    yield;
    if (grouping === "community") heads.community.size;
    yield;
    if (grouping !== "site") {
      const marks = groups.slice(0, GROUPS);
      const size = sizes(marks);
      packed(asPacked(marks).map((group) => size(group) + ROOM));
    }
    yield;
  };
  const whole = ({ x, y }) => ({ x: Math.round(x), y: Math.round(y) });
  const byLinks = (a, b) => b.weight - a.weight || a.index - b.index;

  /** What must be in the picture: what is chosen, and the ends of what is chosen. */
  function wanted() {
    const { node, link, gap } = cg.state;
    const must = new Set(node ? [node.index] : link ? [link.tail, link.head] : cg.pathEnds());
    if (gap && !node && !link) for (const index of gap.nodes) must.add(index);
    return must;
  }

  /**
   * What is drawn of what is shown: entities and links one by one, and groups with their lines. Small
   * pictures without groups are just what is shown.
   */
  cg.picture = function () {
    const shown = cg.shown();
    const { grouping, centre, unfolded } = cg.state;
    if (grouping && !centre) return grouped(shown, grouping, new Set(unfolded));
    if (shown.nodeCount <= cg.most) return { ...shown, groups: [], lines: [], at: null, left: 0 };
    const nodes = new Uint8Array(model.nodes.length);
    let free = cg.most;
    const add = (index) => {
      if (!shown.nodes[index] || nodes[index] || free <= 0) return;
      nodes[index] = 1;
      free -= 1;
    };
    if (centre) add(centre.index);
    for (const index of wanted()) add(index);
    if (centre) for (const [index] of shown.levels) add(index);
    addNeighbours(add);
    for (const node of model.byLinks) add(node.index);
    return { ...shown, nodes, links: linksAmong(nodes, shown), groups: [], lines: [], at: null, left: shown.nodeCount - cg.most };
  };
  function addNeighbours(add) {
    const { node } = cg.state;
    if (!node) return;
    for (const one of node.links.map((link) => cg.other(link, node)).sort(byLinks)) add(one.index);
  }
  function linksAmong(nodes, shown) {
    const links = new Uint8Array(model.links.length);
    for (const link of model.links) if (nodes[link.tail] && nodes[link.head] && shown.links[link.index]) links[link.index] = 1;
    return links;
  }

  function grouped(shown, grouping, open) {
    const { groups: all, lines } = cg.groups();
    const marks = all.slice(0, GROUPS);
    const size = sizes(marks);
    const nodes = new Uint8Array(model.nodes.length);
    const must = wanted();
    const opened = marks.filter(({ key }) => open.has(key));
    const share = Math.floor((cg.most - marks.length) / Math.max(1, opened.length));
    const members = new Map(
      opened.map((group) => {
        const own = [...group.nodes].sort((a, b) => must.has(b.index) - must.has(a.index) || byLinks(a, b)).slice(0, share);
        for (const node of own) nodes[node.index] = 1;
        return [group, own];
      }),
    );
    // What is chosen stands in the picture even where its group is closed.
    const loose = [...must].filter((index) => shown.nodes[index] && !nodes[index]).slice(0, 40);
    for (const index of loose) nodes[index] = 1;
    const at = new Map();
    const places = [];
    if (grouping === "site") {
      // Sites stand where they stand on the map, and so do their entities.
      for (const group of marks) {
        const sum = group.nodes.reduce(([x, y], { index }) => [x + cg.original(index).x, y + cg.original(index).y], [0, 0]);
        places.push({ x: sum[0] / group.nodes.length, y: sum[1] / group.nodes.length });
      }
      for (const own of members.values()) for (const { index } of own) at.set(index, cg.original(index));
    } else {
      const radius = (group) => (members.has(group) ? 60 + 25 * Math.sqrt(members.get(group).length) : size(group)) + ROOM;
      const order = asPacked(marks);
      const found = new Map(packed(order.map(radius)).map((place, i) => [order[i], place]));
      places.push(...marks.map((group) => found.get(group)));
      for (const [group, own] of members) {
        const middle = places[marks.indexOf(group)];
        own.forEach(({ index }, i) => {
          const far = 24 * Math.sqrt(i + 3);
          at.set(index, whole({ x: middle.x + far * Math.cos(i * GOLDEN), y: middle.y + far * Math.sin(i * GOLDEN) }));
        });
      }
    }
    const number = new Map(marks.map((group, i) => [group, i]));
    const of = keys[grouping];
    for (const index of loose) {
      const i = marks.findIndex(({ key }) => key === of[index]);
      at.set(index, grouping === "site" || i < 0 ? cg.original(index) : whole({ x: places[i].x + size(marks[i]) + 16, y: places[i].y }));
    }
    return {
      ...shown,
      nodes,
      links: linksAmong(nodes, shown),
      at,
      left: 0,
      groups: marks.map((group, i) => {
        const unfolded = members.has(group);
        const kind = grouping === "kind" ? model.nodeKinds.find(({ id }) => id === group.key) : null;
        return {
          ...group,
          ...whole(places[i]),
          open: unfolded,
          drawn: unfolded ? members.get(group).length : 0,
          size: unfolded ? 9 : size(group),
          shape: kind ? kind.shape : "dot",
          colour: kind ? kind.colour : null,
        };
      }),
      lines: lines
        .filter(({ a, b }) => number.has(a) && number.has(b))
        .sort((one, other) => other.count - one.count)
        .slice(0, 1000)
        .map(({ a, b, count }) => ({ a: number.get(a), b: number.get(b), count, width: Math.round(10 * (1 + Math.log2(count))) / 10 })),
    };
  }

  /** Open a group, or close it again. */
  cg.turnGroup = function (key) {
    const { unfolded, grouping } = cg.state;
    const open = !unfolded.includes(key);
    cg.set({ unfolded: open ? [...unfolded, key] : unfolded.filter((one) => one !== key), group: key });
    const group = cg.groups().groups.find((one) => one.key === key);
    cg.announce(cg.t(open ? "group.opened" : "group.closed", { label: cg.groupName(grouping, key), n: group ? group.nodes.length : 0 }));
  };

  cg.addAddress({
    write(parts, { grouping, unfolded }) {
      if (grouping !== first) parts.set("group", grouping || "none");
      if (grouping) for (const key of unfolded) parts.append("open", written(grouping, key));
    },
    read(parts) {
      const asked = parts.get("group");
      const grouping = asked === "none" ? null : cg.groupings.includes(asked) ? asked : first;
      const open = parts.getAll("open");
      const all = grouping && open.length ? [...new Set(keys[grouping])] : [];
      const unfolded = open.map((text) => all.find((key) => written(grouping, key) === text)).filter((key) => key !== undefined);
      const now = cg.state.unfolded;
      const kept = unfolded.length === now.length && unfolded.every((key, i) => key === now[i]);
      return { grouping, unfolded: kept ? now : unfolded, group: null };
    },
  });
})();
