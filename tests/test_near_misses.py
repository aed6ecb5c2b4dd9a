"""Articles that only look like directives – praise, history, proposals upward, ceremonies, slogans, permissions – and those where both stand mixed."""
from __future__ import annotations

import json
from pathlib import Path

from pipeline.article import Source
from pipeline.clause_training import marked
from pipeline.read import read
from pipeline.run import analyse
from scripts.check_annotations import faults
from scripts.hard_articles import FOLDER, article, measured, scored

ROOT = Path(__file__).parent.parent
MOST = 0.1  # false directives an article


def test_few_false_directives() -> None:
    empty = {p.stem for p in (ROOT / "annotations" / "gold").glob("*.json") if not json.loads(p.read_text("utf-8"))["directives"]}
    found = {s.path: [d.text for d in analyse(s).directives] for s in read([ROOT / "corpus"]) if isinstance(s, Source) and (s.id or Path(s.path).stem) in empty}
    assert len(found) == len(empty) >= 10
    false = [f"{Path(path).stem}: {text}" for path, texts in found.items() for text in texts]
    assert len(false) <= MOST * len(found), false


def test_hard_articles() -> None:
    right, false, missed, _ = measured(marked(FOLDER))
    assert right / (right + false) >= 0.79  # 0.80 and 0.66 when this was written, 0.77 and 0.48 before what they showed was mended
    assert right / (right + missed) >= 0.65


def test_hard_gold_is_copied() -> None:
    gold = {path: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
    assert {p.stem for p in gold} == {p.stem for p in FOLDER.glob("*.txt")}
    assert not [f"{path.stem}: {fault}" for path, g in gold.items() for fault in faults(article(path), g, page=True)]


def test_hard_fields() -> None:
    fields = scored().fields
    # .01 below what was measured when this was written; people .89, units .76, addressees .77, issuer .73 before the errors of most were seen
    floors = {"people": 0.925, "units": 0.78, "directive.addressees": 0.81, "directive.issuer": 0.78, "deadlines": 0.79, "documents": 0.97}
    assert {name: round(fields[name].value, 3) for name, floor in floors.items() if fields[name].value < floor} == {}
