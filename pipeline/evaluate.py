"""Records against gold annotations: precision, recall, F1 and accuracy, field by field.

A list field (directives, people, …) is scored by matching its entries one to one with the gold
ones, best match first. An attribute (a directive's issuer, …) is scored by accuracy over matched
entries. Texts are compared by their words (`pipeline.likeness`), so that a score does not hang on a
comma.
"""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor
from pathlib import Path

import yaml

from pipeline.likeness import Pair, day, fold, match, overlap, person, squash, words

Row = dict  # an object of a record or of a gold file

# How alike two texts must be (0..1, see `overlap`) to count as the same, per field: lower for long
# clauses whose edges annotators differ on, higher for names, where one word is another body.
SAME_TITLE, SAME_POSTS, SAME_UNIT, SAME_ISSUER = 0.8, 0.7, 0.75, 0.75
SAME_DIRECTIVE, SAME_ADDRESSEE, SAME_METRIC, SAME_DEADLINE, SAME_MEETING = 0.6, 0.6, 0.5, 0.4, 0.2
# A line of the article counts as part of a record's line only from this length: short ones
# ("Xem thêm") stand inside others by chance.
LONG_LINE = 40

# ------------------------------------------------------------------ scores

@dataclass
class Score:
    """Counts of one field: of a list field found, spurious and missed entries, of an attribute
    right and wrong values (``found`` and ``spurious``)."""

    found: int = 0
    spurious: int = 0
    missed: int = 0
    is_attribute: bool = False

    @property
    def n(self) -> int:
        """Entries in gold; for an attribute, values compared."""
        return self.found + (self.spurious if self.is_attribute else self.missed)

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.spurious) if self.found + self.spurious else 1.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 1.0

    @property
    def value(self) -> float:
        """F1, for an attribute accuracy."""
        p, r = self.precision, self.recall
        if self.is_attribute:
            return p
        return 2 * p * r / (p + r) if p + r else 0.0

    def as_row(self) -> Row:
        if self.is_attribute:
            return {"acc": self.value, "n": self.n}
        return {"p": self.precision, "r": self.recall, "f1": self.value, "n": self.n}


@dataclass(frozen=True)
class Error:
    """One fault: ``kind`` is missed, spurious or wrong; of a wrong value ``what`` is gold → record."""

    field: str
    kind: str
    article: str
    what: str

    def __str__(self) -> str:
        return " | ".join((self.field, self.kind, self.article, self.what))


@dataclass
class Scores:
    """The scores of a set of articles."""

    articles: int = 0
    missing: list[str] = field(default_factory=list)  # gold articles without a record
    fields: dict[str, Score] = field(default_factory=dict)
    errors: list[Error] = field(default_factory=list)

    def as_json(self) -> str:
        rows = {name: score.as_row() for name, score in self.fields.items()}
        return json.dumps({"articles": self.articles, "missing": len(self.missing), "fields": rows}, ensure_ascii=False)

    def as_text(self) -> str:
        lines = [f"{self.articles} articles" + (f", without a record: {', '.join(self.missing)}" if self.missing else "")]
        for name, s in self.fields.items():
            numbers = f"{'accuracy':>22s} {s.value:.3f}" if s.is_attribute else f"P {s.precision:.3f}  R {s.recall:.3f}  F1    {s.value:.3f}"
            lines.append(f"{name:28s} {numbers:28s}  n {s.n}")
        return "\n".join(lines)

    def count(self, name: str, article: str, found: int, missed: list[str], spurious: list[str]) -> None:
        """Entries of a list field, of which those not found are told as texts."""
        score = self.fields.setdefault(name, Score())
        score.found += found
        score.missed += len(missed)
        score.spurious += len(spurious)
        for kind, whats in (("missed", missed), ("spurious", spurious)):
            self.errors.extend(Error(name, kind, article, what) for what in whats)

    def check(self, name: str, article: str, right: bool, gold: object, pred: object, where: str = "") -> None:
        """One value of an attribute."""
        score = self.fields.setdefault(name, Score(is_attribute=True))
        score.found += right
        score.spurious += not right
        if not right:
            self.errors.append(Error(name, "wrong", article, f"{gold!r} → {pred!r}" + (f"  in: {where[:60]}" if where else "")))


