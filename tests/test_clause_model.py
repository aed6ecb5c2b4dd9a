"""The clause model, the confidence made of it, and how they are trained."""
from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from test_directives import analysed

from pipeline import clause_model, clause_training, confidence
from pipeline.clause_model import LABELS, Model, clause_at, cut, features, score
from pipeline.clause_training import label
from pipeline.extractors import directives

ROOT = Path(__file__).parent.parent
TEXT = ("Sáng 12/5/2024, UBND huyện Ea Súp tổ chức hội nghị giao ban.\n"
        "Trong quý I, toàn huyện đã giải ngân đạt 38% kế hoạch vốn.\n"
        "Ông Trần Quốc Hiển - Chủ tịch UBND huyện yêu cầu Phòng Nội vụ rà soát thủ tục hành chính, hoàn thành trước 15/6; Phòng Tài chính đôn đốc thu ngân sách.")


def test_clauses_are_sentences_and_their_parts_between_semicolons():
    ctx = analysed(TEXT)
    assert [ctx.text[c.start:c.end].split()[:2] for c in cut(ctx)] == [["Sáng", "12/5/2024,"], ["Trong", "quý"], ["Ông", "Trần"], ["Phòng", "Tài"]]


def test_a_clause_is_found_by_any_offset_in_it():
    ctx = analysed(TEXT)
    clauses = cut(ctx)
    assert clause_at(clauses, TEXT.index("giải ngân")) == 1
    assert clause_at(clauses, TEXT.index("đôn đốc")) == 3
    assert clause_at(clauses, TEXT.index("\n")) is None


def test_probabilities_tell_an_order_from_a_result():
    ctx = analysed(TEXT)
    p = score(ctx, cut(ctx))
    assert p.shape == (4, len(LABELS))
    assert np.allclose(p.sum(axis=1), 1)
    directive = p[:, LABELS.index("directive")]
    assert directive[2] > 0.6 > 0.3 > directive[1]


def test_features_of_a_clause_do_not_hang_on_the_grammar():
    ctx = analysed(TEXT)
    before = features(ctx, cut(ctx))
    ctx.directives = directives.extract(ctx)
    assert ctx.directives
    assert features(ctx, cut(ctx)) == before


def test_no_clause_no_score():
    ctx = analysed(TEXT)
    assert score(ctx, []).shape == (0, len(LABELS))


def test_unknown_features_count_nothing():
    model = Model({"a": 0}, np.array([[0.0, 2.0, 0.0, 0.0]]))
    known, unknown = model.probabilities([["a"], ["never seen"]])
    assert known[1] > 0.6
    assert unknown.tolist() == [0.25] * 4


def test_a_model_with_code_in_it_is_refused(tmp_path):
    (tmp_path / "vocabulary.json").write_text('["a"]')
    np.savez(tmp_path / "weights.npz", weights=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        clause_model.load(tmp_path)


def test_labels_follow_gold():
    ctx = analysed(TEXT)
    gold = {"directives": [{"text": "Phòng Tài chính đôn đốc thu ngân sách"}, {"text": "lost in cleaning"}], "targets": [], "results": [{"text": "38%"}]}
    names = [LABELS[i] for i in label(ctx.text, cut(ctx), gold)]
    assert names == ["background", "result", "background", "directive"]


def test_the_model_fits_its_vocabulary_and_its_card_tells_the_test_articles():
    folder = clause_model.FOLDER
    config = json.loads((folder / "config.json").read_text("utf-8"))
    model = clause_model.load()
    assert model.weights.shape == (config["features"], len(LABELS)) == (len(model.rows), len(config["labels"]))
    tested = clause_training.test_names(ROOT / "annotations" / "splits.yaml")
    assert not tested & set(config["train"])
    assert (folder / "README.md").is_file()


def test_too_few_articles_to_train_on(tmp_path):
    (tmp_path / "splits.yaml").write_text("test: []\n")
    with pytest.raises(ValueError, match="too few"):
        clause_training.train(tmp_path, tmp_path, tmp_path / "splits.yaml", tmp_path / "out")


def test_confidence_rises_with_the_words_of_a_clause():
    calibration = confidence.load()
    low, high = ({"bias": 1.0, "rule=modal": 1.0, "clause": words} for words in (-4.0, 4.0))
    assert calibration.probability(low) < 0.5 < calibration.probability(high)


def test_what_is_kept_has_its_scores_and_what_is_dropped_is_doubtful():
    ctx = analysed(TEXT)
    kept = directives.extract(ctx)
    assert len(kept) == 2
    for d in kept:
        assert ctx.traces[d.span].scores["confidence"] == d.confidence > 0.5


def test_a_doubtful_finding_is_dropped_and_a_framed_one_kept(monkeypatch):
    ctx = analysed(TEXT)
    found = directives.find(ctx)
    monkeypatch.setattr(confidence, "_calibration", lambda: confidence.Calibration({"bias": -5.0}, 0.2))
    rules = [ctx.traces[d.span].rule for d in found]
    kept = confidence.judge(ctx, found, confidence.Opinion(ctx))
    assert rules == ["frame", "addressed"]
    assert [ctx.traces[d.span].rule for d in kept] == ["frame"]
    assert kept[0].confidence == 0.01


def test_marked_articles_give_their_clauses(tmp_path):
    (tmp_path / "a.txt").write_text("Xã An Khê họp về thủy lợi\nNgày 5/6/2024, UBND xã An Khê họp bàn về nạo vét kênh mương nội đồng trên địa bàn.\n"
                                    "Chủ tịch xã yêu cầu <d>các thôn nạo vét kênh trước ngày 30/6</d>; <d>báo cáo xã</d>. Năm ngoái, <r>85%</r> kênh đã thông. "
                                    "Năm nay phấn đấu <t>ít nhất 95%</t> kênh thông suốt, đủ nước cho vụ hè thu của bà con.\n", "utf-8")
    (article,) = clause_training.marked(tmp_path)
    assert [d["text"] for d in article.gold["directives"]] == ["các thôn nạo vét kênh trước ngày 30/6", "báo cáo xã"]
    told = [article.ctx.text[c.start:c.end].strip() for c, kind in zip(article.clauses, article.labels, strict=True) if LABELS[kind] == "directive"]
    assert told == ["Chủ tịch xã yêu cầu các thôn nạo vét kênh trước ngày 30/6", "báo cáo xã."]
    assert [LABELS[k] for k in article.labels].count("result") == [LABELS[k] for k in article.labels].count("target") == 1


@pytest.mark.parametrize("text, says", [("a <d>b", "<d> is not closed"), ("a b</d>", "</d> after 'a b' closes nothing"),
                                        ("<d>a <t>5%</t></d>", "<t> after 'a ' stands inside another tag"), ("<d>a</t>", "closes nothing")])
def test_tags_that_do_not_pair(tmp_path, text, says):
    (tmp_path / "a.txt").write_text(text)
    with pytest.raises(ValueError, match=says):
        clause_training.marked(tmp_path)


def test_the_marked_articles_can_be_read():
    articles = clause_training.marked(ROOT / "annotations" / "clauses")
    assert len(articles) >= 60
    assert not [d["text"] for a in articles for d in a.gold["directives"] if d["text"] not in a.ctx.text]
