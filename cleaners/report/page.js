// The report of one page: filter by label and fate, search, navigate with the keyboard, and draft a correction.

const blocks = all(".block");
const state = { labels: new Set(), show: "all", query: "", current: null };
const search = one("#search");
const panel = one("#panel");
const help = one("#help");
const columns = one(".columns");

const wordsOf = (block) => one(".words", block).textContent;
const sizeOf = (block) => (block.dataset.fate === "media" ? 0 : [...wordsOf(block)].length);
const number = (value) => numbers.format(value);
const labelOf = (block) => say(`label_${block.dataset.label}`);

// --- fold runs of removed blocks: a page's menus are long, and readers look at the kept blocks first

const FOLD = 4; // a shorter run takes no more space than the line that replaces it
const folds = [];

function foldRun(run) {
  if (run.length < FOLD) return;
  const line = one("#fold").content.firstElementChild.cloneNode(true);
  const button = one("button", line);
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    apply();
  });
  run[0].before(line);
  folds.push({ line, button, run });
}

function foldAll() {
  let run = [];
  for (const block of blocks) {
    if (!block.dataset.kept) {
      run.push(block);
      continue;
    }
    foldRun(run);
    run = [];
  }
  foldRun(run);
}

function nameFolds() {
  for (const { button, run } of folds) {
    const labels = [...new Set(run.map(labelOf))].join(say("comma"));
    const characters = run.reduce((sum, block) => sum + sizeOf(block), 0);
    button.textContent = say("fold", { blocks: number(run.length), characters: number(characters), labels });
  }
}

/** A search or filter shows all its results; otherwise, closed folds hide their blocks. */
function applyFolds(isFiltered) {
  for (const { line, button, run } of folds) {
    line.hidden = isFiltered;
    if (isFiltered || button.getAttribute("aria-expanded") === "true") continue;
    for (const block of run) block.hidden = true;
  }
}

// --- filter and search

function isWanted(block) {
  const { label, rule, kept } = block.dataset;
  if (state.labels.size && !state.labels.has(label)) return false;
  if (state.show === "kept" && !kept) return false;
  if (state.show === "removed" && kept) return false;
  if (!state.query) return true;
  return [wordsOf(block), label, labelOf(block), rule].some((text) => text.toLowerCase().includes(state.query));
}

function apply() {
  let characters = 0;
  let shown = 0;
  for (const block of blocks) {
    block.hidden = !isWanted(block);
    if (block.hidden) continue;
    shown += 1;
    characters += sizeOf(block);
  }
  const isAll = shown === blocks.length;
  applyFolds(Boolean(state.labels.size || state.query || state.show !== "all"));
  one(".blocks").classList.toggle("is-filtered", !isAll);
  const told = one("#shown");
  Object.assign(told.dataset, { t: isAll ? "shown" : "shown_of", shown: number(shown), characters: number(characters) });
  speak(told);
  one("#reset").hidden = !(state.labels.size || state.query || state.show !== "all");
  one("#none").hidden = shown > 0 || blocks.length === 0;
  for (const chip of all(".chip")) chip.setAttribute("aria-pressed", String(state.labels.has(chip.dataset.label)));
  for (const button of all("[data-show]")) button.setAttribute("aria-pressed", String(button.dataset.show === state.show));
  if (state.current?.hidden) select(null);
  highlight();
}

