"""Copies are found whatever the order; what is merely alike is not."""
from __future__ import annotations

import random

import pytest

from pipeline.duplicates import ALIKE, Duplicates, find_duplicates
from pipeline.write import to_line

WORDS = [f"từ{n}" for n in range(400)]


def text(seed: int) -> list[str]:
    return random.Random(seed).sample(WORDS, 150)


@pytest.fixture
def groups(tmp_path, make_record):
    def find(*texts: str) -> list[list[str]]:
        file = tmp_path / "r.jsonl"
        file.write_bytes(b"".join(to_line(make_record(t, path=f"{n}.txt")) for n, t in enumerate(texts)))
        found = list(find_duplicates(file))
        assert all(isinstance(g, Duplicates) and g.articles[0].similarity == 1 for g in found)
        return [[a.path for a in g.articles] for g in found]
    return find


def test_the_same_text_and_one_with_a_new_headline(groups):
    a, b = text(1), text(2)
    assert groups(" ".join(a), " ".join(b), " ".join(a), " ".join(["Tít", "khác", *a])) == [["0.txt", "2.txt", "3.txt"]]


def test_both_sides_of_the_threshold(groups):
    a = text(1)
    near, far = a[:128] + text(3)[:22], a[:110] + text(3)[:40]  # of 148 sequences 126 and 108 in common: 0.74 and 0.57
    assert (126 / 170 > ALIKE > 108 / 188)
    assert groups(" ".join(a), " ".join(near)) == [["0.txt", "1.txt"]]
    assert groups(" ".join(a), " ".join(far)) == []


def test_groups_are_in_the_order_of_their_first_articles(groups):
    a, b = " ".join(text(1)), " ".join(text(2))
    assert groups(a, b, b, a) == [["0.txt", "3.txt"], ["1.txt", "2.txt"]]


def test_texts_with_few_words_or_none(groups):
    assert groups("", "", "một", "hai", "một") == [["2.txt", "4.txt"]]


def test_case_and_line_breaks_do_not_matter(groups):
    assert groups("Một hai BA bốn", "một hai\nba, bốn.") == [["0.txt", "1.txt"]]


def test_the_same_text_is_found_among_many_of_one_wording(groups, monkeypatch):
    notices = [" ".join(text(1)[:100] + text(n)[:50]) for n in range(2, 40)]
    monkeypatch.setattr("pipeline.duplicates.LOOKED_UP", 1)
    assert groups(*notices, notices[0]) == [["0.txt", "38.txt"]]
