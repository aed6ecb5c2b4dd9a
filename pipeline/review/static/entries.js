// The list of entries beside the text, and the form of the one that is open.
import { element } from "./text.js";

const FIELDS = {
  meetings: ["type:choice", "date:day", "end_date:day", "date_text", "part_of_day:choice", "organizer:name", "location", "chairs:chairs"],
  people: ["title"],
  units: ["canonical", "level:choice", "collective:flag", "code"],
  directives: ["issuer:name", "addressees:chips", "partners:chips", "kind:choice", "deadline:link", "targets:links", "trigger"],
  deadlines: ["date:day", "relation:choice", "start:day", "duration", "working_days:flag", "recurrence"],
  targets: ["value:number", "value_max:number", "unit", "comparator:choice", "direction:choice", "metric", "scope", "deadline:link"],
  documents: ["type", "number", "date:day", "issuer:name"],
};
FIELDS.results = FIELDS.targets;
const COPIED = new Set(["issuer", "organizer", "location", "date_text", "title", "trigger", "metric", "scope"]);
const COPY = { meetings: "name", people: "name", units: "name" };
const DAYS = { vi: ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"], en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] };

export const textOf = (e) => e.values[COPY[e.list] ?? "text"] ?? "";

// "15/6/2023", "15-06-23", "2023-6-15", "15/6" (the year of the article) → "2023-06-15"; null where it is no day.
export function day(typed, published) {
  const s = typed.trim();
  let m = s.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  let [y, mo, d] = m ? m.slice(1).map(Number) : [];
  if (!m && (m = s.match(/^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{2}|\d{4}))?$/))) {
    [d, mo] = [Number(m[1]), Number(m[2])];
    y = m[3] ? Number(m[3]) + (m[3].length === 2 ? 2000 : 0) : Number((published || "").slice(0, 4));
  }
  if (!y) return null;
  const date = new Date(Date.UTC(y, mo - 1, d));
  if (date.getUTCMonth() !== mo - 1 || date.getUTCDate() !== d) return null;
  return date.toISOString().slice(0, 10);
}

export class Entries {
  // calls: edit(entry, attribute, value), choose(key), act(name, entry), read(entry), complete(list), move(entry, which, step),
  // say(message), quoted(typed) → the article's own words
  constructor(root, config, calls) {
    Object.assign(this, { root, t: config.texts, lang: config.lang, lists: config.lists, choices: config.choices, calls });
    this.made = new Map(); // key → {node, signature}
    this.sections = {};
    for (const list of this.lists) {
      const n = this.lists.indexOf(list) + 1;
      const s = { title: element("h3", { id: `h-${list}` }), done: element("button", { onclick: () => calls.complete(list) }), ol: element("ol", { "aria-labelledby": `h-${list}` }) };
      s.node = element("section", { class: "list" }, element("header", {}, element("span", { class: `swatch ${list}`, "aria-hidden": "true" }, String(n)), s.title, s.done), s.ol);
      this.sections[list] = s;
    }
    this.names = element("datalist", { id: "names" });
    root.replaceChildren(this.names, ...this.lists.map((l) => this.sections[l].node));
  }

  draw(view, current, open) {
    this.view = view;
    const had = document.activeElement?.closest?.("[data-focus]")?.dataset.focus;
    const names = new Set();
    for (const e of view.entries) if (["people", "units"].includes(e.list)) names.add(textOf(e));
    if (this.names.childElementCount !== names.size) this.names.replaceChildren(...[...names].map((n) => element("option", { value: n })));
    for (const list of this.lists) {
      const s = this.sections[list];
      const here = view.entries.filter((e) => e.list === list);
      const left = here.filter((e) => e.status === "proposed").length;
      s.title.textContent = `${this.t[list]} · ${here.filter((e) => e.status !== "rejected").length}` + (left ? ` (${left} ${this.t.status_proposed})` : "");
      const complete = view.complete.includes(list);
      s.done.textContent = complete ? `✓ ${this.t.complete}` : this.t.nothing_missing;
      s.done.disabled = complete;
      const nodes = here.map((e, i) => this.entry(e, i, here.length, e.key === current, open && e.key === current));
      if (nodes.length !== s.ol.children.length || nodes.some((n, i) => n !== s.ol.children[i])) s.ol.replaceChildren(...nodes);
    }
    const gone = new Set(view.entries.map((e) => e.key));
    for (const key of this.made.keys()) if (!gone.has(key)) this.made.delete(key);
    if (had && !document.activeElement?.closest?.("[data-focus]")) this.root.querySelector(`[data-focus="${CSS.escape(had)}"]`)?.focus();
  }