/** Highlight the search results without changing the text. */
function highlight() {
  if (typeof Highlight === "undefined") return;
  CSS.highlights.delete("found");
  if (!state.query) return;
  const ranges = [];
  for (const block of blocks) {
    const node = block.hidden ? null : one(".words", block).firstChild;
    if (!node || node.nodeType !== Node.TEXT_NODE) continue;
    const text = node.data.toLowerCase();
    if (text.length !== node.data.length) continue; // a letter has another length in lower case
    for (let at = text.indexOf(state.query); at >= 0; at = text.indexOf(state.query, at + state.query.length)) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + state.query.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function showAll() {
  state.labels.clear();
  state.show = "all";
  state.query = search.value = "";
  apply();
}

for (const chip of all(".chip")) {
  chip.addEventListener("click", () => {
    const { label } = chip.dataset;
    if (!state.labels.delete(label)) state.labels.add(label);
    apply();
  });
}
for (const button of all("[data-show]")) {
  button.addEventListener("click", () => {
    state.show = button.dataset.show;
    apply();
  });
}
search.addEventListener("input", () => {
  state.query = search.value.trim().toLowerCase();
  apply();
});
one("#reset").addEventListener("click", showAll);

// --- the two columns

function view(name) {
  columns.dataset.view = name;
  for (const button of all(".switch button")) button.setAttribute("aria-pressed", String(button.dataset.view === name));
}

for (const button of all(".switch button")) button.addEventListener("click", () => view(button.dataset.view));
view("page");

/** Make a block the current one, and show its place in the article. */
function select(block, { scroll = true } = {}) {
  for (const element of all(".is-current")) element.classList.remove("is-current");
  state.current = block;
  if (!block) return;
  block.classList.add("is-current");
  if (scroll) block.scrollIntoView({ block: "nearest" });
  block.focus({ preventScroll: true });
  const twin = one(`#article [data-from="${block.id.slice(1)}"]`);
  if (!twin) return;
  twin.classList.add("is-current");
  const sheet = one(".sheet");
  const room = sheet.clientHeight;
  if (room < sheet.scrollHeight) sheet.scrollTop = twin.offsetTop - sheet.offsetTop - room / 3;
}

for (const twin of all("#article [data-from]")) {
  twin.addEventListener("click", () => {
    const block = one(`#b${twin.dataset.from}`);
    if (block.hidden) showAll();
    view("page");
    select(block, { scroll: false });
    block.scrollIntoView({ block: "center" });
  });
}

function step(by) {
  const shown = blocks.filter((block) => !block.hidden);
  if (!shown.length) return;
  const at = shown.indexOf(state.current);
  select(shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, at + by))]);
}

// --- from correction to rule

const page = document.body.dataset;
const files = JSON.parse(page.files);
const ARTICLE = new Set(["body", "subhead"]);

/** A text as a literal of Python and TOML; both understand JSON's escapes. */
const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007f");
const shell = (text) => (/^[\w./:@%+,-]+$/.test(text) && !text.startsWith("-") ? text : `'${text.replace(/'/g, `'\\''`)}'`);
const raw = (pattern) => (pattern.includes('"') ? quoted(pattern) : `r"${pattern}"`);

/** The length of the common beginning of two texts, in characters. */
function likeness(text, line) {
  let same = 0;
  while (same < text.length && same < line.length && text[same] === line[same]) same += 1;
  return same;
}

/** The sentences of the text most similar to a line, by a common beginning, then by common characters: a rule for the line
    must not match them. */
function nearest(wrong, number = 3) {
  const line = wordsOf(wrong);
  const texts = blocks.filter((block) => block.dataset.fate === "text" && block !== wrong).map(wordsOf);
  const sentences = texts.flatMap((text) => text.match(/[^。！？!?\n]+[。！？!?]?[”’」』]?/gu) ?? []).map((text) => text.trim());
  const characters = new Set(line);
  const score = (text) => likeness(text, line) * 100 + [...new Set(text)].filter((character) => characters.has(character)).length;
  return [...new Set(sentences)]
    .filter((text) => text !== line && text.length > 1 && text.length <= 120)
    .sort((a, b) => score(b) - score(a))
    .slice(0, number);
}

function ruleDraft(block, label) {
  const { rule, pattern, where, isrule } = block.dataset;
  const text = wordsOf(block);
  if (ARTICLE.has(label)) {
    if (!isrule) return null;
    const code = `# ${say("narrow_comment", { rule })}\nkeeps=(\n    ${quoted(text)},\n),`;
    return { title: say("narrow"), about: say("narrow_about", { rule }), code };
  }
  const [file, family] = files[label] ?? ["head", "head"];
  const keeps = nearest(block);
  const lines = [
    "Rule(",
    `    "${family}.new_rule",`,
    `    Label.${label.toUpperCase()},`,
    `    ${raw(pattern)},`,
    `    drops=(${quoted(text)},),`,
    keeps.length ? `    keeps=(${keeps.map((keep) => `\n        ${quoted(keep)},`).join("")}\n    ),` : `    keeps=(),  # ${say("keeps_needed")}`,
    `    where=Where.${where},`,
  ];
  if ([...text].length > 100) lines.push(`    max_chars=${[...text].length * 3},`);
  if (/[。？?]/.test(text)) lines.push("    sentences=True,");
  return { title: say("new_rule"), about: say("new_rule_about", { file }), code: [...lines, ")"].join("\n") };
}

