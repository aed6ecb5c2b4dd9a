"use strict";
// Texts of articles are untrusted: they are only ever set as text.
const { articles, rows, low: LOW } = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const KINDS = { order: ["Yêu cầu", "Order"], request: ["Đề nghị", "Request"], task: ["Nhiệm vụ", "Task"] };
const PAGE = 100; // rows shown at first, and more at a click: all of 3,000 would make every key in the search field wait
let lang = "vi", month = "", sort = null, descending = false, shown = PAGE, found = [];

const fold = (s) => s.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
const textOf = (row) => articles[row.a].text.slice(row.s, row.e);
const day = (iso) => iso ? iso.split("-").reverse().join("/") : "";
const make = (tag, text, cls) => { const el = document.createElement(tag); if (text) el.textContent = text; if (cls) el.className = cls; return el; };
for (const row of rows) {
  const a = articles[row.a];
  row.text = textOf(row);
  row.published = a.day || "";
  row.words = fold([row.text, row.issuer, row.post, ...row.to, ...row.with, row.due, a.title, a.province].filter(Boolean).join(" "));
}

function line(row, number) {
  const tr = make("tr");
  const text = make("td", "", "c-text"), button = make("button", row.text, "link");
  button.dataset.row = number;
  text.append(button);
  const issuer = make("td", row.issuer || "");
  if (row.post) issuer.append(make("div", row.post, "small"));
  const to = make("td", row.to.join("; "));
  if (row.with.length) to.append(make("div", "+ " + row.with.join("; "), "small"));
  const due = make("td", row.due || "");
  if (row.day) due.append(make("div", day(row.day), "small"));
  const kind = make("td");
  kind.append(make("span", KINDS[row.kind][lang === "vi" ? 0 : 1], "tag " + row.kind));
  const sure = make("td", row.c.toFixed(2).replace(".", lang === "vi" ? "," : "."), row.c < LOW ? "low" : "");
  tr.append(text, issuer, to, due, kind, sure, make("td", day(row.published)));
  return tr;
}

function filter() {
  const words = fold($("q").value).split(/\s+/).filter(Boolean), kind = $("kind").value, due = $("due").value;
  found = rows.map((_, i) => i).filter((i) => {
    const row = rows[i];
    return (!kind || row.kind === kind) && (!due || row.due) && (!month || (row.day || "").startsWith(month)) && words.every((w) => row.words.includes(w));
  });
  if (sort) {
    const key = (i) => sort === "to" ? rows[i].to.join("; ") : rows[i][sort] ?? "";
    const compare = (a, b) => typeof a === "number" ? a - b : a.localeCompare(b, "vi");
    // what has no value comes last both ways
    found.sort((i, j) => { const a = key(i), b = key(j); return a === "" || b === "" ? (a === "") - (b === "") : (descending ? -1 : 1) * compare(a, b); });
  }
  shown = PAGE;
  draw();
}

function draw(all = false) {
  $("rows").replaceChildren(...found.slice(0, all ? found.length : shown).map((i) => line(rows[i], i)));
  $("found").value = found.length.toLocaleString(lang === "vi" ? "vi-VN" : "en-GB");
  $("month").textContent = month ? " · " + day(month) : "";
  $("more").hidden = found.length <= shown;
}

function open(a, s, e) {
  const article = articles[a];
  if (!article) return;
  $("article-title").textContent = article.title;
  $("article-day").textContent = [day(article.day), article.province].filter(Boolean).join(" · ");
  const link = $("article-url");
  link.hidden = !article.url;
  if (article.url) link.href = article.url + (article.url.includes("#") ? "" : "#") + ":~:text=" + encodeURIComponent([...article.text.slice(s, e)].slice(0, 300).join("")).replaceAll("-", "%2D");
  else link.removeAttribute("href");
  const mark = make("mark", article.text.slice(s, e));
  $("article-text").replaceChildren(article.text.slice(0, s), mark, article.text.slice(e));
  if (!$("article").open) $("article").showModal();
  mark.scrollIntoView({ block: "center" });
}

// Addresses such as report.html#a=3&s=120&e=180 open the article at the sentence.
function follow() {
  const at = new URLSearchParams(location.hash.slice(1));
  if (at.has("a")) open(+at.get("a"), +at.get("s"), +at.get("e"));
}

function say(language) {
  lang = language;
  document.documentElement.lang = document.documentElement.dataset.lang = lang;
  for (const b of document.querySelectorAll("[data-set-lang]")) b.setAttribute("aria-pressed", String(b.dataset.setLang === lang));
  for (const el of document.querySelectorAll("[data-vi]")) {
    if (el.tagName === "INPUT") el.placeholder = el.ariaLabel = el.dataset[lang]; else el.textContent = el.dataset[lang];
  }
  draw();
}

document.addEventListener("click", (event) => {
  const b = event.target.closest("button, th[data-sort]");
  if (!b) return;
  const d = b.dataset;
  if (d.setLang) say(d.setLang);
  else if (d.row || d.a) {
    const { a, s, e } = d.row ? rows[+d.row] : d;
    history.replaceState(null, "", `#a=${a}&s=${s}&e=${e}`);
    open(+a, +s, +e);
  } else if (d.month) { month = d.month; filter(); $("table").scrollIntoView(); }
  else if (d.sort) {
    descending = sort === d.sort && !descending;
    sort = d.sort;
    for (const other of document.querySelectorAll("[data-sort]")) other.setAttribute("aria-sort", "none");
    b.setAttribute("aria-sort", descending ? "descending" : "ascending");
    filter();
  } else if (b.id === "clear") { $("q").value = $("kind").value = $("due").value = month = ""; filter(); }
  else if (b.id === "more") { shown += PAGE; draw(); }
  else if (b.id === "close") $("article").close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("th[data-sort]")) event.target.click();
});
$("article").addEventListener("click", (event) => { if (event.target === $("article")) $("article").close(); });
$("article").addEventListener("close", () => history.replaceState(null, "", location.pathname));
for (const id of ["q", "kind", "due"]) $(id).addEventListener("input", filter);
addEventListener("beforeprint", () => draw(true));
addEventListener("afterprint", () => draw());
addEventListener("hashchange", follow);
filter();
follow();
