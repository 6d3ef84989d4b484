// Where the reader is: the section bar, addresses, folded parts, print.
$("tools").hidden = false;
document.documentElement.classList.add("js");
const tabs = [...document.querySelectorAll("#tabs a")].map((a) => [a, $(a.getAttribute("href").slice(1))]);
const whereButton = $("where");
whereButton.hidden = false;
const menu = (open) => {
  whereButton.setAttribute("aria-expanded", String(open));
  $("tabs").classList.toggle("open", open);
};
whereButton.addEventListener("click", () => menu(whereButton.getAttribute("aria-expanded") !== "true"));
$("tabs").addEventListener("click", () => menu(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || whereButton.getAttribute("aria-expanded") !== "true") return;
  menu(false);
  whereButton.focus();
});
document.addEventListener("pointerdown", (event) => { if (!$("top").contains(event.target)) menu(false); });

let asked = false;
const whereabouts = () => {
  asked = false;
  const there = tabs.filter(([link]) => !link.hidden);
  const passed = there.filter(([, heading]) => heading.getBoundingClientRect().top < innerHeight * 0.3);
  const now = passed.length ? passed[passed.length - 1][0] : there[0][0];
  for (const [link] of tabs) {
    if (link === now) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
  }
  $("where-now").textContent = now.textContent;
};
addEventListener("scroll", () => { if (!asked) { asked = true; requestAnimationFrame(whereabouts); } }, { passive: true });
requestAnimationFrame(whereabouts);

// An address inside a folded part opens it.
const unfold = () => {
  if (!/^#move-\d+$/.test(location.hash)) return;
  const target = $(location.hash.slice(1));
  if (!target) return;
  for (let node = target.closest("details"); node; node = node.parentElement.closest("details")) node.open = true;
  target.scrollIntoView();
};

let folded = [];
addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main details:not([open])")];
  for (const node of folded) node.open = true;
});
addEventListener("afterprint", () => { for (const node of folded) node.open = false; folded = []; });
const go = () => { showAddress(); compareAddress(); unfold(); };
addEventListener("hashchange", go);
go();
