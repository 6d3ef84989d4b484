// The accounts' texts: code points, and a text as paragraphs with some of its stretches marked.
const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const byId = new Map(data.accounts.map((account, at) => [account.id, at]));
const KEPT = new Set(["headline", "standfirst", "byline", "dateline", "date", "outlet", "agency", "body", "subhead", "caption", "credit"]);
const FOLD = 400; // characters of boilerplate in a row that are folded away

const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

// Evidence counts code points; JavaScript counts UTF-16 units. `astral` lists the code points that take two.
const unit = (account, point) => {
  const list = account.astral;
  let low = 0, high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < point) low = middle + 1; else high = middle;
  }
  return point + low;
};
const slice = (account, start, end) => account.text.slice(unit(account, start), unit(account, end));

// The pieces of [start, end) between all edges of the layers, each with the classes of the layers that cover it.
const paint = (account, start, end, layers, into) => {
  const edges = new Set([start, end]);
  const near = layers.filter((layer) => layer.start < end && layer.end > start);
  for (const layer of near) {
    edges.add(Math.max(start, layer.start));
    edges.add(Math.min(end, layer.end));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  for (let i = 0; i + 1 < cuts.length; i++) {
    const over = near.filter((layer) => layer.start <= cuts[i] && layer.end >= cuts[i + 1]);
    const words = slice(account, cuts[i], cuts[i + 1]);
    if (!over.length) { into.append(words); continue; }
    const names = new Set(over.map((layer) => layer.name));
    if (names.has("hit")) names.delete("also");
    const piece = make(names.has("hit") || names.has("also") ? "mark" : names.has("struck") ? "s" : "span", [...names].join(" "), words);
    const told = over.find((layer) => layer.title);
    if (told) piece.title = told.title;
    into.append(piece);
  }
};

const covered = (layers, start, end) => layers.some((layer) => (layer.name === "hit" || layer.name === "also") && layer.start < end && layer.end > start);

const paragraph = (account, [start, end, role], layers) => {
  const words = slice(account, start, end);
  const lead = Array.from(words.match(/^\s*/)[0]).length;
  const tail = words.trim() ? Array.from(words.match(/\s*$/)[0]).length : 0;
  // White space at a block's edges is shown only where it is evidence.
  const from = covered(layers, start, start + lead) ? start : start + lead;
  const to = covered(layers, end - tail, end) ? end : end - tail;
  if (to <= from) return null;
  const node = make("p", "b " + (KEPT.has(role) ? role : "off"));
  node.dir = "auto";
  paint(account, from, to, layers, node);
  return node;
};

const whole = (account, layers, into) => {
  let run = [];
  const flush = () => {
    if (!run.length) return;
    const start = run[0][0], end = run[run.length - 1][1];
    let home = into;
    if (end - start > FOLD && !covered(layers, start, end)) {
      home = make("details");
      const kinds = [...new Set(run.map((item) => item[2].replace("-", " ")))].slice(0, 4).join(", ");
      home.append(make("summary", "", `${kinds}: ${(end - start).toLocaleString("en")} characters`));
      into.append(home);
    }
    for (const item of run) {
      const node = paragraph(account, item, layers);
      if (node) home.append(node);
    }
    run = [];
  };
  for (const item of account.blocks) {
    if (!KEPT.has(item[2])) { run.push(item); continue; }
    flush();
    const node = paragraph(account, item, layers);
    if (node) into.append(node);
  }
  flush();
};

