// Two accounts side by side, in a window of their own over the report.
const dialog = $("compare");
const KINDS = { same: "in both, word for word", changed: "in both, changed", only: "in one only" };

const side = (account, sentences, places, runs, kind) => {
  const cell = make("div", "k" + account.colour);
  if (!places.length) { cell.className = "absent"; return cell; }
  cell.append(make("b", "key", account.key));
  const paragraph = (role) => {
    const p = make("p", role);
    p.dir = "auto";
    if (account.language) p.lang = account.language;
    cell.append(p);
    return p;
  };
  if (kind !== "changed") {
    for (const at of places) paragraph(sentences[at].role).textContent = sentences[at].text;
    return cell;
  }
  const p = paragraph(sentences[places[0]].role);
  for (const [words, differs] of runs) {
    const inner = words.trimEnd();
    if (differs) p.append(make("em", "differs", inner), words.slice(inner.length)); else p.append(words);
  }
  return cell;
};

const headOf = (account) => {
  const cell = make("div", "k" + account.colour);
  const open = make("a", "e");
  open.append(make("bdi", "", account.name));
  open.href = address(account, null);
  open.dataset.account = account.id;
  open.addEventListener("click", () => dialog.close());
  cell.append(make("b", "key", account.key), open);
  if (account.published) cell.append(make("span", "who", " · " + account.published));
  return cell;
};

const percent = (share) => Math.round(100 * share) + "%";

const count = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;

const compare = (one, other) => {
  const a = data.accounts[one], b = data.accounts[other];
  $("compare-a").value = String(one);
  $("compare-b").value = String(other);
  const { left, right, rows } = align(a, b);
  const home = $("compare-rows");
  home.replaceChildren();
  const head = make("div", "row heads");
  head.append(headOf(a), headOf(b));
  home.append(head);
  for (const row of rows) {
    const node = make("div", "row " + row.kind + (row.moved ? " moved" : ""));
    const words = (sentences, places) => places.map((at) => sentences[at].text).join(" ");
    const runs = row.kind === "changed" ? differences(words(left, row.a), words(right, row.b)) : [[], []];
    node.append(make("span", "sr", KINDS[row.kind] + ": "));
    node.append(side(a, left, row.a, runs[0], row.kind), side(b, right, row.b, runs[1], row.kind));
    if (row.moved) node.append(make("p", "note", `stands earlier in ${b.key}`));
    home.append(node);
  }
  const many = (kind) => rows.filter((row) => row.kind === kind).length;
  const only = (key) => rows.reduce((sum, row) => sum + (row.kind === "only" ? row[key].length : 0), 0);
  const parts = [
    `${count(many("same"), "sentence")} word for word`, `${many("changed")} changed`,
    `${only("a")} only in ${a.key}`, `${only("b")} only in ${b.key}`,
  ];
  const relation = data.relations.find((r) => (r.a === one && r.b === other) || (r.a === other && r.b === one));
  if (relation) {
    const [ab, ba] = relation.a === one ? relation.shares : [relation.shares[1], relation.shares[0]];
    parts.push(`${percent(ab)} of ${a.key}’s words are in ${b.key}, ${percent(ba)} of ${b.key}’s in ${a.key}`);
  }
  $("compare-sum").textContent = one === other ? "This is one account." : parts.join(" · ");
  history.replaceState(null, "", `#compare/${encodeURIComponent(a.id)}/${encodeURIComponent(b.id)}`);
  if (!dialog.open) { dialog.showModal(); $("compare-title").focus(); }
  dialog.scrollTop = 0;
};

// The account to set beside another: the one it shares most text with, else the next one.
const partner = (place) => {
  let best = -1, most = 0;
  for (const { a, b, shares } of data.relations) {
    if ((a === place || b === place) && Math.max(...shares) > most) { most = Math.max(...shares); best = a === place ? b : a; }
  }
  return best >= 0 ? best : place ? 0 : 1;
};

const closest = () => {
  let best = [0, 1], most = 0;
  for (const { a, b, shares } of data.relations) if (Math.max(...shares) > most) { most = Math.max(...shares); best = [Math.min(a, b), Math.max(a, b)]; }
  return best;
};

const compareAddress = () => {
  const found = /^#compare\/([^/]+)\/([^/]+)$/.exec(location.hash);
  const pair = found && [accountOf(found[1]), accountOf(found[2])];
  if (dialog && pair && pair[0] && pair[1]) compare(byId.get(pair[0].id), byId.get(pair[1].id));
};

if (dialog) {
  const again = () => compare(Number($("compare-a").value), Number($("compare-b").value));
  $("compare-open").addEventListener("click", () => compare(...closest()));
  $("pane-compare").addEventListener("click", () => { const at = byId.get(shown.account.id); compare(at, partner(at)); });
  $("compare-a").addEventListener("change", again);
  $("compare-b").addEventListener("change", again);
  $("compare-swap").addEventListener("click", () => compare(Number($("compare-b").value), Number($("compare-a").value)));
  $("compare-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    $("compare-rows").replaceChildren();
    if (location.hash.startsWith("#compare/")) history.replaceState(null, "", shown ? address(shown.account, shown.span) : location.pathname + location.search);
  });
}

