// One article: keys, marks and entries linked both ways, the scraped page.
import { element, pieces, TextView } from "./text.js";
import { day, Entries, textOf } from "./entries.js";
import { get, Outbox } from "./saving.js";

const $ = (id) => document.getElementById(id);
const config = JSON.parse($("config").textContent);
const t = config.texts;
// Milliseconds: to read what is said, until a hand that moves a border rests, until a finger has chosen its
// words, and between two looks for what other windows do.
const READING = 6000, RESTS = 700, CHOSEN = 400, LOOK = 2000;
let view, text, current = null, open = false, pick = null, moving = null, rejecting = null, touched, said;

const outbox = new Outbox({ key: config.key, status: $("saved"), texts: t, onview: (v, more) => { if (!more) take(v); else view.version = v.version; }, onrefused: refused });
const list = new Entries($("entries"), config, { edit, choose: (key) => choose(key), act, read, complete, move, say, quoted: (typed) => text.quoted(typed) });

// ---------------------------------------------------------------- what is shown

function take(v) {
  if (v.text !== undefined) {
    view = v;
    if (!text || text.text !== v.text) { text = new TextView($("article"), v.text); pick = null; }
  } else view = { ...view, ...v };
  for (const e of view.entries) spread(e);
  if (!view.entries.some((e) => e.key === current)) { current = null; open = false; }
  if (current === null) current = (view.entries.find((e) => e.status === "proposed") ?? view.entries[0])?.key ?? null;
  draw();
}

function spread(e) {
  if (e.span) { e.start = text.toUnits(e.span[0]); e.end = text.toUnits(e.span[1]); }
}

function draw() {
  const marks = view.entries.filter((e) => e.span && (e.status !== "rejected" || e.key === current))
    .map((e) => ({ start: e.start, end: e.end, key: e.key, list: e.list, status: e.status, now: e.key === current }));
  const now = entry();
  if (now) for (const [s, e] of now.mentions ?? []) if (s !== now.span?.[0]) marks.push({ start: text.toUnits(s), end: text.toUnits(e), key: now.key, list: now.list, status: now.status, now: true });
  text.draw(marks, pick);
  list.draw(view, current, open);
  const left = view.entries.filter((e) => e.status === "proposed").length;
  $("counts").textContent = view.done ? `✓ ${t.all_done}` : `${view.entries.length - left}/${view.entries.length} ${t.progress_entries}`;
  $("b-undo").disabled = !view.undo;
  $("b-redo").disabled = !view.redo;
  $("b-rest").disabled = view.done;
  $("problems").hidden = !view.problems.length;
  $("problems").replaceChildren(element("p", {}, t.problems), element("ul", {}, ...view.problems.map((p) => element("li", { dir: "auto" }, p.what))));
  $("notes").replaceChildren(...(view.notes.length ? [element("h3", {}, t.notes), element("ul", { class: "notes" }, ...view.notes.map((n) => element("li", { dir: "auto" }, n.text)))] : []));
  drawPlain();
  drawPick();
}

function drawPlain() {
  if ($("plain").contains(document.activeElement)) return;
  const form = element("div", { class: "form" });
  for (const [path, { value }] of Object.entries(view.plain)) {
    const name = path.split(".").pop(), id = `p-${name}`;
    const input = element("input", { id, lang: "vi", dir: "auto", autocomplete: "off" });
    input.value = Array.isArray(value) ? value.join("; ") : value ?? "";
    input.addEventListener("change", () => {
      const typed = input.value.trim();
      let after = typed || null;
      if (Array.isArray(value)) after = typed.split(";").map((x) => x.trim()).filter(Boolean);
      else if (path === "published" && typed && !/^\d{4}-\d\d-\d\dT/.test(typed)) after = day(typed, "");
      if (path === "published" && typed && !after) return say(t.bad_date);
      send({ action: "edit", field: path, before: value, after });
    });
    form.append(element("label", { for: id }, t[`p_${name}`]), input);
  }
  $("plain").replaceChildren(form);
}

function drawPick() {
  $("selection").hidden = !pick;
  if (!pick) return;
  $("selection").replaceChildren(element("div", { class: "quote", dir: "auto" }, `${t.selected}: “`, ...pieces(text.text.slice(pick.start, pick.end).slice(0, 600)), "”"),
    element("span", {}, t.add_as + ":"), ...config.lists.map((name, i) => element("button", { onclick: () => add(name) }, t[name], " ", element("kbd", {}, String(i + 1)))));
}

function entry() { return view.entries.find((e) => e.key === current); }