  entry(e, i, n, now, open) {
    const signature = JSON.stringify([e, i, n, now, open, open ? this.linkable() : 0]);
    const made = this.made.get(e.key);
    if (made?.signature === signature) return made.node;
    if (made && made.open && open) { // being edited: what is under the fingers stays
      made.signature = signature;
      made.node.className = `entry ${e.status} now`;
      made.node.querySelector(".badge").textContent = this.t["status_" + e.status];
      made.node.querySelector(".what").textContent = textOf(e);
      this.refill(made.node.querySelector(".form"), e);
      return made.node;
    }
    const node = element("li", { class: `entry ${e.status}${now ? " now" : ""}`, tabindex: now ? 0 : -1, "data-key": e.key, "data-focus": e.key, "aria-current": now ? "true" : null,
      "aria-label": `${this.t[e.list]} ${i + 1}/${n}, ${this.t["status_" + e.status]}: ${textOf(e)}. ${this.gist(e)}` },
    element("div", {}, element("span", { class: "badge" }, this.t["status_" + e.status]), " ", element("span", { class: "what", lang: "vi", dir: "auto" }, textOf(e))),
    element("div", { class: "more", dir: "auto" }, this.gist(e)));
    if (now) node.append(this.actions(e));
    if (open) node.append(this.form(e));
    node.addEventListener("click", (event) => { if (!event.target.closest("button, input, select, label")) this.calls.choose(e.key); });
    this.made.set(e.key, { node, signature, open });
    return node;
  }

  linkable() { return this.view.entries.filter((e) => ["deadlines", "targets"].includes(e.list) && e.status !== "rejected").map((e) => [e.key, textOf(e)]); }

  named(key) { const e = this.view.entries.find((x) => x.key === key); return e ? textOf(e) + (e.values.date ? ` (${e.values.date})` : "") : ""; }

  gist(e) {
    const v = e.values, t = this.t, out = [];
    const say = (x) => x !== null && x !== undefined && x !== "" && out.push(String(x));
    if (e.list === "meetings") { say(v.type); say(v.date); say(v.organizer); say(v.location); (v.chairs ?? []).forEach((c) => say(c.name)); }
    if (e.list === "people") say(v.title);
    if (e.list === "units") { if (v.canonical !== v.name) say(v.canonical); say(v.level && t["v_" + v.level]); }
    if (e.list === "directives") { say(t["v_" + v.kind]); say(v.issuer && v.issuer + " →"); say((v.addressees ?? []).join("; ")); if (v.partners?.length) say("+ " + v.partners.join("; ")); say(v.deadline && this.named(v.deadline)); }
    if (e.list === "deadlines") { say(t["v_" + v.relation]); say(v.start && v.start + " →"); say(v.date ?? t.no_date); say(v.duration); say(v.recurrence); }
    if (e.list === "targets" || e.list === "results") { say(`${v.comparator} ${v.value}${v.value_max !== null ? "–" + v.value_max : ""} ${v.unit}`); say(v.metric); say(v.scope); }
    if (e.list === "documents") { say(v.type); say(v.number); say(v.date); }
    return out.join(" · ");
  }

  actions(e) {
    const t = this.t;
    const button = (name, key) => element("button", { onclick: () => this.calls.act(name, e), tabindex: 0 }, t[name], " ", element("kbd", {}, key));
    const move = (label, which, step, sign) => element("button", { title: t[label], "aria-label": t[label], onclick: () => this.calls.move(e, which, step) }, sign);
    return element("div", { class: "actions" }, button("accept", "a"), button("reject", "x"), button("edit", "e"),
      element("span", { class: "borders", role: "group", "aria-label": t.borders }, move("border_start_back", "start", -1, "[←"), move("border_start_on", "start", 1, "[→"), move("border_end_back", "end", -1, "←]"), move("border_end_on", "end", 1, "→]")));
  }

  form(e) {
    const form = element("div", { class: "form", role: "group", "aria-label": this.t.edit });
    for (const spec of FIELDS[e.list]) {
      const [name, kind = "text"] = spec.split(":");
      const id = `f-${name}`;
      form.append(element("label", { for: id }, this.t["f_" + name]), this.field(e, name, kind, id));
      form.lastChild.dataset.value = JSON.stringify([e.values[name], kind.startsWith("link") ? this.linkable() : 0]);
      if (e.list === "deadlines" && name === "date") form.append(this.reading(e));
    }
    return form;
  }

  // New values into an open form; the field that has the focus stays the same element.
  refill(form, e) {
    const fresh = this.form(e);
    const pairs = [...form.children].map((old, i) => [old, fresh.children[i]]);
    for (const [old, now] of pairs) {
      if (old.classList.contains("read")) old.replaceWith(now);
      else if (old.dataset.value === now.dataset.value || old === document.activeElement) old.dataset.value = now.dataset.value ?? "";
      else if (old.classList.contains("chips") && old.contains(document.activeElement)) {
        old.dataset.value = now.dataset.value;
        old.querySelectorAll(".chip").forEach((c) => c.remove());
        old.prepend(...now.querySelectorAll(".chip"));
      } else old.replaceWith(now);
    }
  }

  reading(e) {
    const v = e.values;
    const on = v.date ? `${DAYS[this.lang][new Date(v.date + "T00:00Z").getUTCDay()]}, ${v.date.split("-").reverse().join("/")}` : this.t.no_date;
    return element("p", { class: "read" }, `${this.t.reading}: “${v.text}” → ${this.t["v_" + v.relation]} ${v.date ?? "–"} (${on}) `, element("button", { onclick: () => this.calls.read(e) }, this.t.read_again));
  }

