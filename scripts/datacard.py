"""Writes the numbers of corpus/DATACARD.md anew from the corpus and its gold.

usage: datacard.py
"""
from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
LISTS = ("meetings", "people", "units", "directives", "deadlines", "targets", "results", "documents")
START, END = "<!-- numbers -->", "<!-- /numbers -->"


def numbers() -> str:
    """A table of what the corpus holds."""
    golds = [json.loads(p.read_text("utf-8")) for p in sorted((ROOT / "annotations" / "gold").glob("*.json"))]
    files = Counter(p.suffix for p in (ROOT / "corpus").iterdir() if p.suffix in (".txt", ".html", ".jsonl"))
    years = sorted(g["published"][:4] for g in golds if g.get("published"))
    rows = [("articles with gold", len(golds)), ("files", ", ".join(f"{n} {suffix}" for suffix, n in sorted(files.items()))),
            ("years of publication", f"{years[0]} to {years[-1]}" if years else "none")]
    rows += [(f"{name} in the gold", sum(len(g.get(name, [])) for g in golds)) for name in LISTS]
    marked = [p.read_text("utf-8") for p in (ROOT / "annotations" / "entities").glob("*.txt")]
    rows += [("articles with names marked", len(marked)), ("names in them", sum(len(re.findall(r"\]\([A-Z]+\)", t)) for t in marked))]
    return "| what | how many |\n| --- | --- |\n" + "".join(f"| {what} | {value} |\n" for what, value in rows)


def main() -> None:
    card = ROOT / "corpus" / "DATACARD.md"
    text = card.read_text("utf-8")
    card.write_text(text[:text.index(START) + len(START)] + "\n" + numbers() + text[text.index(END):], encoding="utf-8")


if __name__ == "__main__":
    main()
