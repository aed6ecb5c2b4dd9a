"""Records as annotators see and change them: entries with keys, what events make of them, and back.

An entry's ``values`` are its fields in the record, without spans and with links to deadlines and
targets given as keys, so that they hold while lists grow and shrink.
"""
from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import ValidationError

from pipeline.anchors import Places, Target, target
from pipeline.corrections import LISTS, Event, active
from pipeline.records import (Confirmed, Deadline, Directive, Document, Figure, Meeting, Person, Record,
                              Unit)

Status = Literal["proposed", "accepted", "edited", "added", "rejected"]
MODELS = {"meetings": Meeting, "people": Person, "units": Unit, "directives": Directive, "deadlines": Deadline,
          "targets": Figure, "results": Figure, "documents": Document}
# The field that is the copy of the span.
COPY = {name: "name" if name in ("meetings", "people", "units") else "text" for name in LISTS}
PLAIN = ("title", "published", "byline", "place.province", "place.district", "place.ward")
LINE_KINDS = ("title", "date", "body", "caption", "byline", "noise")
# Share of two spans' characters that they have in common (Dice) from which they are the same
# entry: a clause whose border moved by a few words still is, its neighbour is not.
SAME_SPAN = 0.5


@dataclass
class Entry:
    """One entry of a record's list. ``span`` is ``[start, end)`` in the text at hand, None where the
    place was not found in it."""

    key: str
    list: str
    values: dict[str, Any]
    span: tuple[int, int] | None
    status: Status = "proposed"
    edited: set[str] = field(default_factory=set)  # fields that a person changed
    by: str | None = None
    time: str | None = None
    mentions: list[tuple[int, int]] = field(default_factory=list)  # of a unit
    chairs: dict[str, tuple[int, int]] = field(default_factory=dict)  # of a meeting: name → span
    place: Target | None = None  # where a person saw it

    @property
    def first(self) -> tuple[int, int]:
        """Where it first stands: records list their entries in this order."""
        return min([*self.mentions, *([self.span] if self.span else [])], default=(0, 0))


@dataclass
class Review:
    """What a person, or several, said of an article."""

    entries: dict[str, Entry] = field(default_factory=dict)
    plain: dict[str, tuple[Any, str, str]] = field(default_factory=dict)  # field → value, who, when
    lines: dict[str, tuple[Target, str]] = field(default_factory=dict)  # key of the line → place, label
    complete: dict[str, Event] = field(default_factory=dict)  # lists in which nothing is missing
    notes: list[Event] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)  # what two people said the contrary of


@dataclass(frozen=True)
class Problem:
    """A correction that does not fit its article (any more)."""

    article: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.article}: {self.what!r}: {self.why}"