function choose(key, { focus = true } = {}) {
  if (key === null || key === undefined) return;
  settle();
  if (key !== current) open = false;
  current = key;
  draw();
  const node = document.querySelector(`.entry[data-key="${CSS.escape(key)}"]`);
  if (focus) node?.focus({ preventScroll: true });
  node?.scrollIntoView({ block: "nearest" });
  const e = entry();
  if (e?.span) document.querySelector("mark.now")?.scrollIntoView({ block: "nearest" }) ?? text.show(e.start);
}

function say(what) { $("news").textContent = ""; $("news").textContent = what; $("alert").hidden = !what; $("alert").textContent = what; clearTimeout(said); said = setTimeout(() => { $("alert").hidden = true; }, READING); }

async function refused(status, error) {
  say(status === 409 ? t.stale : `${t.refused}: ${error}`);
  await reload();
}

async function reload() { take(await get(`/api/${config.key}`)); }

// ---------------------------------------------------------------- what can be done

function send(...ops) { outbox.send("do", { ops }); }

function act(name, e, reason = null) {
  settle();
  if (name === "edit") { editOpen(e.key); return; }
  send({ action: name, field: e.list, row: e.key, reason });
  e.status = name === "reject" ? "rejected" : e.status === "added" ? "added" : e.edited.length ? "edited" : "accepted";
  const order = view.entries;
  const from = order.indexOf(e);
  const next = order.slice(from + 1).find((x) => x.status === "proposed") ?? order.find((x) => x.status === "proposed") ?? order[from + 1] ?? e;
  choose(next.key);
}

function edit(e, attribute, value) {
  send({ action: "edit", field: `${e.list}.${attribute}`, row: e.key, before: e.values[attribute] ?? null, after: value });
  e.values[attribute] = value;
  e.edited.push(attribute);
  if (e.status !== "added") e.status = "edited";
  draw();
}

function editOpen(key) {
  choose(key);
  open = true;
  draw();
  document.querySelector(".entry.now .form :is(input, select)")?.focus();
  document.querySelector(".entry.now .form input:focus")?.select?.();
  document.querySelector(".entry.now")?.scrollIntoView({ block: "nearest" });
}

function editClose() {
  document.activeElement?.blur();
  open = false;
  choose(current);
}

// Several steps of a border are one correction, sent when the hand rests.
function move(e, which, step) {
  if (!e.span) return;
  if (moving && moving.key !== e.key) settle();
  const to = text.moved({ start: e.start, end: e.end }, which, step);
  if (to.start === e.start && to.end === e.end) return;
  moving ??= { key: e.key, before: e.span };
  Object.assign(e, to);
  e.span = [text.toPoints(to.start), text.toPoints(to.end)];
  e.values[["meetings", "people", "units"].includes(e.list) ? "name" : "text"] = text.text.slice(to.start, to.end);
  clearTimeout(moving.timer);
  moving.timer = setTimeout(settle, RESTS);
  outbox.say("saving");
  draw();
  $("news").textContent = textOf(e);
}

// What is typed or moved and not yet sent goes before the window does.
addEventListener("beforeunload", () => { document.activeElement?.blur(); settle(); }, { capture: true });

function settle() {
  if (!moving) return;
  const { key, before, timer } = moving;
  clearTimeout(timer);
  moving = null;
  const e = view.entries.find((x) => x.key === key);
  if (e && String(e.span) === String(before)) outbox.say("saved");
  else if (e) send({ action: "edit", field: `${e.list}.span`, row: key, before, span: e.span });
}

function add(name) {
  if (!pick) return;
  const span = [text.toPoints(pick.start), text.toPoints(pick.end)];
  const known = new Set(view.entries.map((e) => e.key));
  pick = null;
  document.getSelection()?.removeAllRanges();
  outbox.send("do", { ops: [{ action: "add", field: name, span }] }, (v) => {
    const made = v.entries.find((e) => !known.has(e.key) && e.status === "added");
    if (made) editOpen(made.key);
  });
  drawPick();
}

function complete(name) {
  settle();
  send({ action: "complete", field: name });
}

function rest() {
  settle();
  const ops = view.entries.filter((e) => e.status === "proposed").map((e) => ({ action: "accept", field: e.list, row: e.key }));
  ops.push(...config.lists.filter((n) => !view.complete.includes(n)).map((n) => ({ action: "complete", field: n })));
  if (ops.length) send(...ops);
}

function undo(forth) { settle(); outbox.send("undo", { forth }); }

async function read(e) {
  const answer = await fetch(`/api/${config.key}/read`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ row: e.key }) });
  const found = await answer.json();
  if (!answer.ok) return say(`${t.refused}: ${found.error}`);
  const now = view.entries.find((x) => x.key === e.key);
  const ops = Object.entries(found).filter(([k, v]) => v !== now.values[k]).map(([k, v]) => ({ action: "edit", field: `deadlines.${k}`, row: e.key, before: now.values[k] ?? null, after: v }));
  if (ops.length) send(...ops);
}

// ---------------------------------------------------------------- the text