def evaluate(gold_dir: Path, pred: Path, articles: Path) -> Scores:
    """Score the records of a JSONL file against the gold files NAME.json of a folder.

    The raw page is NAME.txt beside the gold file, else in ``articles``; where gold has no
    ``lines`` (page source), it is the article itself. A record belongs to the gold file that its
    id names, else the name of its input file. An article without a record scores as an empty one.
    Raises ``OSError`` for a missing file, ``ValueError`` for one that is not what it should be.
    """
    records = _by_name(pred)
    scores = Scores()
    for path in sorted(gold_dir.glob("*.json")):
        if path.name == "meta.json":
            continue
        raw = path.with_suffix(".txt")
        raw = raw if raw.exists() else articles / raw.name
        scores.articles += 1
        if path.stem not in records:
            scores.missing.append(path.stem)
        try:
            gold = json.loads(path.read_text("utf-8"))
            if not isinstance(gold, dict):
                raise TypeError("not a JSON object")
            score_article(scores, path.stem, raw.read_text("utf-8"), gold, records.get(path.stem, {}))
        except (ValueError, LookupError, TypeError, AttributeError) as e:
            raise ValueError(f"{path} with {raw} and its record cannot be scored: {type(e).__name__}: {e}") from e
    if not scores.articles:
        raise ValueError(f"no gold files in {gold_dir}")
    return scores


def _by_name(pred: Path) -> dict[str, Row]:
    records: dict[str, Row] = {}
    with pred.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                records.setdefault(Path(record["source"]["path"]).stem, record)
                records[record["id"]] = record
            except (ValueError, KeyError, TypeError) as e:
                raise ValueError(f"{pred}, line {number} is not a record: {e!r}") from e
    return records


def score_article(scores: Scores, name: str, raw: str, gold: Row, record: Row) -> None:
    """Add one article to the scores. ``record`` is {} where there is none."""
    gold, record = _Lists(gold), _Lists(record)
    _text(scores, name, raw, gold, record)
    for score_field in (_meetings, _people, _units, _deadlines, _directives, _figures, _documents):
        score_field(scores, name, gold, record)


class _Lists(dict):
    """A missing list field is an empty one."""

    def __missing__(self, key: str) -> list:
        return []


# ------------------------------------------------------------------ fields

def _text(scores: Scores, name: str, raw: str, gold: Row, record: Row) -> None:
    labels = {label: line_numbers(spec) for label, spec in (gold["lines"] or {}).items()}
    if labels.get("body"):
        _body(scores, name, raw, labels, record)
    elif not labels:
        _page(scores, raw, record)
    lines = raw.splitlines()
    titles = [line for number, line in enumerate(lines, 1) if number in labels.get("title", ())]
    if titles:
        right = max(overlap(title, record.get("title")) for title in titles) >= SAME_TITLE
        scores.check("title", name, right, titles[0][:100], record.get("title"))
    scores.check("published", name, day(gold.get("published")) == day(record.get("published")),
                 gold.get("published"), record.get("published"))


def line_numbers(spec: object) -> set[int]:
    """Line numbers of a gold label: 3, "3", "4,7-9" or a list of such."""
    pieces = [p for part in ([spec] if isinstance(spec, (str, int)) else spec or [])
              for p in str(part).replace(" ", "").split(",") if p]
    ranges = (p.partition("-") for p in pieces)
    return {n for first, _, last in ranges for n in range(int(first), int(last or first) + 1)}


def _body(scores: Scores, name: str, raw: str, labels: dict[str, set[int]], record: Row) -> None:
    """Characters of body lines kept, lost, and of noise kept. Title, date, caption and byline
    lines may be in the record's text or not."""
    kept = [(squash(line), line) for line in (record.get("text") or "").splitlines()]
    all_kept = "".join(key for key, _ in kept)
    lines = [(number, squash(line), line) for number, line in enumerate(raw.splitlines(), 1)]
    lines = [(number, key, line) for number, key, line in lines if key]
    body = [(key, line) for number, key, line in lines if number in labels["body"]]
    neutral = set().union(*(labels.get(label, set()) for label in ("title", "date", "caption", "byline")))
    known = {key for key, _ in body} | {key for number, key, _ in lines if number in neutral}
    known_text = "\n".join(known)
    lost = [(key, line) for key, line in body if key not in all_kept]
    noise = [(key, line) for key, line in kept if key and key not in known_text
             and not any(k in key for k in known if len(k) > LONG_LINE)]
    score = scores.fields.setdefault("body chars", Score())
    score.found += sum(len(key) for key, _ in body) - sum(len(key) for key, _ in lost)
    score.missed += sum(len(key) for key, _ in lost)
    score.spurious += sum(len(key) for key, _ in noise)
    scores.errors += [Error("body chars", "missed", name, line[:120]) for _, line in lost]
    scores.errors += [Error("body chars", "spurious", name, line[:120]) for _, line in noise]