def digest(text: str) -> str:
    """SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


# ------------------------------------------------------------------ records → entries

def entries(record: Record) -> list[Entry]:
    """The entries of a record, list by list. Keys are made of what is quoted and how often it was
    quoted before, so they hold when text before them changes."""
    keys: dict[str, list[str]] = {}
    for name in LISTS:
        seen: Counter[str] = Counter()
        keys[name] = []
        for row in getattr(record, name):
            stem = f"{name}:{digest(getattr(row, COPY[name]))[:10]}"
            keys[name].append(f"{stem}:{seen[stem]}")
            seen[stem] += 1
    return [_entry(record, name, row, key, keys) for name in LISTS for row, key in zip(getattr(record, name), keys[name])]


def _entry(record: Record, name: str, row: Any, key: str, keys: dict[str, list[str]]) -> Entry:
    values = row.model_dump(mode="json", exclude={"span", "mentions"})
    if values.get("deadline") is not None:
        values["deadline"] = keys["deadlines"][values["deadline"]]
    if name == "directives":
        values["targets"] = [keys["targets"][i] for i in values["targets"]]
    if name == "meetings":
        values["chairs"] = [{"name": c["name"], "title": c["title"]} for c in values["chairs"]]
    if name != "units":
        return Entry(key, name, values, row.span, chairs={c.name: c.span for c in row.chairs} if name == "meetings" else {})
    own = next(m for m in row.mentions if record.text[m[0]:m[1]] == row.name)
    return Entry(key, name, values, own, mentions=list(row.mentions))


# ------------------------------------------------------------------ events → review

def replay(events: Iterable[Event]) -> Review:
    """What events, in order of time, come to. Where several people speak, the last one does."""
    review = Review()
    verdicts: dict[str, dict[str, bool]] = {}  # key → who → whether it stays
    same: dict[str, str] = {}  # key of an entry that another person had added before → the key that it has
    for e in active(list(events)):
        if e.action == "add" and (twin := _added_before(review, e)):
            same[e.row or ""] = twin
        if e.row in same:
            e = e.model_copy(update={"row": same[e.row]})
        if e.action == "note":
            review.notes.append(e)
        elif e.action == "complete":
            keys = [same.get(k, k) for k in (e.entry or {}).get("keys", ())]
            review.complete[e.field] = e.model_copy(update={"entry": {"keys": keys}})
        elif e.field == "lines" and e.target:
            review.lines[e.row or ""] = (e.target, e.after)
        elif not e.list:
            review.plain[e.field] = (e.after, e.annotator, e.time)
        else:
            _turn(review, e)
            verdicts.setdefault(e.row or "", {})[e.annotator] = e.action != "reject"
    for entry in review.entries.values() if same else ():
        for link in {"deadline", "targets"} & entry.values.keys():
            value = entry.values[link]
            entry.values[link] = list(dict.fromkeys(same.get(k, k) for k in value)) if isinstance(value, list) else same.get(value, value)
    review.disputed = [key for key, said in verdicts.items() if len(set(said.values())) > 1]
    return review


def _added_before(review: Review, e: Event) -> str | None:
    """The key of the entry that someone else has added in the same place."""
    for entry in review.entries.values():
        if entry.list == e.list and entry.status == "added" and entry.by != e.annotator and entry.place and e.target:
            (a, b), (c, d) = entry.place.span, e.target.span
            near = 2 * max(0, min(b, d) - max(a, c)) / (b - a + d - c) >= SAME_SPAN
            if near or entry.place.selector[0] == e.target.selector[0]:
                return entry.key
    return None


def _turn(review: Review, e: Event) -> None:
    key = e.row or ""
    entry = review.entries.get(key)
    if entry is None:
        values = e.after if e.action == "add" else e.entry
        entry = review.entries[key] = Entry(key, e.list, dict(values or {}), None, place=e.target)
    if e.action == "add":
        entry.status, entry.values, entry.place = "added", dict(e.after or {}), e.target
    elif e.action == "reject":
        entry.status = "rejected"
    elif e.action == "accept":
        entry.status = "added" if entry.status == "added" else "edited" if entry.edited else "accepted"
    elif e.action == "edit":
        entry.edited.add(e.attribute)
        if e.attribute == "span":
            entry.place = e.target
            entry.values[COPY[e.list]] = e.target.exact if e.target else e.after
        else:
            entry.values[e.attribute] = e.after
        entry.status = "added" if entry.status == "added" else "edited"
    entry.by, entry.time = e.annotator, e.time


# ------------------------------------------------------------------ entries + review → entries

def merged(record: Record, review: Review) -> tuple[list[Entry], list[Problem]]:
    """The record's entries and the reviewed ones as one list, in order of place, rejected ones
    included; and the corrections that do not fit. A reviewed entry takes the place of the one it
    was made of, found by its key, else by its place in the text."""
    places = Places(record.text)
    free = {e.key: e for e in entries(record)}
    out: list[Entry] = []
    problems: list[Problem] = []
    lost: list[Entry] = []
    for key, said in review.entries.items():
        span = places.find(said.place) if said.place else None
        # moved by this correction, the machine's entry is still where it was: the key tells it
        twin = free.get(key) if key in free and free[key].list == said.list else None
        if twin is None and span:
            twin = _nearest(said, span, free.values(), review)
        if span is None and said.status == "rejected":
            if twin is None:
                continue  # neither the machine nor the text has it any more
            span = twin.span
        entry = replace(said, span=span)
        if twin:
            del free[twin.key]
            entry.mentions, entry.chairs = twin.mentions, twin.chairs
        if span is None:
            lost.append(entry)
            problems.append(Problem(record.id, _told(said), "what it quotes is not in the text, or in more than one place"))
        elif record.text[span[0]:span[1]] != said.values.get(COPY[said.list]):
            entry.values = {**said.values, COPY[said.list]: record.text[span[0]:span[1]]}  # other blanks
        out.append(entry)
    same_text = digest(record.text)
    for entry in free.values():
        done = review.complete.get(entry.list)
        # who said that nothing is missing in this very text saw no such entry
        if done and done.text_sha256 == same_text and done.entry is not None and entry.key not in done.entry.get("keys", []):
            entry = replace(entry, status="rejected", by=done.annotator, time=done.time)
        out.append(entry)
    out.sort(key=lambda e: (LISTS.index(e.list), e.span is None, e.first, e.span or (0, 0), e.key))
    return out, problems


def _nearest(said: Entry, span: tuple[int, int], free: Iterable[Entry], review: Review) -> Entry | None:
    def alike(e: Entry) -> float:
        common = min(span[1], e.span[1]) - max(span[0], e.span[0])
        return 2 * max(0, common) / (span[1] - span[0] + e.span[1] - e.span[0])

    rivals = [e for e in free if e.list == said.list and e.key not in review.entries]
    best = max(rivals, key=alike, default=None)
    return best if best and alike(best) >= SAME_SPAN else None


def _told(e: Entry) -> str:
    return f"{e.list}: {e.values.get(COPY[e.list], '')}"[:120]


# ------------------------------------------------------------------ entries → record

def rebuilt(record: Record, found: list[Entry], review: Review) -> tuple[Record, list[Problem]]:
    """The record with these entries in place of its own, rejected ones and those without a place
    left out; ``confirmed`` tells what people confirmed. Its spans are checked."""
    problems: list[Problem] = []
    kept = {name: [e for e in found if e.list == name and e.status != "rejected" and e.span] for name in LISTS}
    index = {e.key: i for name in LISTS for i, e in enumerate(kept[name])}
    rows: dict[str, list] = {}
    confirmed: list[Confirmed] = []
    for name in LISTS:
        rows[name] = []
        for i, e in enumerate(kept[name]):
            try:
                rows[name].append(row(record.text, e, index))
            except (ValidationError, ValueError, KeyError, TypeError) as error:
                raise ValueError(f"{_told(e)}: {error}") from error
            if e.status != "proposed" and e.by and e.time:
                confirmed += [Confirmed(path=f"/{name}/{i}" + (f"/{a}" if a else ""), by=e.by, time=e.time)
                              for a in ("", *sorted(e.edited))]
        done = review.complete.get(name)
        if done and all(e.status != "proposed" for e in kept[name]):
            confirmed.append(Confirmed(path=f"/{name}", by=done.annotator, time=done.time))
    changes: dict[str, Any] = {}
    for path, (value, by, time) in review.plain.items():
        if path not in PLAIN:
            problems.append(Problem(record.id, path, "no such field"))
            continue
        head, _, rest = path.partition(".")
        changes[head] = (changes.get(head, record.place).model_copy(update={rest: value}) if rest else value)
        confirmed.append(Confirmed(path="/" + path.replace(".", "/"), by=by, time=time))
    out = record.model_copy(update={**rows, **changes, "confirmed": confirmed})
    out = Record.model_validate(out.model_dump(warnings=False))  # what a person typed may be of any type
    out.check_spans()
    return out, problems


def row(text: str, e: Entry, index: dict[str, int]) -> Any:
    """An entry as its list holds it. ``index``: key → place in its list; a link to what is gone is
    dropped. Raises ``ValueError`` for values that the record may not hold."""
    values = {**e.values, COPY[e.list]: text[e.span[0]:e.span[1]]}
    if "deadline" in values:
        values["deadline"] = index.get(values["deadline"])
    if e.list == "directives":
        values["targets"] = sorted(index[k] for k in values.get("targets", []) if k in index)
    if e.list == "meetings":
        values["chairs"] = [{**c, "span": e.chairs.get(c["name"]) or located(text, c["name"], e.span[0])} for c in values.get("chairs", [])]
    if "confidence" in MODELS[e.list].model_fields and e.status != "proposed":
        values["confidence"] = 1.0
    if e.list == "units":
        values["mentions"] = sorted({*((s, t) for s, t in e.mentions), e.span})
    else:
        values["span"] = e.span
    return MODELS[e.list].model_validate(values)


def located(text: str, name: str, near: int) -> tuple[int, int]:
    """The place of ``name`` in the text that is nearest to an offset. Raises ``ValueError`` if none is."""
    if not name:
        raise ValueError("a name is empty")
    after = text.find(name, near)
    before = text.rfind(name, 0, near + len(name))
    found = [at for at in (after, before) if at >= 0]
    if not found:
        raise ValueError(f"not in the article: {name!r}")
    at = min(found, key=lambda x: abs(x - near))
    return at, at + len(name)


def corrected(record: Record, events: Iterable[Event]) -> tuple[Record, list[Problem]]:
    """The record with corrections applied, and those that do not fit. Events about lines of the page
    must have been applied before, in cleaning (:func:`relabeller`)."""
    review = replay(events)
    found, problems = merged(record, review)
    try:
        out, more = rebuilt(record, found, review)
    except ValueError as e:  # written by hand, or for another version
        return record, [*problems, Problem(record.id, "all corrections of the article", str(e))]
    return out, problems + more


# ------------------------------------------------------------------ lines of the page

def page_text(rows: list) -> str:
    """The lines of a page as cleaning reads them: the text that events about lines quote."""
    return "\n".join(r.text.text for r in rows)


@dataclass
class Relabeller:
    """Labels that people gave to lines of a page, for ``clean``. ``problems`` are those that found
    no line."""

    article: str
    lines: list[tuple[Target, str]]
    problems: list[Problem] = field(default_factory=list)

    def __call__(self, rows: list) -> None:
        if not self.lines:
            return
        places = Places(page_text(rows))
        starts: dict[int, Any] = {}
        at = 0
        for r in rows:
            starts[at] = r
            at += len(r.text) + 1
        for place, kind in self.lines:
            span = places.find(place)
            line = starts.get(span[0]) if span else None
            if line is None or kind not in LINE_KINDS:
                self.problems.append(Problem(self.article, f"line: {place.exact[:100]}", "no such line in the page"))
            else:
                line.kind = kind


def relabeller(article: str, review: Review) -> Relabeller:
    """What ``clean`` does to lines for a review."""
    return Relabeller(article, list(review.lines.values()))


def unjudged(found: list[Entry]) -> Counter[str]:
    """How many entries of each list nobody has judged."""
    return Counter(e.list for e in found if e.status == "proposed")


__all__ = ["COPY", "LINE_KINDS", "MODELS", "PLAIN", "Entry", "Problem", "Relabeller", "Review", "corrected", "digest",
           "entries", "located", "merged", "page_text", "rebuilt", "relabeller", "replay", "row", "target", "unjudged"]
