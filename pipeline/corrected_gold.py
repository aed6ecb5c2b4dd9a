"""Gold out of corrections: what annotators said is right, for scoring and for training."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.corrections import LISTS, Store
from pipeline.evaluate import Scores, score_article
from pipeline.records import Record
from pipeline.revise import Review, corrected, entries, merged, replay

# The fields of a gold entry (annotation guide), list by list.
GOLD = {
    "meetings": ("type", "name", "date", "end_date", "date_text", "part_of_day", "organizer", "location", "chairs"),
    "people": ("name", "title"),
    "units": ("name",),
    "deadlines": ("text", "relation", "date", "start", "duration", "working_days", "recurrence"),
    "directives": ("text", "issuer", "addressees", "partners", "kind", "deadline"),
    "targets": ("text", "metric", "scope", "comparator", "value", "value_max", "unit", "direction", "deadline"),
    "documents": ("text", "type", "number", "date"),
}
GOLD["results"] = GOLD["targets"]
# Which scores hang on which list.
SCORED = {"meetings": ("meeting", "chair"), "people": ("people", "person"), "units": ("unit",), "directives": ("directive",),
           "deadlines": ("deadline",), "targets": ("target",), "results": ("result",), "documents": ("document",)}
ROUNDS = 1000  # of the bootstrap: the ends of a 95 % interval then hang on 25 rounds each
SEED = 20230224  # any number; the same corrections give the same intervals


def judged(review: Review) -> set[str]:
    """The lists that are gold: nothing is missing in them, and no entry seen there was left unjudged."""
    return {name for name, done in review.complete.items()
            if name in LISTS and all(key in review.entries for key in (done.entry or {}).get("keys", ()))}


def gold_lists(review: Review, machine: Record | None = None) -> dict[str, list]:
    """The lists that people confirmed, in the shape of a gold file, in order of the text. A link to an entry that
    nobody judged is taken from the machine's record."""
    links = {e.key: e for e in entries(machine)} if machine else {}
    rows = {name: [e for e in review.entries.values() if e.list == name and e.status not in ("proposed", "rejected")] for name in LISTS}
    for name in LISTS:
        rows[name].sort(key=lambda e: e.place.span if e.place else (0, 0))
    wanted = {e.values.get("deadline") for name in ("directives", "targets", "results") for e in rows[name]}
    rows["deadlines"] += [links[k] for k in sorted(wanted - {None} - {e.key for e in rows["deadlines"]}) if k in links]
    index = {e.key: i for i, e in enumerate(rows["deadlines"])}
    out: dict[str, list] = {}
    for name in LISTS:
        out[name] = [{a: index.get(e.values.get(a)) if a == "deadline" else e.values.get(a) for a in GOLD[name]} for e in rows[name]]
    out["units"] = list(dict.fromkeys(u["name"] for u in out["units"]))
    return out


# ------------------------------------------------------------------ scores

