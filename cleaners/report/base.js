"use strict";
// Shared by all reports: show the controls that need a script, light and dark theme, copying. No requests; only the theme is stored.

const THEMES = ["auto", "light", "dark"];
const one = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

for (const element of all("[data-scripted]")) element.hidden = false;

function showTheme(theme) {
  document.documentElement.dataset.theme = theme;
}

function rememberTheme(theme) {
  try {
    localStorage.setItem("dute-theme", theme);
  } catch {
    // pages opened from a file may have no storage
  }
}

function recallTheme() {
  try {
    return localStorage.getItem("dute-theme");
  } catch {
    return null;
  }
}

function switchTheme() {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme;
  const isDark = now === "dark" || (now === "auto" && dark);
  const next = isDark ? "light" : "dark";
  showTheme(next);
  rememberTheme(next);
}

{
  const theme = recallTheme();
  if (THEMES.includes(theme)) showTheme(theme);
}
one("#theme").addEventListener("click", switchTheme);

/** Copy a text. Pages opened from a file may have no clipboard; in this case, a selection is copied. */
async function copyText(text, source) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const range = document.createRange();
    range.selectNodeContents(source);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return document.execCommand("copy");
  }
}

/** Whether a key press is input for a field, not a shortcut of the page. */
function isTyping(event) {
  return event.target.closest("input, select, textarea") !== null || event.ctrlKey || event.metaKey || event.altKey;
}
