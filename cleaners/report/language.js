// English and Chinese: the switch, and the texts of all elements with data-t. `words` contains the pairs of texts by key.

const LANGUAGES = ["en", "zh"];
const HOLE = /\{(@?)(\w+)(?:\|([^|}]*)\|([^}]*))?\}/g;
const ATTRIBUTES = { "aria-label": "data-t-label", placeholder: "data-t-placeholder", title: "data-t-title", label: "data-t-group" };
const numbers = new Intl.NumberFormat("en");
const writers = []; // called after a switch to rewrite their texts
let language = 0;

/** The text of a key in the current language, with its placeholders filled as defined in `cleaners.report.words`. */
function say(key, values = {}) {
  return words[key][language].replace(HOLE, (whole, isKey, name, single, several) => {
    const value = values[name];
    if (value === undefined) return whole;
    if (single !== undefined) return value === "1" ? single : several;
    return isKey ? say(value) : value;
  });
}

function speak(element) {
  element.textContent = say(element.dataset.t, element.dataset);
  if (element.lang) element.lang = LANGUAGES[language];
}

function speakAll(chosen) {
  language = chosen;
  document.documentElement.lang = LANGUAGES[language];
  for (const element of all("[data-t]")) speak(element);
  for (const [attribute, mark] of Object.entries(ATTRIBUTES)) {
    for (const element of all(`[${mark}]`)) element.setAttribute(attribute, say(element.getAttribute(mark), element.dataset));
  }
  one("#language").lang = LANGUAGES[1 - language]; // its text is in the other language
  for (const write of writers) write();
}

function rememberLanguage(chosen) {
  try {
    localStorage.setItem("dute-language", LANGUAGES[chosen]);
  } catch {
    // pages opened from a file may have no storage
  }
}

function preferredLanguage() {
  let kept = null;
  try {
    kept = localStorage.getItem("dute-language");
  } catch {
    // pages opened from a file may have no storage
  }
  return (kept ?? navigator.language).startsWith("zh") ? 1 : 0;
}

one("#language").addEventListener("click", () => {
  speakAll(1 - language);
  rememberLanguage(language);
});
