"""Gold from two annotations: what both say stands, what they differ in is decided by a third.

The first run writes the differences to a decisions file, a JSON object a line, each with
``"decision": null``. Someone writes there ``"a"``, ``"b"``, ``"both"``, ``"none"`` or the right
entry itself; the next run writes the gold of every article that has no open difference left.
"""
from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.agreement import kept, paired
from pipeline.article import Source
from pipeline.corrected_gold import GOLD, judged
from pipeline.corrections import LISTS, Store
from pipeline.read import read
from pipeline.records import Record
from pipeline.revise import Entry, Review, digest, relabeller, replay


@dataclass
class Outcome:
    """What an adjudication came to."""

    written: list[Path] = field(default_factory=list)
    open: list[dict] = field(default_factory=list)  # differences without a decision
    decided: list[dict] = field(default_factory=list)
    agreed: int = 0  # entries that both have, alike
    skipped: list[str] = field(default_factory=list)  # articles, with the reason


def adjudicate(records: Iterable[Record], store: Store, a: str, b: str, decisions: dict[str, Any], out: Path) -> Outcome:
    """Compare two annotators' articles and write the gold of those without an open difference to
    ``out``/NAME.json, the page beside it as NAME.txt. ``decisions``: id of a difference → decision.
    Raises ``ValueError`` for a decision that is none, ``OSError`` where gold cannot be written."""
    outcome = Outcome()
    for record in records:
        if not {a, b} <= set(store.annotators(record.id)):
            continue
        one, other = (replay(store.of(record.id, who)) for who in (a, b))
        short = sorted(set(LISTS) - judged(one) & judged(other))
        if short:
            outcome.skipped.append(f"{record.id}: not completed by both: {', '.join(short)}")
            continue
        if {k: v[1] for k, v in one.lines.items()} != {k: v[1] for k, v in other.lines.items()}:
            outcome.skipped.append(f"{record.id}: the two corrected other lines of the page; make them one on the page first")
            continue
        rows, still_open = _article(record, one, other, decisions, outcome)
        if not still_open:
            outcome.written.append(_write(record, one, other, rows, out))
    return outcome


def read_decisions(path: Path) -> dict[str, Any]:
    """The decisions of a file, those that are made. Raises ``ValueError`` with the line's number."""
    made: dict[str, Any] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines() if path.exists() else (), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if row["decision"] is not None:
                made[row["id"]] = row["decision"]
        except (ValueError, KeyError, TypeError) as e:
            raise ValueError(f"{path}, line {number}: {e!r}") from e
    return made


