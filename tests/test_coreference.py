"""Whom a mention means (pipeline.coreference), and that asking costs no more the longer the article is."""
from __future__ import annotations

import sys

import pytest

from pipeline import coreference
from pipeline.article import Article, Context, Entity
from pipeline.coreference import fits, resolve_person
from pipeline.records import Person
from pipeline.segment import Segmentation


def article(*pieces: str | tuple[str, str], people: list[tuple[str, str | None]]) -> Context:
    """Pieces of text; one with a rule is the name of a person. ``people``: names and posts."""
    text, entities = "", []
    for piece in pieces:
        if isinstance(piece, tuple):
            entities.append(Entity(len(text), len(text) + len(piece[0]), "PERSON", piece[1]))
            piece = piece[0]
        text += piece
    return Context(article=Article(text=text, lines=[]), sentences=[], words=Segmentation(text, []), entities=entities,
                   people=[Person(name=name, title=title, span=(0, 0)) for name, title in people])


PEOPLE: list[tuple[str, str | None]] = [("Lò Văn Mẫu", "Chủ tịch UBND huyện Nậm Hăn"), ("Vi Thị Lả", "Phó Chủ tịch UBND huyện"), ("Cầm Mẫu", "Chủ tịch Ủy ban nhân dân huyện Sơn Hạ")]
MALE, FEMALE = "honorific: male", "honorific: female"


@pytest.mark.parametrize("mention, who", [
    ("Ông", "Cầm Mẫu"), ("Bà", "Vi Thị Lả"), ("Đồng chí", "Cầm Mẫu"), ("ông Lò Văn Mẫu", "Lò Văn Mẫu"), ("bà Lả", "Vi Thị Lả"),
    ("ông Mẫu", None),  # of two who are called so
    ("Chủ tịch UBND huyện", "Cầm Mẫu"), ("Chủ tịch UBND huyện Nậm Hăn", "Lò Văn Mẫu"), ("Phó Chủ tịch UBND huyện", "Vi Thị Lả"),
    ("Giám đốc Sở", None)])
def test_whom_a_mention_means(mention: str, who: str | None) -> None:
    ctx = article("Ông ", ("Lò Văn Mẫu", MALE), ", bà ", ("Vi Thị Lả", FEMALE), ", ông ", ("Cầm Mẫu", MALE), ". ", mention, people=PEOPLE)
    found = resolve_person(ctx, len(ctx.text) - len(mention), len(ctx.text))
    assert (found and found.name) == who


def test_only_who_is_named_before() -> None:
    ctx = article("Bà nói. ", ("Vi Thị Lả", FEMALE), " dự.", people=PEOPLE)
    assert resolve_person(ctx, 0, 2) is None
    assert fits(ctx, "Bà", "Vi Thị Lả") and not fits(ctx, "Ông", "Vi Thị Lả") and fits(ctx, "Ông", "Lả A")


def work(mentions: int) -> int:
    """Lines of pipeline.coreference that run while every pronoun and post of an article of so many names is asked for."""
    names = [f"Lò Văn {chr(0x1ea0 + i % 90)}{'aăâ'[i % 3]}{i}" for i in range(mentions)]
    ctx = article(*(x for name in names for x in ((name, MALE), ". Bà nói. Chủ tịch. ")), people=[(n, f"Chủ tịch xã {i}") for i, n in enumerate(names)])
    count = 0

    def line(frame, event, arg):
        nonlocal count
        count += event == "line"
        return line

    before = sys.gettrace()
    sys.settrace(lambda frame, event, arg: line if frame.f_code.co_filename == coreference.__file__ else None)
    try:
        for word in ("Bà", "Chủ tịch"):
            at = ctx.text.find(word)
            while at >= 0:
                resolve_person(ctx, at, at + len(word))
                at = ctx.text.find(word, at + 1)
    finally:
        sys.settrace(before)
    return count


def test_work_grows_with_the_names_not_with_their_square() -> None:
    assert work(240) < 2.5 * work(120)
