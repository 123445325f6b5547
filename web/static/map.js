// Walks the regularity map by pointer and arrow keys; the map's macro asks for it, after app.js.
"use strict";
for (const heat of all("[data-heat]")) {
  const walk = JSON.parse(heat.dataset.heat);
  const svg = one("svg", heat), cursor = one(".cursor", heat), tip = one(".tip", heat);
  let column = 0, row = walk.rows.length - 1;
  const show = () => {
    const { x, name, said, was = [] } = walk.columns[column], y = walk.top + row * walk.step;
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    for (const [name, value] of [["x", x - 1.5], ["y", y - 1.5], ["visibility", "visible"]]) cursor.setAttribute(name, value);
    const lines = [["b", name], ["span", `${walk.rows[row]}: ${said[row]}`], ...(was[row] ? [["del", was[row]]] : [])];
    tip.replaceChildren(...lines.map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent })));
    tip.classList.add("on");
    tip.style.left = `${Math.min(x * scale + 14, heat.offsetWidth - tip.offsetWidth - 4)}px`;
    tip.style.top = `${y * scale + 26}px`;
  };
  const within = (place, many) => Math.max(0, Math.min(many - 1, place));
  const go = (c, r) => ([column, row] = [within(c, walk.columns.length), within(r, walk.rows.length)], show());
  const hide = () => (tip.classList.remove("on"), cursor.setAttribute("visibility", "hidden"));
  const open = () => walk.columns[column].href && location.assign(walk.columns[column].href);
  svg.addEventListener("pointermove", (event) => {
    const box = svg.getBoundingClientRect(), scale = svg.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale, y = (event.clientY - box.top) * scale;
    go(walk.columns.findLastIndex((one) => one.x <= x), Math.floor((y - walk.top) / walk.step));
  });
  for (const leave of ["pointerleave", "blur"]) svg.addEventListener(leave, hide);
  svg.addEventListener("focus", show);
  svg.addEventListener("click", open);
  svg.addEventListener("keydown", (event) => {
    const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [0, 0];
    if (event.key === "Enter") return open();
    if (!dx && !dy) return;
    event.preventDefault();
    go(column + dx, row + dy);
  });
}
