// The queue by keyboard: arrows or j k choose an article, Enter opens it (it is a link).
"use strict";
const links = [...document.querySelectorAll("#queue a")];
document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, select, textarea")) return;
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[e.key];
  if (!step || !links.length) return;
  const at = links.indexOf(document.activeElement);
  links[Math.min(links.length - 1, Math.max(0, at + step))].focus();
  e.preventDefault();
});
if (links.length) links[0].focus();
