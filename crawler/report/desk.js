// The desk: list, search, filter and copy the articles, in English or Chinese.

const { tables, rows } = JSON.parse(one("#data").textContent);
const [HEADLINE, BEGINNING, MOMENT, LENGTH, SOURCE, SECTION, AUTHORS, SITE, PLACE, END, COPIES, MARKS] = Array(12).keys();
const WITHDRAWN = 1, UNDATED = 2, CHANGED = 4;
const PAGE = 100;
const search = one("#search");
const body = one("#rows");
const filters = all("[data-filter]");
let found = rows;
let shown = 0;
let current = null;

// --- rows

function name(row, column, table) {
  return tables[table][row[column]];
}

function addressOf(row) {
  const address = name(row, PLACE, "place") + row[END];
  return /^https?:\/\//i.test(address) ? address : "";
}

function make(tag, className, text = "") {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function pill(className, key, n) {
  const element = make("span", `pill ${className}`);
  element.dataset.t = key;
  if (n) element.dataset.n = n;
  speak(element);
  return element;
}

function chinese(tag, className, text) {
  const element = make(tag, className, text);
  element.lang = "zh";
  return element;
}

function titleOf(row) {
  const title = make("div", "title");
  const address = addressOf(row);
  const text = chinese(address ? "a" : "span", "", row[HEADLINE]);
  if (address) Object.assign(text, { href: address, rel: "noreferrer noopener", target: "_blank" });
  title.append(text);
  return title;
}

function factsOf(row) {
  const facts = make("div", "why");
  const authors = name(row, AUTHORS, "authors");
  if (authors) facts.append(chinese("span", "", authors));
  if (row[MARKS] & WITHDRAWN) facts.append(pill("bad", "withdrawn"));
  if (row[MARKS] & CHANGED) facts.append(pill("flag", "changed"));
  if (row[COPIES]) facts.append(pill("", "copies", numbers.format(row[COPIES])));
  if (row[MARKS] & UNDATED) facts.append(pill("", "undated"));
  return facts;
}

function draw(row) {
  const line = make("tr", "row");
  line.tabIndex = -1;
  const article = make("td");
  article.append(titleOf(row), factsOf(row));
  line.append(
    make("td", "day", row[MOMENT]),
    article,
    chinese("td", "", name(row, SOURCE, "source")),
    chinese("td", "", name(row, SECTION, "section")),
    make("td", "n", numbers.format(row[LENGTH])),
  );
  return line;
}

function drawMore() {
  body.append(...found.slice(shown, shown + PAGE).map(draw));
  shown = Math.min(found.length, shown + PAGE);
  one("#more").hidden = shown >= found.length;
}

// --- search and filters

let searched = null; // built by the first search, so that the page opens faster

function searchable() {
  searched ??= rows.map((row) =>
    [
      row[HEADLINE], row[BEGINNING], name(row, SOURCE, "source"), name(row, SECTION, "section"),
      name(row, AUTHORS, "authors"), name(row, SITE, "site"),
    ].join("\n").toLowerCase(),
  );
  return searched;
}

const COLUMNS = { source: SOURCE, section: SECTION, site: SITE };

function isChosen(row, filter) {
  const wanted = filter.value;
  if (wanted === "") return true;
  const kind = filter.dataset.filter;
  return kind === "day" ? row[MOMENT].startsWith(wanted) : name(row, COLUMNS[kind], kind) === wanted;
}

function update() {
  const query = search.value.trim().toLowerCase();
  const texts = query ? searchable() : [];
  const active = filters.filter((filter) => filter.value !== "");
  found = rows.filter((row, at) => (!query || texts[at].includes(query)) && active.every((filter) => isChosen(row, filter)));
  body.replaceChildren();
  shown = 0;
  current = null;
  drawMore();
  one("#none").hidden = found.length > 0;
  const told = one("#shown");
  told.dataset.n = numbers.format(found.length);
  speak(told);
  one("#copied").textContent = "";
}

function show(change) {
  change();
  update();
  const target = one("#articles");
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}

function reset() {
  search.value = "";
  for (const filter of filters) filter.value = "";
  update();
}

search.addEventListener("input", update);
for (const filter of filters) filter.addEventListener("change", update);
one("#reset").addEventListener("click", reset);
one("#more").addEventListener("click", () => {
  const at = shown;
  drawMore();
  body.children[at]?.focus({ preventScroll: true });
});
for (const button of all("[data-day]")) button.addEventListener("click", () => show(() => (one("#day").value = button.dataset.day)));
for (const button of all("[data-section]")) button.addEventListener("click", () => show(() => (one("#section").value = button.dataset.section)));
for (const button of all("[data-word]")) button.addEventListener("click", () => show(() => (search.value = button.dataset.word)));

// --- copying

const FORMULA = /^[=+\-@\t\r]/;

function cell(value) {
  const text = FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asCsv(row) {
  const names = [name(row, SOURCE, "source"), name(row, SECTION, "section"), name(row, AUTHORS, "authors")];
  return [row[MOMENT], row[HEADLINE], ...names, row[LENGTH], addressOf(row), name(row, SITE, "site"), row[MARKS] & WITHDRAWN ? "withdrawn" : ""].map(cell).join(",");
}

function escapeMarkdown(text) {
  return text.replace(/[\\`*_[\]<>#|~&!]/g, "\\$&");
}

function asMarkdown(row) {
  const title = escapeMarkdown(row[HEADLINE]);
  const address = addressOf(row).replace(/[()<> \\]/g, encodeURIComponent).replaceAll("(", "%28").replaceAll(")", "%29");
  const facts = [row[MOMENT], name(row, SOURCE, "source"), name(row, SECTION, "section"), name(row, AUTHORS, "authors")];
  if (row[MARKS] & WITHDRAWN) facts.push(say("withdrawn"));
  return `- ${address ? `[${title}](${address})` : title} — ${escapeMarkdown(facts.filter(Boolean).join(" · "))}`;
}

async function copy(text) {
  const source = make("pre", "sr", text);
  document.body.append(source);
  const isCopied = await copyText(text, source);
  source.remove();
  one("#copied").textContent = isCopied ? say("copied", { n: numbers.format(found.length) }) : say("not_copied");
}

const CSV_HEAD = "date_published,headline,source,section,authors,characters,url,site,state";
one("#copy-csv").addEventListener("click", () => copy([CSV_HEAD, ...found.map(asCsv)].join("\r\n") + "\r\n"));
one("#copy-markdown").addEventListener("click", () => copy(found.map(asMarkdown).join("\n") + "\n"));

// --- keys

function step(by) {
  const lines = [...body.children];
  if (!lines.length) return;
  const at = lines.indexOf(current);
  current?.classList.remove("is-current");
  current = lines[at < 0 ? 0 : Math.min(lines.length - 1, Math.max(0, at + by))];
  current.classList.add("is-current");
  current.focus({ preventScroll: true });
  current.scrollIntoView({ block: "nearest" });
}

const KEYS = { j: () => step(1), k: () => step(-1), "/": () => search.focus(), t: switchTheme, Escape: reset };

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target === current) {
    one(".title a", current)?.click();
    return;
  }
  if (event.key === "Escape" && event.target === search) search.blur();
  else if (isTyping(event)) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

writers.push(() => (one("#copied").textContent = ""));
update();
speakAll(preferredLanguage());
