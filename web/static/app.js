// What pages cannot do without script: drafts that survive, faults beside their fields, keys, the map's cursor, the dark.
"use strict";
const all = (what, within = document) => [...within.querySelectorAll(what)];
const one = (what, within = document) => within.querySelector(what);

// The dark: the style sheet is linked for one of three media; the choice is kept in a cookie the server reads.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  const dark = one("#dark");
  const next = matchMedia(dark.media).matches ? "light" : "dark";
  dark.media = next === "dark" ? "all" : "not all";
  document.documentElement.dataset.theme = next;
  document.cookie = `theme=${next};path=/;max-age=31536000;samesite=lax`;
});

// Drafts: what is typed stays on this device until the server recorded it; what was sent into a dead network goes again.
const prefix = `draft:${document.body.dataset.me || ""}:`;
const keyOf = (form) => `${prefix}${location.pathname}#${form.id}`;
const read = (key) => JSON.parse(localStorage.getItem(key) || "null");
const freshId = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + x.toString(16).padStart(2, "0")).join("");
};
const typed = (form) => [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && name !== "_form" && typeof value === "string");
function keep(form, pending) {
  localStorage.setItem(keyOf(form), JSON.stringify({ values: typed(form), pending }));
}
function restore(form) {
  const draft = read(keyOf(form));
  if (!draft) return;
  const values = Map.groupBy ? Map.groupBy(draft.values, ([name]) => name) : draft.values.reduce((m, v) => m.set(v[0], [...(m.get(v[0]) || []), v]), new Map());
  for (const field of form.elements) {
    const kept = (values.get(field.name) || []).map(([, value]) => value);
    if (!field.name || field.name === "csrf_token" || field.name === "_form" || field.type === "file") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (field.name === "_command" || field.name === "_version") field.value = draft.pending && kept[0] ? kept[0] : field.value;
    else if (kept.length) field.value = values.get(field.name).shift()[1];
  }
  form.dataset.pending = draft.pending ? "1" : "";
  one("[data-restored]", form)?.removeAttribute("hidden");
  if (draft.pending && navigator.onLine) form.requestSubmit();
}
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-draft]")) return;
  if (form.dataset.pending) one("[name=_command]", form).value = freshId();
  form.dataset.pending = "";
  keep(form, false);
});
document.addEventListener("click", (event) => {
  const form = event.target.closest("[data-discard]")?.closest("form");
  if (!form) return;
  localStorage.removeItem(keyOf(form));
  location.reload();
});
document.addEventListener("htmx:before:request", ({ target }) => {
  if (!target.matches("form")) return;
  all(".err", target).forEach((message) => message.remove());
  all("[aria-invalid]", target).forEach((field) => field.removeAttribute("aria-invalid"));
  one("[data-problem]", target)?.replaceChildren();
});
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  if (!target.matches("[data-draft]")) return;
  target.dataset.pending = "";
  if (detail.ctx.response.status < 400) localStorage.removeItem(keyOf(target));
  else keep(target, false);
});
document.addEventListener("htmx:error", ({ target }) => {
  if (!target.matches("form")) return;
  if (target.matches("[data-draft]")) keep(target, true);
  target.dataset.pending = "1";
  offline(true);
});
const offline = (is) => one("[data-offline]")?.toggleAttribute("hidden", !is);
addEventListener("offline", () => offline(true));
addEventListener("online", () => {
  offline(false);
  all("form[data-pending='1']").forEach((form) => form.requestSubmit());
});
function waiting() {
  const elsewhere = Object.keys(localStorage).filter((key) => key.startsWith(prefix) && read(key)?.pending && !key.startsWith(`${prefix}${location.pathname}#`));
  const notice = one("[data-waiting]");
  if (!notice || !elsewhere.length) return;
  one("a", notice).href = elsewhere[0].slice(prefix.length).split("#")[0];
  notice.hidden = false;
}

// Faults: each goes under the field of its name; the first is where the person continues.
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
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + (event.key === "j" ? 1 : -1)))];
    rows[at]?.removeAttribute("aria-selected");
    next?.setAttribute("aria-selected", "true");
    next?.scrollIntoView({ block: "nearest" });
  } else if (at >= 0 && event.key === "x") one("input[type=checkbox]", rows[at])?.click();
  else if (at >= 0 && event.key === "Enter" && event.target === document.body) one("a", rows[at])?.click();
});

// The map: one cursor for pointer and keys.
for (const heat of all("[data-heat]")) {
  const walk = JSON.parse(heat.dataset.heat);
  const svg = one("svg", heat), cursor = one(".cursor", heat), tip = one(".tip", heat);
  let column = 0, row = walk.rows.length - 1;
  const show = () => {
    const { x, name, said } = walk.columns[column], y = walk.top + row * walk.step;
    cursor.setAttribute("x", x - 1.5);
    cursor.setAttribute("y", y - 1.5);
    cursor.setAttribute("visibility", "visible");
    const lines = [["b", name], ["span", `${walk.rows[row]}: ${said[row]}`]];
    tip.replaceChildren(...lines.map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent })));
    tip.classList.add("on");
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    tip.style.left = `${Math.min(x * scale + 14, heat.offsetWidth - tip.offsetWidth - 4)}px`;
    tip.style.top = `${y * scale + 26}px`;
  };
  const hide = () => (tip.classList.remove("on"), cursor.setAttribute("visibility", "hidden"));
  const open = () => walk.columns[column].href && location.assign(walk.columns[column].href);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    column = Math.max(0, walk.columns.findLastIndex((one) => one.x <= x));
    row = Math.max(0, Math.min(walk.rows.length - 1, Math.floor((y - walk.top) / walk.step)));
    show();
  });
  for (const leave of ["pointerleave", "blur"]) svg.addEventListener(leave, hide);
  svg.addEventListener("focus", show);
  svg.addEventListener("click", open);
  svg.addEventListener("keydown", (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    if (event.key === "Enter") return open();
    if (!dx && !dy) return;
    event.preventDefault();
    column = Math.max(0, Math.min(walk.columns.length - 1, column + dx));
    row = Math.max(0, Math.min(walk.rows.length - 1, row + dy));
    show();
  });
}

all("form[data-draft]").forEach(restore);
if (!navigator.onLine) offline(true);
waiting();
