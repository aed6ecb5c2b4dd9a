"""The line model: features, weights, training."""
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from pipeline import lines
from pipeline.article import Source
from pipeline.clean import labelled
from pipeline.line_training import examples, fit, report
from pipeline.lines import LABELS, NAMES, features, model

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def pages():
    return [p for p in examples(ROOT / "corpus", ROOT / "annotations/gold") if p.name.startswith(("huyen", "so-", "bo-"))]


def test_features_of_every_line_and_of_some(pages):
    assert len(pages) > 3
    for page in pages[:3]:
        table = features(page.rows)
        assert table.shape == (len(page.rows), len(NAMES))
        assert np.isfinite(table).all()
        assert (features(page.rows, [0, len(page.rows) - 1]) == table[[0, -1]]).all()


def test_a_label_without_a_value_leaves_no_line():
    _, rows = labelled(Source("x", "title:\nsource: a\ncontent: Sáng 12/5, huyện họp.", "text", "text", ""))
    assert [r.text.text for r in rows] == ["a", "Sáng 12/5, huyện họp."]


def test_the_shipped_model_knows_the_kinds_of_lines(pages):
    kept = json.loads((lines.FOLDER / "config.json").read_text("utf-8"))
    assert kept["labels"] == list(LABELS)
    figures = report(model(), pages)
    assert figures["model"] > 0.95
    assert model().probabilities(features(pages[0].rows)).sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_training_is_repeatable(pages):
    one, two = fit(pages[:4]), fit(pages[:4])
    assert all((a[0] == b[0]).all() and (a[1] == b[1]).all() for a, b in zip(one.layers, two.layers))


def test_weights_of_other_features_are_refused(tmp_path):
    shutil.copytree(lines.FOLDER, tmp_path / "m")
    config = json.loads((tmp_path / "m/config.json").read_text("utf-8"))
    (tmp_path / "m/config.json").write_text(json.dumps(config | {"features": ["size"]}), "utf-8")
    with pytest.raises(ValueError, match="train it again"):
        model(tmp_path / "m")
    assert model(tmp_path / "none") is None
