// Single letters for the queue and tickets: j/k next/previous, o open, u back to the queue, f search.
// A Latin letter counts as typed; on other layouts the physical key does. They can be switched off (WCAG 2.1.4).
"use strict";
const SWITCH = "mailgate-keys-off";
const help = document.getElementById("keys-help");
const button = document.getElementById("keys-switch");
const isOff = () => localStorage.getItem(SWITCH) === "1";

function show() {
  button.hidden = false;
  help.hidden = isOff();
  button.textContent = isOff() ? "Switch keys on" : "Switch keys off";
}

function letterOf(event) {
  if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
  return /^Key[A-Z]$/.test(event.code) ? event.code.slice(3).toLowerCase() : "";
}

function step(by) {
  const links = [...document.querySelectorAll("[data-row] a")].filter((link) => link.closest(".subject") || link.dataset.open);
  const here = links.indexOf(document.activeElement);
  const next = links[Math.min(Math.max(here + by, 0), links.length - 1)];
  if (next) next.focus();
}

const DEEDS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest("[data-row]") && document.activeElement.click(),
  u: () => { location.href = "/q"; },
  f: () => { const field = document.getElementById("search"); if (field) field.focus(); else location.href = "/q"; },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) typing.blur();
  if (isOff() || typing || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const deed = DEEDS[letterOf(event)];
  if (deed) { event.preventDefault(); deed(); }
});

button.addEventListener("click", () => {
  if (isOff()) localStorage.removeItem(SWITCH); else localStorage.setItem(SWITCH, "1");
  show();
});
show();
