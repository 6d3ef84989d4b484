// Filters over every line that carries data-kind: speaker, party, day, kind and words. Nothing leaves the page.
const FIELDS = ["say", "who", "day", "kind", "words"];
const FIELD_NAMES = { say: "Speaker", who: "Party", day: "Day", kind: "Kind", words: "Words" };
const OVERVIEWS = new Set(["play", "new"]); // sections that repeat lines of the others
const lines = [...document.querySelectorAll("main [data-kind]")];
const holders = [...document.querySelectorAll("main .speaker,main .lacking,main div.dispute,main details.rest,main .gantt,main .others,main .scroll")];
const opened = new Set(); // what a filter has opened, to be closed again with it

const has = (node, name, value) => (node.getAttribute("data-" + name) || "").split(" ").includes(value);
const fits = (node, wanted) => {
  if (wanted.say && !has(node, "say", wanted.say)) return false;
  if (wanted.who && !has(node, "who", wanted.who)) return false;
  if (wanted.kind && !has(node, "kind", wanted.kind)) return false;
  if (wanted.day) {
    const covers = (days) => { const [first, last = first] = days.split("/"); return first <= wanted.day && wanted.day <= last; };
    if (!(node.getAttribute("data-day") || "").split(" ").some((days) => days && covers(days))) return false;
  }
  return !wanted.words || node.textContent.toLowerCase().includes(wanted.words);
};

const wantedNow = () => Object.fromEntries(FIELDS.map((name) => [name, $("filter-" + name).value.trim().toLowerCase()]));

// A section without a line that fits goes, and its tab with it; the others say how many of their lines are left.
const tellSections = (any) => {
  for (const section of document.querySelectorAll("main > section")) {
    const own = [...section.querySelectorAll("[data-kind]")];
    const before = section.querySelector(":scope > .filtered");
    if (before) before.remove();
    const left = own.filter((node) => !node.hidden).length;
    section.hidden = any && (OVERVIEWS.has(section.getAttribute("aria-labelledby")) || (own.length > 0 && !left));
    const tab = document.querySelector(`#tabs a[href="#${section.getAttribute("aria-labelledby")}"]`);
    if (tab) tab.hidden = section.hidden;
    if (any && left) section.querySelector("h2").after(make("p", "filtered", `${left} of ${count(own.length, "line")}`));
  }
};

const filter = () => {
  const wanted = wantedNow();
  const any = FIELDS.some((name) => wanted[name]);
  for (const details of opened) details.open = false;
  opened.clear();
  let left = 0;
  for (const node of lines) {
    node.hidden = any && !fits(node, wanted);
    if (!node.hidden) left++;
  }
  for (const holder of holders) {
    const own = holder.querySelectorAll("[data-kind]");
    if (!own.length) continue;
    const fitting = [...own].filter((node) => !node.hidden).length;
    holder.hidden = any && !fitting;
    if (any && fitting && holder.tagName === "DETAILS" && !holder.open) { holder.open = true; opened.add(holder); }
  }
  document.body.classList.toggle("filtering", any);
  $("filter-count").textContent = any ? `${left} of ${count(lines.length, "line")}` : count(lines.length, "line");
  $("filter-clear").hidden = !any;
  tellSections(any);
  tellActive(wanted, any, left);
};

const tellActive = (wanted, any, left) => {
  const box = $("active");
  box.hidden = !any;
  box.replaceChildren();
  if (!any) return;
  box.append(left ? `${left} of ${count(lines.length, "line")}: ` : "No line fits: ");
  for (const name of FIELDS) {
    if (!wanted[name]) continue;
    const field = $("filter-" + name);
    const words = name === "words" ? `“${field.value.trim()}”` : field.selectedOptions[0].textContent.replace(/ \(\d+\)$/, "");
    const chip = make("button", "", `${words} ✕`);
    chip.type = "button";
    chip.setAttribute("aria-label", `Remove the filter ${FIELD_NAMES[name]}: ${words}`);
    chip.addEventListener("click", () => { field.value = ""; filter(); $("filter-open").focus(); });
    box.append(chip);
  }
};

const panel = $("filters");
const openFilters = (open) => {
  panel.hidden = !open;
  $("filter-open").setAttribute("aria-expanded", String(open));
  if (open) $("filter-say").focus();
};
$("filter-open").addEventListener("click", () => openFilters(panel.hidden));
$("filter-clear").addEventListener("click", () => { for (const name of FIELDS) $("filter-" + name).value = ""; filter(); $("filter-say").focus(); });
for (const name of FIELDS) $("filter-" + name).addEventListener(name === "words" ? "input" : "change", filter);
panel.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.stopPropagation();
  openFilters(false);
  $("filter-open").focus();
});
document.addEventListener("pointerdown", (event) => {
  if (!panel.hidden && !$("top").contains(event.target)) openFilters(false);
});
$("filter-count").textContent = count(lines.length, "line");
$("filter-clear").hidden = true;