$("article").addEventListener("mouseup", () => {
  pick = text.selection();
  if (pick) { $("article").focus({ preventScroll: true }); draw(); }
});
$("article").addEventListener("click", (e) => {
  if (!document.getSelection().isCollapsed) return;
  pick = null;
  const keys = e.target.closest("mark")?.dataset.keys?.split("\t").filter(Boolean);
  if (!keys?.length) return drawPick();
  choose(keys[(keys.indexOf(current) + 1) % keys.length]); // again: the next of those that lie over one another
});
document.addEventListener("selectionchange", () => { // touch screens have no mouse to let go of
  clearTimeout(touched);
  touched = setTimeout(() => { const s = matchMedia("(pointer: coarse)").matches && text?.selection(); if (s) { pick = s; drawPick(); } }, CHOSEN);
});

function showPick(p) {
  pick = p;
  draw();
  $("article").focus({ preventScroll: true });
  document.querySelector("mark.picked")?.scrollIntoView({ block: "nearest" });
  $("news").textContent = p ? `${t.selected}: ${text.text.slice(p.start, p.end)}` : "";
}

function caret() {
  const from = entry()?.start ?? 0;
  const word = text.words.find(([s]) => s >= from) ?? text.words[0];
  if (word) showPick({ start: word[0], end: word[1] });
}

function stepPick(direction, extend) {
  const words = text.words;
  if (extend) return showPick(text.moved(pick, "end", direction));
  const i = direction > 0 ? words.findIndex(([s]) => s >= pick.end) : words.findLastIndex(([, e]) => e <= pick.start);
  if (i >= 0) showPick({ start: words[i][0], end: words[i][1] });
}

function floating(name, done) {
  const form = $(name), input = form.querySelector("input");
  form.addEventListener("submit", (e) => { e.preventDefault(); if (done(input.value.trim()) !== false) { form.hidden = true; input.value = ""; } });
  form.addEventListener("keydown", (e) => { if (e.key === "Escape") { form.hidden = true; rejecting = null; input.value = ""; back(); e.stopPropagation(); } });
}

function back() { if (pick) $("article").focus({ preventScroll: true }); else choose(current); }

function ask(name) { settle(); $(name).hidden = false; $(name).querySelector("input").focus(); }

floating("find", (query) => {
  const found = query && text.find(query);
  if (!found) { say(t.find_none); return false; }
  showPick(found);
});
floating("note", (note) => {
  const rejected = rejecting && view.entries.find((e) => e.key === rejecting);
  rejecting = null;
  if (rejected) return setTimeout(() => act("reject", rejected, note || null));
  if (note) send({ action: "note", field: entry()?.list ?? "", row: current, after: note });
  setTimeout(back);
});

// ---------------------------------------------------------------- the scraped page

async function page() {
  const on = $("page").hidden;
  $("page").hidden = !on;
  $("article").hidden = on;
  $("b-page").setAttribute("aria-pressed", String(on));
  $("b-page").firstChild.textContent = (on ? t.hide_page : t.show_page) + " ";
  if (!on) return back();
  const { available, lines } = await get(`/api/${config.key}/page`);
  if (!available) return $("page").replaceChildren(element("p", {}, t.page_gone));
  const CUT = 2000; // characters of a line shown at first: a page's data can be one line of a million
  $("page").replaceChildren(element("p", { class: "quiet" }, t.page_help), ...lines.map((line, i) => {
    const select = element("select", { "aria-label": `${i + 1}: ${line.text.slice(0, 80)}`, "data-line": i }, ...config.kinds.map((k) => element("option", { value: k, selected: k === line.kind }, t[`kind_${k}`])));
    const shown = element("span", { class: "line", lang: "vi", dir: "auto" }, ...pieces(line.text.slice(0, CUT)));
    if (line.text.length > CUT) shown.append(" ", element("button", { onclick: () => shown.replaceChildren(...pieces(line.text)) }, `${t.page_more} (${line.text.length})`));
    const row = element("div", { class: `row ${line.kind}${line.kind === line.machine ? "" : " changed"}` }, select, shown);
    select.addEventListener("change", () => {
      send({ action: "edit", field: "lines", row: String(i), before: line.kind, after: select.value });
      line.kind = select.value;
      row.className = `row ${line.kind}${line.kind === line.machine ? "" : " changed"}`;
      $("news").textContent = t.lines_note;
    });
    return row;
  }));
  $("page").querySelector("select")?.focus();
}

function pageKey(e) {
  const select = e.target.closest?.("[data-line]");
  const all = [...$("page").querySelectorAll("[data-line]")];
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[e.key];
  if (step) all[Math.max(0, Math.min(all.length - 1, all.indexOf(select) + step))]?.focus();
  else if (select && (e.key === "b" || e.key === "n")) { select.value = e.key === "b" ? "body" : "noise"; select.dispatchEvent(new Event("change")); }
  else return false;
  return true;
}