def _page(scores: Scores, article: str, record: Row) -> None:
    """Page source: words of the article against the record's. A headline that the record has as
    its title only is not lost."""
    pred = words(record.get("text"))
    gold = words(article) - (words(record.get("title")) - pred)
    both = (gold & pred).total()
    score = scores.fields.setdefault("page body tokens", Score())
    score.found += both
    score.missed += gold.total() - both
    score.spurious += pred.total() - both


def _meetings(scores: Scores, name: str, gold: Row, record: Row) -> None:
    def called(m: Row) -> str:
        return m.get("name") or m.get("type") or ""

    def likeness(g: Row, p: Row) -> float:
        return 0.2 + 0.4 * (day(g.get("date")) == day(p.get("date"))) + 0.4 * overlap(called(g), called(p))

    g, p = gold["meetings"], record["meetings"]
    pairs = dict(match(g, p, likeness, SAME_MEETING))
    _count(scores, "meetings", name, g, p, list(pairs.items()), called)
    for i, meeting in enumerate(g):
        other = p[pairs[i]] if i in pairs else {}
        right = i in pairs and day(meeting.get("date")) == day(other.get("date"))
        scores.check("meeting.date", name, right, meeting.get("date"), other.get("date"), called(meeting))
        scores.check("meeting.type", name, meeting.get("type") == other.get("type"), meeting.get("type"), other.get("type"), called(meeting))
    chairs = [[c for m in side for c in m.get("chairs", [])] for side in (g, p)]
    _keys(scores, "chairs", name, *(Counter(person(c["name"]) for c in side) for side in chairs))
    _posts(scores, "chair.title", name, *chairs)


def _people(scores: Scores, name: str, gold: Row, record: Row) -> None:
    _keys(scores, "people", name, *(Counter({person(x["name"]) for x in side["people"]}) for side in (gold, record)))
    _posts(scores, "person.title", name, gold["people"], record["people"])


def _posts(scores: Scores, field_name: str, name: str, gold: list[Row], pred: list[Row]) -> None:
    """Titles of people whom both sides name and to whom gold gives one."""
    titles = {person(x["name"]): x.get("title") for x in pred}
    for x in gold:
        key = person(x["name"])
        if x.get("title") and key in titles:
            scores.check(field_name, name, overlap(x["title"], titles[key]) >= SAME_POSTS, x["title"], titles[key], x["name"])


def _units(scores: Scores, name: str, gold: Row, record: Row) -> None:
    g, p = sorted({fold(u) for u in gold["units"]}), sorted({fold(u["name"]) for u in record["units"]})
    _count(scores, "units", name, g, p, match(g, p, overlap, SAME_UNIT), str)


def _deadlines(scores: Scores, name: str, gold: Row, record: Row) -> None:
    """The same words for the same day count once. Bounds without a day (recurring, by event, bare
    durations) count where both sides have them and are not held against either."""
    g, p = (list({(fold(d["text"]), day(d.get("date"))): d for d in side["deadlines"]}.values()) for side in (gold, record))
    pairs = match(g, p, lambda a, b: overlap(a["text"], b["text"]) * (day(a.get("date")) == day(b.get("date"))), SAME_DEADLINE)
    matched_g, matched_p = {i for i, _ in pairs}, {j for _, j in pairs}
    scores.count("deadlines", name, len(pairs),
                 [f"{d['text']} = {day(d.get('date'))}" for i, d in enumerate(g) if i not in matched_g and d.get("date")],
                 [f"{d['text']} = {day(d.get('date'))}" for j, d in enumerate(p) if j not in matched_p and d.get("date")])
    for i, j in pairs:
        scores.check("deadline.relation", name, g[i].get("relation") == p[j].get("relation"),
                     g[i].get("relation"), p[j].get("relation"), g[i]["text"])


