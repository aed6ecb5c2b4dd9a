"""Edits keep, for every character, where it stood."""
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.offsets import _TO_LATIN, INSERTED, Traced

# letters with marks in both forms, blanks of every kind, characters that print nothing, emoji
ODD = ["e", "\u0302", "\u0301", "\u0323", "ế", "ệ", "Đ", "a", "ă", "ô", "\u031b", " ", "\u00a0", "\u2003", "\t", "\u3000",
       "\u200b", "\u00ad", "\ufeff", "\u200d", "\u2060", "\u200e", "👩", "👩‍💼", "🇻🇳", "\U0001F3FD", "\u1100", "\u1161", "\u11a8", ".",
       "\u0085", "\u0000", "ﬁ", "½", "ạ\u0306"]
texts = st.lists(st.sampled_from(ODD) | st.text(max_size=2), max_size=40).map("".join)


def check(result: Traced, source: str) -> None:
    assert len(result.text) == len(result.origins)
    for char, at in zip(result.text, result.origins):
        assert at == INSERTED or 0 <= at < len(source)
        if at != INSERTED and not char.isspace() and not unicodedata.combining(char):
            # the source holds the character there, its look-alike, or the base letter of the composed one
            assert unicodedata.normalize("NFD", char)[0] in unicodedata.normalize("NFD", source[at:at + 4].translate(_TO_LATIN))


@given(texts)
def test_fold_keeps_origins(source):
    folded = Traced.of(source).fold()
    check(folded, source)
    assert unicodedata.is_normalized("NFC", folded.text)
    assert folded.text == folded.text.strip()
    assert not regex.search(r"[\t\n\u00a0\u2003\u3000\u200b\u00ad\ufeff\u2060\u0000]|  ", folded.text)
    letters = [o for c, o in zip(folded.text, folded.origins) if not unicodedata.combining(c)]
    assert letters == sorted(letters)  # marks alone change places


@given(texts)
def test_fold_loses_nothing_that_shows(source):
    def letters(text):  # look-alikes may change their alphabet; a mark may join a letter when what stood between them goes
        return [c for c in unicodedata.normalize("NFD", text.translate(_TO_LATIN)) if c.isalpha() or unicodedata.combining(c)]
    assert sorted(letters(Traced.of(source).fold().text)) == sorted(letters(source))


@given(texts)
def test_nfc_equals_unicodedata(source):
    assert Traced.of(source).nfc().text == unicodedata.normalize("NFC", source)


@given(texts, st.integers(0, 30), st.integers(0, 30))
def test_fold_of_a_slice_points_into_the_whole(source, a, b):
    part = Traced.of(source)[min(a, b):max(a, b)].fold()
    assert all(min(a, b) <= o < max(a, b) for o in part.origins)


def test_composed_letters_come_from_their_base():
    source = "hu\u0079e\u0323\u0302n\u00a0 Ba"  # huyện in pieces, two blanks
    folded = Traced.of(source).fold()
    assert folded.text == "huyện Ba"
    assert [source[o] for o in folded.origins] == ["h", "u", "y", "e", "n", "\u00a0", "B", "a"]


@pytest.mark.parametrize(("source", "text"), [
    ("tỉnh\u00adủy", "tỉnhủy"),
    ("kế\u200b hoạch", "kế hoạch"),
    ("👩\u200d💼 họp", "👩\u200d💼 họp"),  # the joiner is part of the sign
    ("a\u200db", "ab"),
    ("\ufeffMở đầu", "Mở đầu"),
    (" \t\u00a0 ", ""),
])
def test_fold_examples(source, text):
    assert Traced.of(source).fold().text == text


def test_sub_and_join():
    source = "A &amp; B"
    made = Traced.of(source).sub(regex.compile("&amp;"), "&")
    assert (made.text, list(made.origins)) == ("A & B", [0, 1, 2, 7, 8])
    joined = Traced.join([made[:1], made[4:]], " | ")
    assert (joined.text, list(joined.origins)) == ("A | B", [0, -1, -1, -1, 8])


def test_lengths_must_agree():
    with pytest.raises(ValueError, match="2 characters but 1"):
        Traced("ab", [1])


@pytest.mark.parametrize(("source", "text"), [
    ("Quyết Ðịnh, Ðồng chí", "Quyết Định, Đồng chí"),  # Icelandic eth
    ("các cơ quan nhà nƣớc đƣợc giao", "các cơ quan nhà nước được giao"),  # PDFs
    ("Quу chế của UВND", "Quy chế của UBND"),  # Cyrillic у and В
    ("а\u0302\u0301p dụng, ТОАn", "ấp dụng, TOAn"),
    ("Đoàn thăm báo «Комсомольская правда» và ОАО «НК»", "Đoàn thăm báo «Комсомольская правда» và ОАО «НК»"),
    ("tỷ&nbsp;lệ &quot;đúng hạn&quot; đ&#7841;t 95% &amp; hơn; AT&T; R&D", 'tỷ lệ "đúng hạn" đạt 95% & hơn; AT&T; R&D'),
])
def test_fold_reads_look_alikes_and_entities(source, text):
    folded = Traced.of(source).fold()
    assert folded.text == text
    assert [source[o] for c, o in zip(folded.text, folded.origins) if c in "qhdn"] == [c for c in text if c in "qhdn"]
