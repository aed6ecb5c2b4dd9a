// The article's text with its marks. Text is only ever put into the page as text nodes.
// Offsets of the server count code points, those of JavaScript UTF-16 units: toUnits, toPoints.
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const WORD = /[\p{L}\p{N}\p{M}]+(?:[./,-][\p{L}\p{N}\p{M}]+)*%?|[^\s\p{L}\p{N}\p{M}]/gu;

export function element(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) e.addEventListener(name.slice(2), value);
    else e.setAttribute(name, value === true ? "" : value);
  }
  e.append(...children);
  return e;
}

// Text whose controls (direction marks, zero-width blanks, …) are shown by their number, not obeyed.
export function pieces(text, start = 0) {
  const out = [];
  let at = 0;
  const run = (from, to) => from < to && out.push(element("span", { "data-start": start + from }, text.slice(from, to)));
  for (const m of text.matchAll(CONTROL)) {
    run(at, m.index);
    const code = "U+" + m[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    out.push(element("span", { class: "control", "data-code": code, "data-start": start + m.index, "data-skip": 1, "aria-label": code }));
    at = m.index + 1;
  }
  run(at, text.length);
  return out;
}

export class TextView {
  constructor(root, text) {
    this.root = root;
    this.text = text;
    this.astral = /[\ud800-\udfff]/.test(text) ? [...text].reduce((all, c) => (all.push(all[all.length - 1] + c.length), all), [0]) : null;
    this.lines = [];
    let start = 0;
    for (const line of text.split("\n")) {
      this.lines.push({ start, end: start + line.length, node: element("p", { dir: "auto" }), marks: null });
      start += line.length + 1;
    }
    root.replaceChildren(...this.lines.map((l) => l.node));
  }

  toUnits(point) { return this.astral ? this.astral[point] : point; }

  toPoints(unit) {
    if (!this.astral) return unit;
    let low = 0, high = this.astral.length - 1;
    while (low < high) { const mid = (low + high) >> 1; if (this.astral[mid] < unit) low = mid + 1; else high = mid; }
    return low;
  }

  // marks: [{start, end, key, list, status, now}] and one pick {start, end}, in UTF-16 units.
  // Only lines whose marks changed are drawn again.
  draw(marks, pick) {
    const sorted = [...marks].sort((a, b) => a.start - b.start);
    let first = 0;
    for (const line of this.lines) {
      while (first < sorted.length && sorted[first].end <= line.start && sorted[first].start < line.start) first++;
      const here = [];
      for (let i = first; i < sorted.length && sorted[i].start < line.end; i++) if (sorted[i].end > line.start) here.push(sorted[i]);
      const picked = pick && pick.start < line.end && pick.end > line.start ? pick : null;
      const signature = here.map((m) => `${m.start},${m.end},${m.key},${m.status},${m.now ? 1 : 0}`).join(";") + (picked ? `|${picked.start},${picked.end}` : "");
      if (signature === line.marks) continue;
      line.marks = signature;
      line.node.replaceChildren(...this.line(line, here, picked));
    }
  }

  line(line, marks, pick) {
    const cuts = new Set([line.start, line.end]);
    for (const m of pick ? [...marks, pick] : marks) for (const at of [m.start, m.end]) if (at > line.start && at < line.end) cuts.add(at);
    const at = [...cuts].sort((a, b) => a - b);
    const out = [];
    for (let i = 0; i + 1 < at.length; i++) {
      const [s, e] = [at[i], at[i + 1]];
      const over = marks.filter((m) => m.start <= s && e <= m.end).sort((a, b) => (b.now ? 1 : 0) - (a.now ? 1 : 0) || a.end - a.start - (b.end - b.start));
      const picked = pick && pick.start <= s && e <= pick.end;
      const text = pieces(this.text.slice(s, e), s);
      if (!over.length && !picked) { out.push(...text); continue; }
      const top = over[0];
      const names = top ? [top.list, top.status, ...(over.some((m) => m.now) ? ["now"] : [])] : [];
      out.push(element("mark", { class: [...names, ...(picked ? ["picked"] : [])].join(" "), "data-keys": over.map((m) => m.key).join("\t") }, ...text));
    }
    return out;
  }

  // What the mouse selected, as {start, end} in units without the blanks around it, or null.
  selection() {
    const s = document.getSelection();
    if (!s || s.isCollapsed || !this.root.contains(s.anchorNode) || !this.root.contains(s.focusNode)) return null;
    const range = s.getRangeAt(0);
    return this.trimmed(this.offset(range.startContainer, range.startOffset), this.offset(range.endContainer, range.endOffset));
  }

  offset(node, at) {
    if (node.nodeType === Node.TEXT_NODE) return Number(node.parentElement.closest("[data-start]").dataset.start) + at;
    const runs = (e) => (e.matches?.("[data-start]") ? [e] : [...(e.querySelectorAll?.("[data-start]") ?? [])]);
    for (let i = at; i < node.childNodes.length; i++) { const run = runs(node.childNodes[i])[0]; if (run) return Number(run.dataset.start); }
    const last = runs(node).pop();
    return last ? Number(last.dataset.start) + (last.textContent.length || Number(last.dataset.skip || 0)) : 0;
  }

  trimmed(start, end) {
    while (start < end && /\s/.test(this.text[start])) start++;
    while (end > start && /\s/.test(this.text[end - 1])) end--;
    return start < end ? { start, end } : null;
  }

  get words() { return this._words ??= [...this.text.matchAll(WORD)].map((m) => [m.index, m.index + m[0].length]); }

  // The place with one of its borders moved by a word: which is "start" or "end", step -1 or 1.
  moved({ start, end }, which, step) {
    const words = this.words;
    if (which === "start") {
      const to = step > 0 ? words.find(([s]) => s > start)?.[0] : words.findLast(([s]) => s < start)?.[0];
      return to !== undefined && to < end ? { start: to, end } : { start, end };
    }
    const to = step > 0 ? words.find(([, e]) => e > end)?.[1] : words.findLast(([, e]) => e < end)?.[1];
    return to !== undefined && to > start ? { start, end: to } : { start, end };
  }

  clauseEnd(at) {
    const rest = this.text.slice(at).search(/[;\n]|[.!?…](?=\s|$)/);
    return this.trimmed(0, rest < 0 ? this.text.length : at + rest)?.end ?? at;
  }

  // "trien khai..dung han" → the shortest stretch from the one phrase to the other, whatever accents and capitals.
  find(query) {
    const plain = this._plain ??= fold(this.text);
    const [first, last] = query.split(/\.\.|…/).map((part) => fold(part).text.trim());
    if (!first) return null;
    let best = null;
    for (const at of places(plain.text, first)) {
      let stop = at + first.length;
      if (last) { const to = plain.text.indexOf(last, stop); if (to < 0) break; stop = to + last.length; }
      if (!best || stop - at < best[1] - best[0]) best = [at, stop];
      if (!last) break;
    }
    if (!best) return null;
    const start = plain.at[best[0]], end = plain.at[best[1] - 1] + 1;
    const word = this.words.find(([s, e]) => s < end && end < e);
    return { start, end: word ? word[1] : end };
  }

  // What someone means who types a name without accents, or as "first..last": the article's own words.
  quoted(typed) {
    if (!/^[\x20-\x7e]+$/.test(typed) && !typed.includes("..")) return typed;
    if (this.text.includes(typed)) return typed;
    const found = this.find(typed);
    return found ? this.text.slice(found.start, found.end) : typed;
  }

  show(start) { this.lines.findLast((l) => l.start <= start)?.node.scrollIntoView({ block: "nearest" }); }
}

// Where a phrase begins with a word; where it begins with none, every place.
function places(text, phrase) {
  const all = [];
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) all.push(at);
  const whole = all.filter((at) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]));
  return whole.length ? whole : all;
}

function fold(text) {
  let out = "";
  const at = [];
  for (let i = 0; i < text.length; i++) {
    const plain = text[i].normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s/g, " ");
    for (const c of plain) { out += c; at.push(i); }
  }
  return { text: out, at };
}