function hintDraft(block, label) {
  const { mask, place } = block.dataset;
  const hint = (about, lines) => ({ title: say("hint"), about: say(about, { site: page.site }), code: ["[page]", ...lines].join("\n") });
  if (ARTICLE.has(label)) return place ? hint("hint_body", [`body = ${quoted(place)}`]) : null;
  if (!mask) return null;
  if (label === "headline" && place) return hint("hint_headline", [`headline = ${quoted(place)}`]);
  const lines = [`texts = [{ what = ${quoted(mask)}, label = "${label}" }]`];
  if (place) lines.push(`# ${say("hint_elements")}`, `# elements = [{ what = ${quoted(place)}, label = "${label}" }]`);
  return hint("hint_text", lines);
}

function fixtureDraft(block, label) {
  const text = wordsOf(block);
  const name = `${label}-not-${block.dataset.label}-${block.id.slice(1)}`;
  const expected = ARTICLE.has(label) ? ["--kept", shell(text)] : ["--gone", shell(text), "--label", label];
  const parts = ["dute fixture add", shell(page.name), "--site", shell(page.site), "--case", name, ...expected];
  if (page.url) parts.push("--url", shell(page.url));
  return { title: say("fixture"), about: say("fixture_about"), code: (page.origin ? `${page.origin}\n` : "") + parts.join(" ") };
}

function drawDrafts(block) {
  const label = one("#chosen").value;
  const isMedia = block.dataset.fate === "media";
  const isSame = label === block.dataset.label;
  const drafts = isMedia || isSame ? [] : [ruleDraft, hintDraft, fixtureDraft].map((make) => make(block, label)).filter(Boolean);
  one("#drafts").replaceChildren(...drafts.map(drawDraft));
  one(".note").textContent = say(isMedia ? "note_media" : isSame ? "note_same" : "note");
}

function drawDraft({ title, about, code }) {
  const draft = one("#draft").content.cloneNode(true);
  one("h3", draft).textContent = title;
  one("p", draft).textContent = about;
  const shown = one("code", draft);
  shown.textContent = code;
  const button = one(".copy", draft);
  button.textContent = say("copy");
  one("pre", draft).setAttribute("aria-label", say("draft"));
  button.addEventListener("click", async () => {
    const done = await copyText(code, shown);
    button.textContent = say(done ? "copied" : "press_copy");
    button.classList.toggle("is-done", done);
    setTimeout(() => {
      button.textContent = say("copy");
      button.classList.remove("is-done");
    }, 2000);
  });
  return draft;
}

function correct(block) {
  select(block, { scroll: false });
  const { label, rule } = block.dataset;
  const about = `about_${rule}`;
  one("#panel-words").textContent = wordsOf(block);
  one("#panel-label").textContent = labelOf(block);
  one("#panel-rule").textContent = rule;
  one("#panel-about").textContent = about in words ? say("about", { about }) : "";
  one("#chosen").value = label;
  drawDrafts(block);
  panel.showModal();
  one("#chosen").focus();
}

one("#chosen").addEventListener("change", () => drawDrafts(state.current));
for (const block of blocks) {
  block.addEventListener("click", () => {
    if (getSelection().isCollapsed) correct(block);
  });
}
for (const dialog of [panel, help]) {
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
}

// --- keyboard

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  Enter: () => state.current && correct(state.current),
  "/": () => search.focus(),
  "?": () => help.showModal(),
  t: switchTheme,
  Escape: showAll,
};

one("#keys").addEventListener("click", () => help.showModal());
document.addEventListener("keydown", (event) => {
  if (panel.open || help.open) return; // open dialogs handle Esc themselves
  if (event.key === "Escape" && event.target === search) search.blur();
  else if (isTyping(event)) return;
  if (event.key === "Enter" && event.target.closest("button, a, summary")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
foldAll();
apply();
writers.push(nameFolds);
speakAll(preferredLanguage());
