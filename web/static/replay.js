// Replay: fetches the very page as at each step, shows its main part, and marks what is otherwise than the step before.
"use strict";
const replay = document.querySelector("[data-replay]");
if (replay) {
  const find = (what) => replay.querySelector(what);
  const steps = [...replay.querySelectorAll("[data-steps] a")];
  const stage = document.querySelector("[data-stage]");
  const slider = find("[data-at]");
  const player = find("[data-play]");
  const words = { play: player.textContent, pause: player.dataset.pause };
  let at = -1;
  let timer = 0;

  const told = (node) => node.textContent.replace(/\s+/g, " ").trim();

  // Cards whose words are not among those of the step before.
  function mark(before, after) {
    const known = new Set([...before.querySelectorAll(".card, tr, .rows li")].map(told));
    if (!known.size) return;
    for (const part of after.querySelectorAll(".card, tr, .rows li")) part.classList.toggle("otherwise", !known.has(told(part)));
  }

  // The main part of the page at an address; nothing where it could not be had.
  async function asked(address) {
    try {
      const answer = await fetch(address, { headers: { "X-Replay": "1" } });
      if (!answer.ok) return null;
      return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#main");
    } catch {
      return null;
    }
  }

  async function show(to) {
    const next = Math.min(Math.max(to, 0), steps.length - 1);
    if (next === at) return;
    at = next;
    slider.value = String(at);
    stage.setAttribute("aria-busy", "true");
    find("[data-said]").textContent = `${at + 1}/${steps.length} · ${told(steps[at].parentElement)}`;
    const main = await asked(steps[next].href);
    if (at !== next) return;
    if (!main) {
      stop();
      at = -1;
      find("[data-said]").textContent = replay.dataset.failed;
      return;
    }
    main.querySelectorAll("script, .then, .notices").forEach((part) => part.remove());
    const fresh = document.createElement("div");
    fresh.replaceChildren(...main.childNodes);
    mark(stage, fresh);
    stage.replaceChildren(...fresh.childNodes);
    stage.setAttribute("aria-busy", "false");
    if (at === steps.length - 1) stop();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    player.textContent = words.play;
    player.setAttribute("aria-pressed", "false");
  }

  function start() {
    if (at === steps.length - 1) at = -1;
    player.textContent = words.pause;
    player.setAttribute("aria-pressed", "true");
    timer = setInterval(() => show(at + 1), Number(find("[data-speed]").value));
    show(at + 1);
  }

  const ways = { first: () => show(0), back: () => show(at - 1), on: () => show(at + 1), last: () => show(steps.length - 1) };
  const toggle = () => (timer ? stop() : start());
  const keys = { ArrowLeft: ways.back, ArrowRight: ways.on, Home: ways.first, End: ways.last, " ": toggle };

  replay.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-go]");
    if (!button) return;
    stop();
    ways[button.dataset.go]();
  });
  player.addEventListener("click", toggle);
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  find("[data-speed]").addEventListener("change", () => { if (timer) { stop(); start(); } });
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, select, textarea, button, a, summary");
    if (event.ctrlKey || event.metaKey || event.altKey || inField || !(event.key in keys)) return;
    event.preventDefault();
    if (event.key !== " ") stop();
    keys[event.key]();
  });
  find("[data-controls]").hidden = false;
  show(0);
}
