"""The annotated entities, their variants, and the trained recogniser of names."""
import json
import random

import pytest

from pipeline import ner, ner_corpus
from pipeline.article import Article, Line
from pipeline.ner_corpus import Piece, Swapper, joined, pieces
from pipeline.ner_training import Score, doc_of, score
from pipeline.recognise import recognise
from pipeline.segment import segment

MARKED = "Bà [Đàm Thị Quế](PERSON), [Giám đốc Sở Y tế](POST) thăm [huyện Bù Đăng](PLACE) theo [Kế hoạch số 12/KH-SYT](DOC); bà [Quế](PERSON) dặn [các trạm y tế](ORG)."


def test_marks_come_off_and_names_stay_where_they_were():
    found = joined("x", pieces(MARKED))
    assert found.text == "Bà Đàm Thị Quế, Giám đốc Sở Y tế thăm huyện Bù Đăng theo Kế hoạch số 12/KH-SYT; bà Quế dặn các trạm y tế."
    assert [(found.text[s:e], label) for s, e, label in found.entities] == [
        ("Đàm Thị Quế", "PERSON"), ("Giám đốc Sở Y tế", "POST"), ("huyện Bù Đăng", "PLACE"),
        ("Kế hoạch số 12/KH-SYT", "DOC"), ("Quế", "PERSON"), ("các trạm y tế", "ORG")]


@pytest.mark.parametrize("broken", ["Ông [Lã Huy](NAME) dự.", "Ông [Lã Huy(PERSON) dự.", "Ông [Lã Huy ](PERSON) dự.", "Ông Lã Huy](PERSON) dự."])
def test_a_broken_mark_is_an_error(broken):
    with pytest.raises(ValueError):
        pieces(broken)


def test_the_annotated_articles_are_sound_and_enough():
    marked = ner_corpus.read_marked()
    testing = [n for n in marked if ner_corpus.for_testing(n)]
    assert len(marked) >= 120 and 0.2 < len(testing) / len(marked) < 0.4
    for name, parts in marked.items():
        article = joined(name, parts)
        assert doc_of(article).text == article.text
        assert len(article.entities) >= 8, name


def test_variants_swap_names_the_same_way_throughout_an_article():
    swapper = Swapper({"x": pieces(MARKED)})
    seen = set()
    for seed in range(20):
        v = swapper.variant("x", pieces(MARKED), random.Random(seed))
        persons = [v.text[s:e] for s, e, label in v.entities if label == "PERSON"]
        assert persons[0].endswith(persons[1]) and len(persons[0].split()) > 1
        assert [label for _, _, label in v.entities] == [label for _, _, label in joined("x", pieces(MARKED)).entities]
        seen.add(persons[0])
    assert len(seen) > 15
    same = [swapper.variant("x", pieces(MARKED), random.Random(5)).text for _ in range(2)]
    assert same[0] == same[1]


def test_scores_count_exact_matches():
    found = score([([(0, 3, "PERSON"), (5, 9, "ORG")], [(0, 3, "PERSON"), (5, 8, "ORG"), (10, 12, "DOC")])])
    assert found["PERSON"] == Score(1, 1, 1) and found["ORG"] == Score(1, 1, 0) and found["all"] == Score(2, 3, 1)
    assert found["all"].f1 == pytest.approx(0.4)


@pytest.mark.parametrize(("word", "kind"), [
    ("Nguyễn Thị Lan", "name 3"), ("Đắk Nông", "place province"), ("ông", "honorific"), ("UBND", "body capital"), ("huyện", "place kind"),
    ("triển khai", "low"), ("12/5", "number"), (",", "mark"), ("Anderson", "foreign"), ("GDVN", "upper")])
def test_kinds_of_words(word, kind):
    assert ner.kind(word) == kind


def test_words_keep_their_kind_until_the_model_is_trained_anew(tmp_path, monkeypatch):
    written = tmp_path / "words.json"
    monkeypatch.setattr(ner, "WORDS", written)
    try:
        ner.renew_words()
        assert ner.kind("Giám đốc") == "post capital"
        written.write_text(json.dumps({"known": {"giám đốc": "body"}, "surnames": []}), "utf-8")
        ner._words.cache_clear()
        ner.kind.cache_clear()
        assert ner.kind("Giám đốc") == "body capital" and ner.kind("Nguyễn Thị Lan") == "capitals 3"
    finally:
        ner._words.cache_clear()
        ner.kind.cache_clear()


def article(text):
    return Article(text=text, lines=[Line(0, len(text), "body")])


def test_the_model_finds_names_it_never_saw():
    text = "Sáng 12/3, ông Sầm Quốc Khuê - Chủ tịch UBND huyện Krông Búk chủ trì hội nghị, yêu cầu Sở Tài chính thẩm định."
    found = {(text[s:e], label) for s, e, label in ner.names([ner.words(segment(article(text)))])[0]}
    assert ("Sầm Quốc Khuê", "PERSON") in found and ("Sở Tài chính", "ORG") in found
    assert any(label == "POST" and name.startswith("Chủ tịch UBND huyện") for name, label in found)


def test_the_weights_belong_to_the_annotations():
    """If this fails, an annotation changed after training: run `make train`."""
    written = json.loads((ner.FOLDER / "scores.json").read_text("utf-8"))
    assert written["data"] == ner_corpus.data_hash(ner_corpus.read_marked())
    assert written["test"]["PERSON"]["f1"] > 0.9 and written["test"]["all"]["f1"] > 0.83


def test_the_card_tells_the_scores_of_the_weights():
    written = json.loads((ner.FOLDER / "scores.json").read_text("utf-8"))
    card = (ner.FOLDER / "README.md").read_text("utf-8")
    for label, s in written["test"].items():
        assert f"| {label} | {s['precision']:.3f} | {s['recall']:.3f} | {s['f1']:.3f} | {s['gold']} |" in card
    assert f"{written['articles']['training']} articles are for training" in card


def test_unread_articles_are_for_testing():
    marked = ner_corpus.read_marked()
    assert len(ner_corpus.unread()) >= 27
    assert all(n in marked and ner_corpus.for_testing(n) for n in ner_corpus.unread())


def test_the_model_adds_places_only_and_only_where_asked():
    text = "Bà con ấp Prey Chóp cùng ông Lã Khắc Duy, Chủ tịch UBND xã Lai Hòa trồng cây."
    plain, more = segment(article(text)), segment(article(text))
    recognise(plain)
    recognise(more, model=True)
    assert [e for e in more.entities if e.rule != "model"] == plain.entities
    assert all(e.label == "PLACE" for e in more.entities if e.rule == "model")
    assert not any(e.rule == "model" for e in plain.entities)


def test_a_piece_without_a_name_is_kept_by_the_swapper():
    swapper = Swapper({"x": [Piece("Không có tên.", None)]})
    assert swapper.variant("x", [Piece("Không có tên.", None)], random.Random(1)).text == "Không có tên."
