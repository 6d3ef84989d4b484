"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const byId = new Map(data.accounts.map((account, at) => [account.id, at]));
  const pane = $("pane");
  const KEPT = new Set(["headline", "standfirst", "byline", "dateline", "date", "outlet", "agency", "body", "subhead", "caption", "credit"]);
  const BASIS = { stated: "stated on the page", inferred: "inferred, not stated", unknown: "" };
  const FOLD = 400; // characters of boilerplate in a row that are folded away
  let opener = null;
  let lit = [];
  let shown = null;

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

  const block = (account, [start, end, role], layers) => {
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

  const text = (account, layers, into) => {
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
        const node = block(account, item, layers);
        if (node) home.append(node);
      }
      run = [];
    };
    for (const item of account.blocks) {
      if (!KEPT.has(item[2])) { run.push(item); continue; }
      flush();
      const node = block(account, item, layers);
      if (node) into.append(node);
    }
    flush();
  };

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

  // Opens an account; `refs` are the pieces of evidence of one line, `at` the one to show.
  const show = (account, refs, at, span) => {
    const layers = [];
    for (const [start, end] of account.dates) layers.push({ start, end, name: "pubdate", title: "The publication date: " + account.published + ", " + BASIS[account.basis] });
    for (const date of account.rejected) for (const [start, end] of date.spans) layers.push({ start, end, name: "struck", title: date.reason });
    for (const ref of refs) {
      const [owner, start, end] = data.evidence[ref];
      if (data.accounts[owner] === account && ref !== at) layers.push({ start, end, name: "also" });
    }
    if (span) layers.push({ start: span[0], end: span[1], name: "hit" });
    shown = { account, span };

    const title = $("pane-title");
    title.className = "k" + account.colour;
    title.replaceChildren(make("b", "", account.key), " ", make("bdi", "", account.name));
    title.hidden = false;
    $("pane-kicker").hidden = true;
    facts(account);
    const also = $("pane-also");
    also.replaceChildren();
    if (refs.length > 1) {
      const times = new Map();
      for (const ref of refs) {
        const other = data.accounts[data.evidence[ref][0]];
        const nth = (times.get(other) || 0) + 1;
        times.set(other, nth);
        const chip = make("button", "chip k" + other.colour + (ref === at ? " on" : ""));
        chip.type = "button";
        chip.append(make("b", "", other.key), make("bdi", "", other.short + (nth > 1 ? ` (${nth})` : "")));
        if (ref === at) chip.setAttribute("aria-current", "true");
        chip.addEventListener("click", () => openRefs(refs, ref, null));
        also.append(chip);
      }
    }
    const body = $("pane-text");
    body.replaceChildren();
    text(account, layers, body);
    if (account.language) body.lang = account.language; else body.removeAttribute("lang");
    const where = $("pane-where");
    where.textContent = span ? `Characters ${span[0]}–${span[1]} of accounts/${account.id}.txt` : `accounts/${account.id}.txt`;
    if (account.left) where.textContent += `. ${account.left.toLocaleString("en")} more characters are in the file.`;

    $("pane-home").hidden = true;
    $("pane-view").hidden = false;
    $("pane-close").hidden = false;
    $("pane-copy").hidden = !span;
    $("pane-copy").textContent = "Copy";
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
    $("pane-copy").hidden = true;
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

  const fromAddress = () => {
    const found = /^#account\/([^/]+)(?:\/(\d+)-(\d+))?$/.exec(location.hash);
    if (!found) return;
    let id;
    try { id = decodeURIComponent(found[1]); } catch { return; }
    if (!byId.has(id)) return;
    const account = data.accounts[byId.get(id)];
    const span = found[2] ? [Number(found[2]), Number(found[3])] : null;
    show(account, [], -1, span && span[0] < span[1] && unit(account, span[1]) <= account.text.length ? span : null);
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
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  $("pane-close").addEventListener("click", close);
  $("pane-copy").addEventListener("click", async () => {
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
  });

  const links = [...document.querySelectorAll("nav a")].map((a) => [a, $(a.getAttribute("href").slice(1))]);
  let asked = false;
  const whereabouts = () => {
    asked = false;
    const passed = links.filter(([, heading]) => heading.getBoundingClientRect().top < innerHeight * 0.3);
    const now = passed.length ? passed[passed.length - 1][0] : links[0][0];
    for (const [link] of links) {
      if (link === now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    const bar = now.parentElement;
    bar.scrollLeft = now.offsetLeft - bar.offsetLeft - (bar.clientWidth - now.offsetWidth) / 2;
  };
  addEventListener("scroll", () => { if (!asked) { asked = true; requestAnimationFrame(whereabouts); } }, { passive: true });
  whereabouts();

  // Where a drawing is wider than the screen, begin at the story's own days.
  for (const figure of document.querySelectorAll("figure.scroll")) {
    const core = figure.querySelector(".core");
    if (core) figure.scrollLeft = core.getBoundingClientRect().left - figure.getBoundingClientRect().left - figure.clientWidth / 2;
  }

  addEventListener("beforeprint", () => { for (const node of document.querySelectorAll("main details")) node.open = true; });
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
