// The report of a site: search, sort and navigate the pages.

const body = one("#rows");
const search = one("#search");
const NUMERIC = new Set(["score", "characters", "removed"]);
const collator = new Intl.Collator("zh");
const more = one("#more");
let limit = more ? Number(body.dataset.first) : Infinity;
let current = null;

// The rows that match the search, in order; without a search, only the first ones.
function filter() {
  const query = search.value.trim().toLowerCase();
  let shown = 0;
  for (const row of all(".page")) {
    row.hidden = query ? !row.textContent.toLowerCase().includes(query) : shown >= limit;
    shown += !row.hidden;
  }
  one("#none").hidden = shown > 0;
  if (more) more.hidden = query !== "" || limit === Infinity;
  return query;
}

search.addEventListener("input", () => filter() && one("#pages").scrollIntoView({ block: "start" }));
more?.addEventListener("click", () => {
  const next = all(".page")[limit];
  limit = Infinity;
  filter();
  next.focus({ preventScroll: true });
});

function sortBy(button) {
  const header = button.closest("th");
  const name = button.dataset.sort;
  const isDown = header.getAttribute("aria-sort") === "descending";
  for (const other of all("th[aria-sort]")) other.removeAttribute("aria-sort");
  const direction = isDown ? 1 : -1;
  header.setAttribute("aria-sort", isDown ? "ascending" : "descending");
  const compare = NUMERIC.has(name)
    ? (a, b) => Number(a.dataset[name]) - Number(b.dataset[name])
    : (a, b) => collator.compare(a.dataset[name], b.dataset[name]);
  body.append(...all(".page").sort((a, b) => direction * compare(a, b)));
  filter();
}

for (const button of all("[data-sort]")) button.addEventListener("click", () => sortBy(button));
one('[data-sort="score"]').closest("th").setAttribute("aria-sort", "descending");

function step(by) {
  const shown = all(".page").filter((row) => !row.hidden);
  if (!shown.length) return;
  const at = shown.indexOf(current);
  current?.classList.remove("is-current");
  current = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))];
  current.classList.add("is-current");
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  Enter: () => current && one(".title a", current)?.click(),
  "/": () => search.focus(),
  t: switchTheme,
  Escape: () => {
    search.value = "";
    search.dispatchEvent(new Event("input"));
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target === search) search.blur();
  else if (isTyping(event)) return;
  if (event.key === "Enter" && event.target.closest("button, a")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

if (body.children.length) filter();
speakAll(preferredLanguage());
