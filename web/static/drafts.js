"use strict";
// Drafts: what is typed stays on this device until the server recorded it; what was sent into a dead network goes again.
const prefix = `draft:${encodeURIComponent(document.body.dataset.me || "")}:`;
const keyOf = (form) => `${prefix}${location.pathname}#${form.id}`;
const read = (key) => JSON.parse(localStorage.getItem(key) || "null");
const freshId = () => {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 15) | 64;
  b[8] = (b[8] & 63) | 128;
  return [...b].map((x, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + x.toString(16).padStart(2, "0")).join("");
};
const typed = (form) => [...new FormData(form)].filter(([name, value]) => name !== "csrf_token" && name !== "_form" && typeof value === "string");
const keep = (form, pending) => localStorage.setItem(keyOf(form), JSON.stringify({ values: typed(form), pending, action: form.action }));
function restore(form) {
  const draft = read(keyOf(form));
  if (!draft) return;
  const values = {};
  for (const [name, value] of draft.values) (values[name] ||= []).push(value);
  for (const field of form.elements) {
    const kept = values[field.name] || [];
    if (["", "csrf_token", "_form"].includes(field.name) || field.type === "file") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = kept.includes(field.value);
    else if (field.name === "_command" || field.name === "_version") field.value = draft.pending && kept[0] ? kept[0] : field.value;
    else if (kept.length) field.value = kept.shift();
  }
  form.dataset.pending = draft.pending ? "1" : "";
  one("[data-restored]", form)?.removeAttribute("hidden");
  if (draft.pending) form.requestSubmit(); // this page came over the network, whatever navigator.onLine says
}
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.matches("[data-draft]")) return;
  if (form.dataset.pending) one("[name=_command]", form).value = freshId();
  form.dataset.pending = "";
  keep(form, false);
});
document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-discard]")?.closest("form");
  if (!form) return;
  localStorage.removeItem(keyOf(form));
  location.reload();
});
document.addEventListener("htmx:before:request", ({ target }) => {
  if (target.matches("form[data-draft]")) keep(target, true); // until the answer is here, the page may be gone before it
});
document.addEventListener("htmx:after:request", ({ target, detail }) => {
  if (target.id === "leave" && detail.ctx.response.status < 400) left();
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
// Sent, and the page left before the answer came; meanwhile its form is gone. The same command is asked once more: what was
// recorded is answered as it was then, what is refused now is shown, so that nobody has to type it again.
async function settle(key) {
  const draft = read(key), token = one("[name=csrf_token]");
  if (draft.refused) unsent(key, draft);
  if (!draft.pending || !draft.action || !token) return;
  const body = new URLSearchParams([...draft.values, ["csrf_token", token.value]]);
  const answer = await fetch(draft.action, { method: "POST", body, headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) {
    localStorage.removeItem(key);
    location.assign(answer.headers.get("HX-Redirect") || location.href);
  } else if (answer && [404, 409, 422].includes(answer.status)) {
    localStorage.setItem(key, JSON.stringify({ ...draft, pending: false, refused: true }));
    unsent(key, draft);
  }
}
function unsent(key, { values }) {
  const notice = one("[data-unsent]");
  if (!notice) return;
  one("pre", notice).textContent = values.filter(([name, value]) => value && name[0] !== "_").map(([, value]) => value).join("\n");
  one("button", notice).onclick = () => (localStorage.removeItem(key), (notice.hidden = true));
  notice.hidden = false;
}
const formless = () => Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}${location.pathname}#`) && !document.getElementById(key.split("#").pop()));
function waiting() {
  const here = `${prefix}${location.pathname}#`, notice = one("[data-waiting]");
  const elsewhere = Object.keys(localStorage).find((key) => key.startsWith(prefix) && !key.startsWith(here) && read(key)?.pending);
  if (!notice || !elsewhere) return;
  one("a", notice).href = elsewhere.slice(prefix.length).split("#")[0];
  notice.hidden = false;
}

// Signing out: what was typed and not sent does not stay behind on the device; what went into a dead network stays, under
// this login alone, and goes when the person is back. Both are said first.
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
const isSent = (key) => Boolean(read(key)?.pending);
const left = () => kept().filter((key) => !isSent(key)).forEach((key) => localStorage.removeItem(key));
function leaving(event) {
  const words = event.target.id === "leave" && one("#leaving")?.dataset;
  if (!words) return;
  const all = kept(), sent = all.filter(isSent).length, draft = all.length - sent;
  const said = [draft && words.drafts.replace("{n}", draft), sent && words.sent.replace("{n}", sent)].filter(Boolean);
  if (!said.length || confirm([...said, words.ask].join("\n"))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}
document.addEventListener("submit", leaving, true);

// htmx takes forms over in a task of its own, set before this one: what is sent again goes its way, not the browser's.
setTimeout(() => all("form[data-draft]").forEach(restore));
if (!navigator.onLine) offline(true);
waiting();
formless().forEach(settle);
