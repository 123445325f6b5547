// The slider over the log's marks: it moves the list beside it, and goes there once let go of.
"use strict";
for (const bar of document.querySelectorAll("[data-moment]")) {
  const slider = bar.querySelector("input[type=range]");
  const list = bar.querySelector("select");
  if (!slider || !list) continue;
  slider.hidden = false;
  const name = () => slider.setAttribute("aria-valuetext", list.options[slider.value].text);
  slider.addEventListener("input", () => { list.selectedIndex = Number(slider.value); name(); });
  slider.addEventListener("change", () => list.form.requestSubmit());
  list.addEventListener("change", () => { slider.value = list.selectedIndex; name(); });
  name();
}