// ---------------------------------------------------------------- keys

const go = (id) => { const a = $(id); if (a) leave(a.href); };
function leave(href) { settle(); if (!outbox.waiting.length) location.assign(href); else setTimeout(() => leave(href), 100); }

function step(direction, wanted = () => true) {
  const order = view.entries;
  for (let i = order.findIndex((e) => e.key === current) + direction; i >= 0 && i < order.length; i += direction) if (wanted(order[i])) return choose(order[i].key);
}

function jump(n) {
  const name = config.lists[n - 1];
  if (pick) return add(name);
  const here = view.entries.filter((e) => e.list === name);
  choose((here.find((e) => e.status === "proposed") ?? here[0])?.key);
}

const KEYS = {
  ArrowDown: () => step(1), j: () => step(1), ArrowUp: () => step(-1), k: () => step(-1),
  J: () => step(1, (e) => e.status === "proposed"), K: () => step(-1, (e) => e.status === "proposed"),
  a: () => entry() && act("accept", entry()), x: () => entry() && act("reject", entry()), X: () => { if (entry()) { rejecting = current; ask("note"); } }, e: () => entry() && editOpen(current), Enter: () => entry() && editOpen(current),
  "[": () => border("start", -1), "{": () => border("start", 1), "]": () => border("end", 1), "}": () => border("end", -1),
  u: () => undo(false), U: () => undo(true), n: () => ask("note"), m: () => entry() && complete(entry().list), M: rest,
  "/": () => ask("find"), v: caret, s: page, "?": () => $("help").showModal(), ".": () => go("to-after"), ",": () => go("to-before"), g: () => go("to-queue"),
};
function border(which, direction) { if (pick) showPick(text.moved(pick, which, direction)); else if (entry()) move(entry(), which, direction); }

document.addEventListener("keydown", (e) => {
  if (e.ctrlKey || e.metaKey || e.altKey || $("help").open || !view) return;
  const field = e.target.closest("input, select, textarea");
  const form = e.target.closest(".form");
  if (form && form.closest(".entry") && ((e.key === "Enter" && !e.target.closest("button")) || e.key === "Escape")) { e.preventDefault(); return editClose(); }
  if (!$("page").hidden && pageKey(e)) return e.preventDefault();
  if (field && !field.dataset.line || form) return;
  if (e.target.closest("button, a, summary") && ["Enter", " "].includes(e.key)) return;
  if (e.key === "Escape" && pick) { pick = null; document.getSelection()?.removeAllRanges(); draw(); return choose(current); }
  if (pick && ["ArrowLeft", "ArrowRight"].includes(e.key)) { e.preventDefault(); return stepPick(e.key === "ArrowRight" ? 1 : -1, e.shiftKey); }
  if (pick && e.key === ";") { e.preventDefault(); return showPick({ start: pick.start, end: text.clauseEnd(pick.end) }); }
  if (e.key.length === 1 && !$("keys-on").checked && e.key !== "?") return;
  if (/^[1-8]$/.test(e.key)) { e.preventDefault(); return jump(Number(e.key)); }
  const does = KEYS[e.key];
  if (does) { e.preventDefault(); does(); }
});

for (const [id, does] of Object.entries({ "b-undo": () => undo(false), "b-redo": () => undo(true), "b-find": () => ask("find"), "b-note": () => { rejecting = null; ask("note"); }, "b-page": page, "b-rest": rest, "b-help": () => $("help").showModal() })) $(id).addEventListener("click", does);
for (const id of ["to-queue", "to-before", "to-after"]) $(id)?.addEventListener("click", (e) => { e.preventDefault(); go(id); });
$("keys-on").checked = localStorage.getItem("keys") !== "off";
$("keys-on").addEventListener("change", () => localStorage.setItem("keys", $("keys-on").checked ? "on" : "off"));

const bar = new ResizeObserver(() => document.documentElement.style.setProperty("--bar", document.querySelector(".bar").offsetHeight + "px"));
bar.observe(document.querySelector(".bar"));

// Another window may work on the same article.
setInterval(async () => {
  if (document.hidden || outbox.waiting.length || moving || !view) return;
  try {
    const { version } = await get(`/api/${config.key}/version`);
    if (version !== view.version && !outbox.waiting.length && !moving) { await reload(); $("news").textContent = t.reloaded; }
  } catch { /* the next saving will tell */ }
}, LOOK);

// A page or an answer that did not come: nothing is lost, but a key seemed to do nothing.
addEventListener("unhandledrejection", (e) => say(`${t.no_answer} (${e.reason?.message ?? e.reason})`));

await reload();
choose(current);
document.documentElement.dataset.ready = "1";
