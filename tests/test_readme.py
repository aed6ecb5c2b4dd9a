"""What the README shows is what comes out."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import pipeline

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")


def shown(part: object, whole: object) -> bool:
    """Whether ``whole`` is as ``part`` shows it: with more keys, and where a text ends in "…" with more text.
    Confidence moves a little with every article that the model is trained on."""
    if isinstance(part, dict):
        return all(whole[key] == pytest.approx(value, abs=0.15) if key == "confidence" else shown(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return len(part) == len(whole) and all(map(shown, part, whole))
    return whole.startswith(part[:-1]) if isinstance(part, str) and part.endswith("…") else part == whole


def test_the_article_at_the_top_becomes_the_record_under_it(tmp_path):
    article = " ".join(re.findall(r"^> (.*)$", README, re.MULTILINE))
    record = json.loads(re.search(r"```json\n(.*?)```", README, re.DOTALL)[1])
    (tmp_path / "a.txt").write_text(article, "utf-8")
    found, = pipeline.extract(tmp_path / "a.txt")
    assert len(record["directives"]) == 1
    for name, value in record.items():
        assert shown(value, found.model_dump()[name]), (name, found.model_dump()[name])


def test_what_is_shown_is_compared():
    whole = {"a": ["xyz"], "b": 1, "confidence": 0.6}
    assert shown({"a": ["x…"], "confidence": 0.5}, whole)
    assert not any(shown(part, whole) for part in ({"a": ["y…"]}, {"a": []}, {"b": 2}, {"confidence": 0.9}))
