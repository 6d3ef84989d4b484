// The pane: an account opened at the words that a line rests on.
const BASIS = { stated: "stated on the page", inferred: "inferred, not stated", unknown: "" };
const pane = $("pane");
let opener = null;
let lit = [];
let shown = null;

const facts = (account) => {
  const box = $("pane-facts");
  box.replaceChildren();
  const line = (...parts) => { const p = make("p"); p.append(...parts); box.append(p); };
  if (account.published) line(make("b", "", account.published), ", " + BASIS[account.basis]);
  else line("Publication date not known");
  for (const date of account.rejected) line("Not ", make("s", "", date.value), ": " + date.reason);
  if (account.credits.length) line(account.credits.join(" · "));
};

const light = (on) => {
  for (const node of lit) { node.classList.remove("on"); node.removeAttribute("aria-current"); }
  lit = on;
  for (const node of lit) { node.classList.add("on"); node.setAttribute("aria-current", "true"); }
};

const address = (account, span) => "#account/" + encodeURIComponent(account.id) + (span ? `/${span[0]}-${span[1]}` : "");

// One button for every piece of evidence of the line, so that each account that says it can be read.
const others = (refs, at) => {
  const box = $("pane-also");
  box.replaceChildren();
  if (refs.length < 2) return;
  const times = new Map();
  for (const ref of refs) {
    const other = data.accounts[data.evidence[ref][0]];
    const nth = (times.get(other) || 0) + 1;
    times.set(other, nth);
    const chip = make("button", "chip k" + other.colour + (ref === at ? " on" : ""));
    chip.type = "button";
    chip.append(make("b", "", other.key), make("bdi", "", other.short + (nth > 1 ? ` (${nth})` : "")));
    chip.title = other.name;
    if (ref === at) chip.setAttribute("aria-current", "true");
    chip.addEventListener("click", () => openRefs(refs, ref, null));
    box.append(chip);
  }
};

const layersOf = (account, refs, at, span) => {
  const layers = [];
  for (const [start, end] of account.dates) layers.push({ start, end, name: "pubdate", title: `The publication date: ${account.published}, ${BASIS[account.basis]}` });
  for (const date of account.rejected) for (const [start, end] of date.spans) layers.push({ start, end, name: "struck", title: date.reason });
  for (const ref of refs) {
    const [owner, start, end] = data.evidence[ref];
    if (data.accounts[owner] === account && ref !== at) layers.push({ start, end, name: "also" });
  }
  if (span) layers.push({ start: span[0], end: span[1], name: "hit" });
  return layers;
};

// Opens an account; `refs` are the pieces of evidence of one line, `at` the one to show.
const show = (account, refs, at, span) => {
  shown = { account, span };
  const title = $("pane-title");
  title.className = "k" + account.colour;
  title.replaceChildren(make("b", "", account.key), " ", make("bdi", "", account.name));
  title.hidden = false;
  $("pane-kicker").hidden = true;
  facts(account);
  others(refs, at);
  const body = $("pane-text");
  body.replaceChildren();
  whole(account, layersOf(account, refs, at, span), body);
  if (account.language) body.lang = account.language; else body.removeAttribute("lang");
  const where = $("pane-where");
  where.textContent = span ? `Characters ${span[0]}–${span[1]} of accounts/${account.id}.txt` : `accounts/${account.id}.txt`;
  if (account.left) where.textContent += `. ${account.left.toLocaleString("en")} more characters are in the file.`;

  $("pane-home").hidden = true;
  $("pane-view").hidden = false;
  $("pane-close").hidden = false;
  $("pane-copy").hidden = !span;
  $("pane-copy").textContent = "Copy the words";
  document.body.classList.add("reading");
  history.replaceState(null, "", address(account, span));
  const hit = body.querySelector("mark.hit");
  pane.scrollTop = 0;
  if (hit) pane.scrollTop = hit.getBoundingClientRect().top - pane.getBoundingClientRect().top - Math.min(pane.clientHeight * 0.4, 260);
  title.focus({ preventScroll: true });
  $("live").textContent = span ? `${account.name}: ${slice(account, span[0], span[1])}` : account.name;
};

const openRefs = (refs, at, from) => {
  const [owner, start, end] = data.evidence[at];
  if (from) opener = from;
  show(data.accounts[owner], refs, at, [start, end]);
};

const close = () => {
  if ($("pane-view").hidden) return;
  $("pane-view").hidden = true;
  $("pane-home").hidden = false;
  $("pane-close").hidden = true;
  $("pane-kicker").hidden = false;
  $("pane-title").hidden = true;
  $("live").textContent = "";
  pane.scrollTop = 0;
  document.body.classList.remove("reading");
  history.replaceState(null, "", location.pathname + location.search);
  light([]);
  shown = null;
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
  opener = null;
};

const accountOf = (encoded) => {
  let id;
  try { id = decodeURIComponent(encoded); } catch { return null; }
  return byId.has(id) ? data.accounts[byId.get(id)] : null;
};

const showAddress = () => {
  const found = /^#account\/([^/]+)(?:\/(\d+)-(\d+))?$/.exec(location.hash);
  const account = found && accountOf(found[1]);
  if (!account) return;
  const span = found[2] ? [Number(found[2]), Number(found[3])] : null;
  show(account, [], -1, span && span[0] < span[1] && unit(account, span[1]) <= account.text.length ? span : null);
};

const copy = async () => {
  if (!shown || !shown.span) return;
  const { account, span } = shown;
  const quote = slice(account, span[0], span[1]).replace(/\s+/g, " ");
  const source = [account.name, account.published, account.url].filter(Boolean).join(", ");
  try {
    await navigator.clipboard.writeText(`“${quote}” (${source})`);
    $("pane-copy").textContent = "Copied";
  } catch {
    const marks = $("pane-text").querySelectorAll("mark.hit");
    getSelection().setBaseAndExtent(marks[0], 0, marks[marks.length - 1], 1);
    $("pane-copy").textContent = "Selected";
  }
};

document.addEventListener("click", (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const anchor = event.target.closest("a[data-ev],a[data-account]");
  if (!anchor) return;
  event.preventDefault();
  light([anchor]);
  opener = anchor;
  if (anchor.hasAttribute("data-ev")) {
    const refs = anchor.getAttribute("data-ev").split(" ").map(Number);
    const at = anchor.hasAttribute("data-at") ? Number(anchor.getAttribute("data-at")) : refs[0];
    openRefs(refs, at, anchor);
  } else {
    show(data.accounts[byId.get(anchor.getAttribute("data-account"))], [], -1, null);
  }
  if (getComputedStyle(pane).position === "fixed") {
    // The sheet covers the lower part of a small screen: keep the line that was touched above it.
    const box = anchor.getBoundingClientRect(), free = innerHeight - pane.clientHeight;
    if (box.bottom > free - 12 || box.top < 60) scrollBy({ top: box.top - Math.max(64, free / 3) });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) close();
});
$("pane-close").addEventListener("click", close);
$("pane-copy").addEventListener("click", copy);