  field(e, name, kind, id) {
    const t = this.t, value = e.values[name], focus = `${e.key}/${name}`;
    const current = () => this.view.entries.find((x) => x.key === e.key) ?? e;
    const keep = (v) => { if (JSON.stringify(v) !== JSON.stringify(current().values[name])) this.calls.edit(current(), name, v); };
    if (kind === "choice") {
      const select = element("select", { id, "data-focus": focus, onchange: () => keep(select.value || null) },
        ...this.choices[`${e.list}.${name}`].map((c) => element("option", { value: c, selected: c === (value ?? "") }, c ? t["v_" + c] ?? c : "–")));
      return select;
    }
    if (kind === "flag") {
      const box = element("input", { id, type: "checkbox", checked: value, "data-focus": focus, onchange: () => keep(box.checked) });
      return box;
    }
    if (kind === "link") {
      const select = element("select", { id, "data-focus": focus, onchange: () => keep(select.value || null) }, element("option", { value: "" }, "–"),
        ...this.view.entries.filter((x) => x.list === "deadlines" && x.status !== "rejected").map((x) => element("option", { value: x.key, selected: x.key === value }, this.named(x.key))));
      return select;
    }
    if (kind === "links") {
      const near = this.view.entries.filter((x) => x.list === "targets" && x.status !== "rejected" && (value.includes(x.key) || (x.span && e.span && x.span[0] >= e.span[0] && x.span[1] <= e.span[1])));
      if (!near.length) return element("span", { id, class: "quiet" }, t.no_entries);
      return element("div", { id, class: "chips" }, ...near.map((x) => {
        const box = element("input", { type: "checkbox", checked: value.includes(x.key), "data-focus": `${focus}/${x.key}`, onchange: () => keep(box.checked ? [...current().values[name], x.key] : current().values[name].filter((k) => k !== x.key)) });
        return element("label", { class: "chip" }, box, textOf(x));
      }));
    }
    if (kind === "chips" || kind === "chairs") return this.chips(current, name, kind, id, focus, keep);
    const input = element("input", { id, "data-focus": focus, value: value ?? "", lang: "vi", dir: "auto", autocomplete: "off", spellcheck: "false", list: kind === "name" ? "names" : null,
      inputmode: kind === "number" ? "decimal" : null, placeholder: kind === "day" ? "2023-06-15" : null });
    input.value = value ?? "";
    input.addEventListener("change", () => {
      const typed = input.value.trim();
      let v = typed ? (COPIED.has(name) ? this.calls.quoted(typed) : typed) : null;
      if (kind === "day" && typed) v = day(typed, this.view.plain.published.value);
      if (kind === "number" && typed) v = Number(typed.replace(/\.(?=\d{3}\b)/g, "").replace(",", "."));
      const wrong = (kind === "day" && typed && !v) || (kind === "number" && (Number.isNaN(v) || (v === null && name === "value")));
      input.classList.toggle("wrong", wrong);
      input.setAttribute("aria-invalid", String(wrong));
      if (wrong) return this.calls.say(kind === "day" ? t.bad_date : t.bad_number);
      keep(["canonical", "unit", "type"].includes(name) ? v ?? e.values[name] : v);
    });
    return input;
  }

  chips(current, name, kind, id, focus, keep) {
    const values = () => current().values[name] ?? [];
    const label = (x) => (kind === "chairs" ? x.name + (x.title ? ` | ${x.title}` : "") : x);
    const input = element("input", { id, "data-focus": focus, placeholder: this.t.add_chip, list: "names", lang: "vi", autocomplete: "off" });
    const take = () => {
      const typed = input.value.trim();
      if (!typed) return;
      input.value = "";
      const [first, ...rest] = (kind === "chairs" ? typed.split("|") : [typed]).map((x) => this.calls.quoted(x.trim()));
      keep([...values(), kind === "chairs" ? { name: first, title: rest.join(" | ") || null } : first]);
    };
    input.addEventListener("change", take);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && input.value.trim()) { event.stopPropagation(); event.preventDefault(); take(); }
      if (event.key === "Backspace" && !input.value && values().length) keep(values().slice(0, -1));
      if (event.key === "ArrowLeft" && !input.value) input.previousElementSibling?.querySelector("button").focus();
    });
    // Tab passes the chips by; arrows reach them from the empty field.
    const walk = (event) => {
      const chip = event.target.closest(".chip");
      const to = { ArrowLeft: chip.previousElementSibling?.querySelector("button"), ArrowRight: chip.nextElementSibling?.querySelector("button") ?? input }[event.key];
      if (to) { event.preventDefault(); to.focus(); }
      if (event.key === "Backspace" || event.key === "Delete") { input.focus(); event.target.click(); }
    };
    return element("div", { class: "chips" }, ...values().map((x, i) => element("span", { class: "chip", dir: "auto" }, label(x),
      element("button", { tabindex: -1, "aria-label": `${this.t.remove} ${label(x)}`, onkeydown: walk, onclick: () => keep(values().filter((_, j) => j !== i)) }, "×"))), input);
  }
}
