"""Our reading of underthesea's word model gives underthesea's words."""
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from underthesea import word_tokenize

from pipeline.word_model import word_spans

ROOT = Path(__file__).parents[1]
SYLLABLES = ["Ủy", "ban", "nhân", "dân", "tỉnh", "ĐẮK", "LẮK", "hội", "nghị", "giao", "1.250", "15/6/2023", ",", ".", "(", "H'Mông",
             "TP.HCM", "BOS", "EOS", "baochinhphu.vn", "năm", "2024", "tổ", "chức", "²", "–", "%", "95", "chính", "trị", "-", "xã"]


def ours(text: str) -> list[str]:
    return ["".join(text[s:e].split()) for s, e in word_spans(text)]


def theirs(text: str) -> list[str]:
    return ["".join(word.split()) for word in word_tokenize(text, use_token_normalize=False)]


@pytest.mark.parametrize("text", ["", "Xã", "Hội nghị", "Hội nghị diễn ra", "Sáng 12/5, UBND huyện Ea Súp tổ chức hội nghị giao ban."])
def test_sentences_of_any_length(text):
    assert ours(text) == theirs(text)


def test_the_whole_corpus():
    lines = [line.strip() for path in sorted(ROOT.glob("corpus/*.txt")) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    lines = [line for line in lines if word_spans(line) is not None]
    assert len(lines) > 100
    assert [line for line in lines if ours(line) != theirs(line)] == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(SYLLABLES), max_size=12))
def test_any_order_of_syllables(syllables):
    text = " ".join(syllables)
    assert ours(text) == theirs(text)


def test_letters_that_are_not_composed_have_no_place():
    assert word_spans(unicodedata.normalize("NFD", "Ủy ban nhân dân")) is None
    assert word_spans("Ủy ban nhân dân") == [(0, 2), (3, 15)]
