// Single letters for the queue and tickets: j/k next/previous, o open, u back to the queue, f search.
// Of a new ticket: c or p, then the first letter of its category or priority; m duplicate, n next, Enter accepts.
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

const accept = document.getElementById("accept");
const toField = (id) => {
  const field = document.getElementById(id);
  if (!field) return;
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
};

// Takes the next option that begins with the letter, and is ready for the other choice.
function choose(select, letter) {
  const options = [...select.options];
  const at = select.selectedIndex + 1;
  const found = [...options.slice(at), ...options.slice(0, at)].find(
    (option) => (option.dataset.key || option.value).toLowerCase().startsWith(letter));
  if (found) { select.value = found.value; select.blur(); }
}

const DEEDS = {
  c: () => toField("triage-category"),
  p: () => toField("triage-priority"),
  m: () => toField("triage-of"),
  n: () => { const next = document.getElementById("next"); if (next) next.click(); },
  j: () => step(1),
  k: () => step(-1),
  o: () => document.activeElement.closest("[data-row]") && document.activeElement.click(),
  u: () => { location.href = "/q"; },
  f: () => { const field = document.getElementById("search"); if (field) field.focus(); else location.href = "/q"; },
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape" && typing) typing.blur();
  if (isOff() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing && accept && typing.matches("#accept select") && letterOf(event)) {
    event.preventDefault();
    choose(typing, letterOf(event));
    return;
  }
  if (typing) return;
  if (event.key === "Enter" && accept && document.querySelector("[data-triage]") && !event.target.closest("a, button, summary")) {
    event.preventDefault();
    accept.requestSubmit();
    return;
  }
  const deed = DEEDS[letterOf(event)];
  if (deed) { event.preventDefault(); deed(); }
});

button.addEventListener("click", () => {
  if (isOff()) localStorage.removeItem(SWITCH); else localStorage.setItem(SWITCH, "1");
  show();
});
show();