def write_decisions(path: Path, outcome: Outcome) -> None:
    """All differences, decided ones with their decision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in [*outcome.open, *outcome.decided]), "utf-8")


# ------------------------------------------------------------------ one article

def _article(record: Record, one: Review, other: Review, decisions: dict[str, Any], outcome: Outcome) -> tuple[dict[str, list], bool]:
    rows: dict[str, list[tuple[tuple[int, int], dict]]] = {name: [] for name in LISTS}
    still_open = False
    for name in LISTS:
        pairs = paired(one, other, name)
        matched = {id(e) for pair in pairs for e in pair}
        cases: list[tuple[Entry | None, Entry | None]] = [*pairs]
        cases += [(x, None) for x in kept(one, name) if id(x) not in matched] + [(None, y) for y in kept(other, name) if id(y) not in matched]
        for x, y in cases:
            a, b = _told(x, one), _told(y, other)
            differ = [k for k in GOLD[name] if a.get(k) != b.get(k)] if a and b else []
            at = next(e.place.span for e in (x, y) if e and e.place)
            if a and b and not differ:
                outcome.agreed += 1
                rows[name].append((at, a))
                continue
            case = {"id": digest(json.dumps([record.id, name, a, b], ensure_ascii=False, sort_keys=True))[:16], "article": record.id,
                    "title": record.title, "list": name, "a": a, "b": b, "differ": differ, "decision": None}
            case["decision"] = decisions.get(case["id"])
            if case["decision"] is None:
                still_open = True
                outcome.open.append(case)
            else:
                outcome.decided.append(case)
                rows[name] += [(at, row) for row in _decided(case)]
    return {name: [row for _, row in sorted(rows[name], key=lambda r: r[0])] for name in LISTS}, still_open


def _told(e: Entry | None, review: Review) -> dict | None:
    """An entry as gold tells it, the deadline it is linked to by its words and day."""
    if e is None:
        return None
    out = {k: e.values.get(k) for k in GOLD[e.list]}
    if "deadline" in out:
        link = review.entries.get(e.values.get("deadline") or "")
        out["deadline"] = [link.values.get("text"), link.values.get("date")] if link and link.status != "rejected" else None
    return out


def _decided(case: dict) -> list[dict]:
    decision = case["decision"]
    found = {"a": [case["a"]], "b": [case["b"]], "both": [case["a"], case["b"]], "none": []}.get(decision) if isinstance(decision, str) else [decision]
    if found is None or not all(row is None or isinstance(row, dict) and set(row) == set(GOLD[case["list"]]) for row in found):
        raise ValueError(f"difference {case['id']}: {decision!r} is no decision; write a, b, both, none or the entry with the fields "
                         f"{', '.join(GOLD[case['list']])}")
    return [row for row in found if row is not None]


def _write(record: Record, one: Review, other: Review, rows: dict[str, list[dict]], out: Path) -> Path:
    index: dict[tuple, int] = {}
    for i, d in enumerate(rows["deadlines"]):
        index.setdefault((d["text"], d["date"]), i)
    for name in ("directives", "targets", "results"):
        rows[name] = [{**row, "deadline": index.get(tuple(row["deadline"])) if row["deadline"] else None} for row in rows[name]]
    said = {**other.plain, **one.plain}
    raw, lines = _page(record, one)
    gold: dict[str, Any] = {"published": said["published"][0] if "published" in said else record.published, **({"lines": lines} if lines else {}),
                            **{name: rows[name] for name in ("meetings", "people")}, "units": list(dict.fromkeys(u["name"] for u in rows["units"])),
                            **{name: rows[name] for name in ("deadlines", "directives", "targets", "results", "documents")}}
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"{gold_name(record)}.json"
    path.write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", "utf-8")
    path.with_suffix(".txt").write_text(raw, "utf-8")
    return path


def gold_name(record: Record) -> str:
    """The name of an article's gold file: its file's, of a JSONL row its id, without what no file name may hold."""
    path, _, row = record.source.path.partition("#")
    return re.sub(r"[^\w.-]+", "-", record.id if row else Path(path).stem)[:120]


def _page(record: Record, review: Review) -> tuple[str, dict[str, str]]:
    """The page's text and the labels of its lines; for HTML, or where the page is gone, the article
    itself and none."""
    from pipeline.clean import clean, labelled

    source = next((s for s in read([record.source.path.partition("#")[0]]) if isinstance(s, Source) and s.path == record.source.path
                   and s.sha256 == record.source.sha256), None)
    relabel = relabeller(record.id, review)
    if source is None or source.markup == "html":
        return (clean(source, relabel).text if source and relabel.lines else record.text) + "\n", {}
    starts = [0]
    for line in source.content.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    number = {}
    for i, (s, e) in enumerate(zip(starts, starts[1:]), 1):
        number.update(dict.fromkeys(range(s, e), i))
    labels: dict[str, set[int]] = {}
    for row in labelled(source, relabel)[1]:
        if row.kind in ("title", "date", "body", "caption", "byline"):
            labels.setdefault(row.kind, set()).update(number[o] for o in row.text.origins if o >= 0)
    return source.content, {kind: _ranges(found) for kind, found in labels.items()}


def _ranges(numbers: set[int]) -> str:
    """{4, 7, 8, 9} → "4,7-9"."""
    out: list[list[int]] = []
    for n in sorted(numbers):
        if out and out[-1][1] == n - 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in out)


__all__ = ["Outcome", "adjudicate", "gold_name", "read_decisions", "write_decisions"]