@dataclass
class Evaluation:
    """The scores of corrected articles. ``intervals``: 95 % of the bootstrap over articles, per field."""

    scores: Scores
    articles: int = 0
    intervals: dict[str, tuple[float, float]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  # corrected articles without a record
    problems: list[str] = field(default_factory=list)  # corrections that do not fit their article any more

    def as_json(self) -> str:
        fields = {name: {**s.as_row(), "low": self.intervals[name][0], "high": self.intervals[name][1]} for name, s in self.scores.fields.items()}
        return json.dumps({"articles": self.articles, "fields": fields, "errors": sorted(map(str, self.scores.errors))}, ensure_ascii=False, indent=1)

    def as_text(self, last: dict | None = None) -> str:
        """A table, and beside it what changed since ``last``, an ``as_json`` read back."""
        lines = [f"{self.articles} corrected articles, with 95 % intervals of a bootstrap over articles"]
        before = (last or {}).get("fields", {})
        for name, s in self.scores.fields.items():
            if not s.found + s.spurious + s.missed:
                continue
            low, high = self.intervals[name]
            numbers = f"{'accuracy':>22s} {s.value:.3f}" if s.is_attribute else f"P {s.precision:.3f}  R {s.recall:.3f}  F1    {s.value:.3f}"
            old = before.get(name)
            was = old.get("f1", old.get("acc")) if old else None
            change = "" if last is None else "  new" if was is None else f"  {s.value - was:+.3f}" if abs(s.value - was) >= 0.0005 else "  ="
            lines.append(f"{name:28s} {numbers:28s}  [{low:.3f}, {high:.3f}]  n {s.n:<5d}{change}")
        if last is not None:
            old, new = Counter(last.get("errors", ())), Counter(str(e) for e in self.scores.errors)
            lines.append(f"since the last run: {(old - new).total()} errors gone, {(new - old).total()} new")
            lines += [f"  {sign} {error}" for sign, errors in (("-", old - new), ("+", new - old)) for error in sorted(errors.elements())[:20]]
        lines += ([f"{len(self.missing)} corrected articles are not among the records"] if self.missing else []) + [f"does not fit: {p}" for p in self.problems]
        return "\n".join(lines)


def evaluate_corrections(records: Iterable[Record], store: Store) -> Evaluation:
    """Score the machine's records against what people made of them: every list that is ``judged``,
    and the publication day of articles in which all lists are. Records must be made without corrections."""
    found: list[Scores] = []
    out = Evaluation(Scores())
    left = set(store.articles())
    for record in records:
        if record.id not in left:
            continue
        left.discard(record.id)
        review = replay(store.of(record.id))
        out.problems += map(str, merged(record, review)[1])
        lists = judged(review)
        if not lists:
            continue
        plain = {path: said[0] for path, said in review.plain.items()}
        gold = {**gold_lists(review, record), "lines": {}, "published": plain.get("published", record.published)}
        one = Scores()
        score_article(one, record.source.path.rsplit("/", 1)[-1], record.text, gold, record.model_dump())
        wanted = [stem for name in lists for stem in SCORED[name]] + (["published"] if len(lists) == len(LISTS) else [])
        one.fields = {name: s for name, s in one.fields.items() if name.startswith(tuple(wanted))}
        one.errors = [e for e in one.errors if e.field in one.fields]
        found.append(one)
    out.missing = sorted(left)
    out.articles = len(found)
    for one in found:
        for name, s in one.fields.items():
            total = out.scores.fields.setdefault(name, type(s)(is_attribute=s.is_attribute))
            total.found, total.spurious, total.missed = total.found + s.found, total.spurious + s.spurious, total.missed + s.missed
        out.scores.errors += one.errors
    out.intervals = _bootstrap(found, list(out.scores.fields))
    return out


def _bootstrap(found: list[Scores], names: list[str]) -> dict[str, tuple[float, float]]:
    """2.5 and 97.5 per cent points of each field's F1 (accuracy) when articles are drawn anew."""
    if not found:
        return {}
    counts = np.array([[[s.found, s.spurious, 0 if s.is_attribute else s.missed] if (s := one.fields.get(name)) else [0, 0, 0]
                        for name in names] for one in found], dtype=float)  # articles × fields × 3
    attribute = np.array([any(name in one.fields and one.fields[name].is_attribute for one in found) for name in names])
    draws = np.random.default_rng(SEED).integers(len(found), size=(ROUNDS, len(found)))
    sums = counts[draws].sum(axis=1)  # rounds × fields × 3
    hit, spurious, missed = sums[..., 0], sums[..., 1], sums[..., 2]
    below = np.where(attribute, hit + spurious, 2 * hit + spurious + missed)
    value = np.divide(np.where(attribute, hit, 2 * hit), below, out=np.ones_like(below), where=below > 0)
    low, high = np.percentile(value, [2.5, 97.5], axis=0)
    return {name: (float(a), float(b)) for name, a, b in zip(names, low, high)}


# ------------------------------------------------------------------ training

class TestArticle(ValueError):
    """An article of the test split was asked for to train on."""

    __test__ = False  # no test case


@dataclass(frozen=True)
class Example:
    """One article to train on. ``gold`` has the shape of a gold file; of a corrected article only the
    lists in ``lists`` are gold. ``record`` is the corrected record, with spans, None for a gold file."""

    name: str
    gold: dict[str, Any]
    lists: frozenset[str]
    record: Record | None = None


def training_examples(gold: Path, records: Iterable[Record], store: Store, test: Container[str], only: Iterable[str] | None = None) -> Iterator[Example]:
    """What a model may learn from: the gold files of a folder, and the records that people corrected.

    ``test`` holds the names (of gold files, or the stems or ids of articles) of the test split: they
    are never given. ``only`` asks for certain names; raises ``TestArticle`` where one is of the test
    split. An article that has both is given as its gold file.
    """
    asked = None if only is None else set(only)
    for name in sorted(asked or ()):
        if name in test:
            raise TestArticle(f"{name} is an article of the test split; nothing may learn from it")
    seen: set[str] = set()
    for path in sorted(gold.glob("*.json")):
        name = path.stem
        if name == "meta" or name in test or asked is not None and name not in asked:
            continue
        seen.add(name)
        yield Example(name, json.loads(path.read_text("utf-8")), frozenset(LISTS))
    for record in records:
        name = Path(record.source.path.partition("#")[0]).stem
        if {name, record.id} & seen or name in test or record.id in test or asked is not None and not {name, record.id} & asked:
            continue
        events = store.of(record.id)
        review = replay(events)
        lists = judged(review)
        if lists:
            yield Example(name, gold_lists(review, record), frozenset(lists), corrected(record, events)[0])


__all__ = ["GOLD", "Evaluation", "Example", "TestArticle", "evaluate_corrections", "gold_lists", "judged", "training_examples"]