def _directives(scores: Scores, name: str, gold: Row, record: Row) -> None:
    g, p = gold["directives"], record["directives"]
    pairs = match(g, p, lambda a, b: overlap(a["text"], b["text"]), SAME_DIRECTIVE)
    _count(scores, "directives", name, g, p, pairs, lambda d: d["text"][:160])
    for i, j in pairs:
        a, b, where = g[i], p[j], g[i]["text"]
        same = person(a.get("issuer")) == person(b.get("issuer")) or overlap(a.get("issuer"), b.get("issuer")) >= SAME_ISSUER
        scores.check("directive.issuer", name, same, a.get("issuer"), b.get("issuer"), where)
        scores.check("directive.kind", name, a.get("kind") == b.get("kind"), a.get("kind"), b.get("kind"), where)
        for key in ("addressees", "partners"):
            if key in a:
                ga, pa = a[key], b.get(key, [])
                _count(scores, f"directive.{key}", name, ga, pa, match(ga, pa, overlap, SAME_ADDRESSEE), lambda s, where=where: f"{s}  in: {where[:60]}")
        due_g, due_p = _due(a, gold), _due(b, record)
        if due_g or due_p:
            scores.check("directive.deadline", name, due_g == due_p, due_g, due_p, where)


def _due(row: Row, side: Row) -> str | None:
    return day(side["deadlines"][row["deadline"]].get("date")) if row.get("deadline") is not None else None


def _figures(scores: Scores, name: str, gold: Row, record: Row) -> None:
    """Targets in percent and others apart; of results only percentages are scored."""
    def likeness(g: Row, p: Row) -> float:
        same = g.get("value") == p.get("value") and g.get("value_max") == p.get("value_max")
        return same * (0.5 + 0.5 * overlap(g.get("metric"), p.get("metric")))

    for kind, percent in (("targets", True), ("targets", False), ("results", True)):
        label = f"{kind} {'%' if percent else 'other'}"
        g, p = ([x for x in side[kind] if (x.get("unit") == "%") == percent] for side in (gold, record))
        pairs = match(g, p, likeness, 0.5)
        _count(scores, label, name, g, p, pairs, lambda x: f"{x.get('text')} | {x.get('metric')}")
        for i, j in pairs:
            a, b = g[i], p[j]
            scores.check(f"{label} comparator", name, a.get("comparator") == b.get("comparator"), a.get("comparator"), b.get("comparator"), a["text"])
            scores.check(f"{label} metric", name, overlap(a.get("metric"), b.get("metric")) >= SAME_METRIC, a.get("metric"), b.get("metric"), a["text"])


def _documents(scores: Scores, name: str, gold: Row, record: Row) -> None:
    def key(d: Row) -> str:
        return fold(d.get("number")) or f"{fold(d.get('type'))} {day(d.get('date')) or ''}"

    _keys(scores, "documents", name, *(Counter({key(d) for d in side["documents"]}) for side in (gold, record)))


def _count(scores: Scores, field_name: str, name: str, gold: list, pred: list, pairs: list[Pair], show: Callable[..., str]) -> None:
    matched_g, matched_p = {i for i, _ in pairs}, {j for _, j in pairs}
    scores.count(field_name, name, len(pairs), [show(x) for i, x in enumerate(gold) if i not in matched_g],
                 [show(x) for j, x in enumerate(pred) if j not in matched_p])


def _keys(scores: Scores, field_name: str, name: str, gold: Counter[str], pred: Counter[str]) -> None:
    scores.count(field_name, name, (gold & pred).total(), sorted((gold - pred).elements()), sorted((pred - gold).elements()))


# ------------------------------------------------------------------ floors

def read_floors(path: Path) -> dict[str, float]:
    """The lowest allowed score of each field. A missing file is an empty one."""
    try:
        floors = yaml.safe_load(path.read_text("utf-8")) if path.exists() else None
    except (yaml.YAMLError, UnicodeDecodeError):
        floors = "no YAML"
    if not isinstance(floors or {}, dict) or not all(isinstance(v, (int, float)) for v in (floors or {}).values()):
        raise ValueError(f"{path}: expected lines of the form field: score")
    return floors or {}


def below(scores: Scores, floors: dict[str, float]) -> list[str]:
    """The fields below their floor, as texts; a field that is no longer scored is one."""
    return [f"{name}: {scores.fields[name].value:.3f} < {least}" if name in scores.fields else f"{name}: not scored"
            for name, least in floors.items() if name not in scores.fields or scores.fields[name].value < least]


def raise_floors(scores: Scores, path: Path) -> None:
    """Write the scores as the new floors, rounded down to a hundredth so that a rounding of
    another processor does not fail; where the old floor is higher, it stays."""
    floors = read_floors(path)
    for name, score in scores.fields.items():
        floors[name] = max(floors.get(name, 0.0), floor(score.value * 100) / 100)
    head = "# The lowest F1 (for an attribute: accuracy) that each field may have on this project's articles.\n# Raised by `make raise-floors`, never lowered.\n"
    path.write_text(head + yaml.safe_dump(floors, sort_keys=False, allow_unicode=True), "utf-8")
