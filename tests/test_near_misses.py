"""Articles that only look like directives – praise, history, proposals upward, ceremonies, slogans, permissions – and those where both stand mixed."""
from __future__ import annotations

import json
from pathlib import Path

from pipeline.article import Source
from pipeline.clause_training import marked
from pipeline.read import read
from pipeline.run import analyse
from scripts.hard_articles import FOLDER, measured

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
    assert right / (right + false) >= 0.79  # 0.80 and 0.59 when this was written, 0.77 and 0.48 before what they showed was mended
    assert right / (right + missed) >= 0.57
