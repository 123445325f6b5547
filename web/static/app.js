// What pages cannot do without script: faults beside their fields, keys, the dark. Drafts are in drafts.js.
"use strict";
const all = (what, within = document) => [...within.querySelectorAll(what)];
const one = (what, within = document) => within.querySelector(what);

// The dark: the style sheet is linked for one of three media; the choice is kept in a cookie the server reads.
function toggleTheme() {
  const dark = one("#dark");
  const next = matchMedia(dark.media).matches ? "light" : "dark";
  dark.media = next === "dark" ? "all" : "not all";
  document.documentElement.dataset.theme = next;
  document.cookie = `theme=${next};path=/;max-age=31536000;samesite=lax`;
}
document.addEventListener("click", ({ target }) => target.closest("[data-theme-toggle]") && toggleTheme());

// Faults: each goes under the field of its name; the first is where the person continues. Sent again, the old ones go.
document.addEventListener("htmx:before:request", ({ target }) => {
  if (!target.matches("form")) return;
  all(".err", target).forEach((message) => message.remove());
  all("[aria-invalid]", target).forEach((field) => field.removeAttribute("aria-invalid"));
  one("[data-problem]", target)?.replaceChildren();
});
document.addEventListener("htmx:after:swap", () => {
  for (const fault of all("[data-fault]")) {
    const form = fault.closest("form");
    const name = fault.dataset.fault;
    const field = name && form && (one(`#${form.id}-${CSS.escape(name.replaceAll(".", "-"))}`, form) || form.elements[name]);
    if (!field?.setAttribute) continue;
    const message = Object.assign(document.createElement("p"), { className: "err", id: `${field.id}-error`, textContent: fault.lastElementChild.textContent });
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", message.id);
    (field.closest(".field") || field.parentElement).append(message);
    fault.hidden = true;
  }
  one("[aria-invalid=true]")?.focus();
});

// Keys: Ctrl-K searches; in a list j and k walk, x marks, Enter opens.
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    event.preventDefault();
    return one("#search")?.focus();
  }
  if (event.target.matches("input, textarea, select, [data-heat] svg") || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = all("[data-list] > :is(li, tr), [data-list] > tbody > tr");
  const at = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  if (event.key === "j" || event.key === "k") {
    const next = rows[event.key === "j" ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1)];
    rows[at]?.removeAttribute("aria-selected");
    next?.setAttribute("aria-selected", "true");
    next?.scrollIntoView({ block: "nearest" });
  } else if (at >= 0 && event.key === "x") one("input[type=checkbox]", rows[at])?.click();
  else if (at >= 0 && event.key === "Enter" && event.target === document.body) one("a", rows[at])?.click();
});
