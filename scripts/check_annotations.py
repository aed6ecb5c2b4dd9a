"""Check gold files: keys, closed values, and that every copied string stands in its article.

usage: check_annotations.py [GOLD_DIR] [CORPUS_DIR]    (default: annotations/gold corpus)

For a text article the raw page is CORPUS_DIR/NAME.txt. For NAME.html, and for articles that are a
line of a .jsonl, GOLD_DIR/NAME.txt holds the article (for .jsonl: the row's text, unchanged).
Prints one line a fault and exits 1 if there is any.
"""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import get_args

from pipeline.records import MeetingType

LABELS = ("title", "date", "body", "caption", "byline")
KEYS = {"published", "lines", "meetings", "people", "units", "deadlines", "directives", "targets", "results", "documents"}
SHAPES = {
    "meetings": {"type", "name", "date", "end_date", "date_text", "part_of_day", "organizer", "location", "chairs"},
    "people": {"name", "title"},
    "deadlines": {"text", "relation", "date", "start", "duration", "working_days", "recurrence"},
    "directives": {"text", "issuer", "addressees", "partners", "kind", "deadline"},
    "targets": {"text", "metric", "scope", "comparator", "value", "value_max", "unit", "direction", "deadline"},
    "documents": {"text", "type", "number", "date"},
}
SHAPES["results"] = SHAPES["targets"]
CLOSED = {"relation": {"before", "by", "in"}, "kind": {"order", "request", "task"},
          "comparator": {"=", ">=", ">", "<=", "<", "~"}, "direction": {"increase", "decrease", None},
          "part_of_day": {"sáng", "trưa", "chiều", "tối", None}, "type@meetings": set(get_args(MeetingType))}
COPIED = {"meetings": ("name", "date_text", "organizer", "location"), "people": ("name", "title"),
          "deadlines": ("text",), "directives": ("text", "addressees", "partners"),
          "targets": ("text", "metric", "scope"), "results": ("text", "metric", "scope"), "documents": ("text", "number")}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
FIELD_LABELS = ("title", "body", "caption")


def numbers(spec: str | None) -> set[int]:
    """"4,7-9" → {4, 7, 8, 9}."""
    out: set[int] = set()
    for part in (spec or "").replace(" ", "").split(","):
        if part:
            first, _, last = part.partition("-")
            out.update(range(int(first), int(last or first) + 1))
    return out


def faults(raw: str, gold: dict, page: bool) -> list[str]:
    """What is wrong with one gold file. ``page``: the raw text is the article itself (HTML source)."""
    out = []
    if gold.keys() != KEYS - ({"lines"} if page else set()):
        out.append(f"keys differ: {sorted(gold.keys() ^ KEYS)}")
    lines = raw.splitlines()
    text = raw
    if not page:
        seen: dict[int, str] = {}
        for label, spec in gold.get("lines", {}).items():
            if label not in LABELS:
                out.append(f"lines: unknown label {label!r} (noise is what has no label)")
            for n in numbers(spec):
                if not 1 <= n <= len(lines) or not lines[n - 1].strip():
                    out.append(f"lines: {label} names line {n}, which is empty or missing")
                if n in seen:
                    out.append(f"lines: line {n} is both {seen[n]} and {label}")
                seen[n] = label
        if not any(label == "body" for label in seen.values()):
            out.append("lines: no body")
        text = "\n".join(line for n, line in enumerate(lines, 1) if seen.get(n) in FIELD_LABELS)
    text = " ".join(text.split())
    if gold.get("published") and not DAY.match(gold["published"][:10]):
        out.append(f"published: {gold['published']!r} is not ISO")

    def copied(where: str, value: object) -> None:
        for s in value if isinstance(value, list) else [value]:
            if s is not None and " ".join(s.split()) not in text:
                out.append(f"{where}: not in the article: {s!r}")

    for field, shape in SHAPES.items():
        for i, row in enumerate(gold.get(field, [])):
            where = f"{field}[{i}]"
            if row.keys() != shape:
                out.append(f"{where}: keys differ: {sorted(row.keys() ^ shape)}")
                continue
            for key, value in row.items():
                allowed = CLOSED.get(f"{key}@{field}", CLOSED.get(key))
                if allowed and value not in allowed:
                    out.append(f"{where}.{key}: {value!r} is not one of {sorted(map(str, allowed))}")
                if key in ("date", "end_date", "start") and value is not None and not DAY.match(value):
                    out.append(f"{where}.{key}: {value!r} is not YYYY-MM-DD")
            for key in COPIED[field]:
                copied(f"{where}.{key}", row[key])
            if row.get("deadline") is not None and not 0 <= row["deadline"] < len(gold["deadlines"]):
                out.append(f"{where}.deadline: no such deadline")
            if field == "meetings":
                for c in row["chairs"]:
                    copied(f"{where}.chairs", [c["name"]])
                    copied(f"{where}.chairs", c["title"])
            if field in ("targets", "results") and not isinstance(row["value"], (int, float)):
                out.append(f"{where}.value: {row['value']!r} is not a number")
    copied("units", gold.get("units", []))
    names = {p["name"] for p in gold.get("people", [])}
    for m in gold.get("meetings", []):
        for c in m["chairs"]:
            if c["name"] not in names:
                out.append(f"chair {c['name']!r} is not among the people")
    return out


def main(gold_dir: Path, corpus: Path) -> int:
    bad = total = 0
    for path in sorted(gold_dir.glob("*.json")):
        total += 1
        own, page = path.with_suffix(".txt"), (corpus / f"{path.stem}.html").exists()
        raw_path = own if own.exists() else corpus / f"{path.stem}.txt"
        try:
            found = faults(raw_path.read_text("utf-8"), json.loads(path.read_text("utf-8")), page)
        except (OSError, ValueError, KeyError, TypeError) as e:
            found = [f"cannot be read: {e!r}"]
        for fault in found:
            bad += 1
            print(f"{path.name}: {fault}")
    print(f"{total} gold files, {bad} faults")
    return 1 if bad else 0


if __name__ == "__main__":
    args = [Path(a) for a in sys.argv[1:]]
    sys.exit(main(*(args + [Path("annotations/gold"), Path("corpus")][len(args):])))
