"""Directives as marked-up articles (tests/cases/directives.txt), and the splitting of addressee lists."""
from __future__ import annotations

from pathlib import Path

import pytest
import regex

from pipeline.addressees import split_members
from pipeline.article import Article, Context, Line
from pipeline.extractors import directives
from pipeline.run import read_through

CASES = Path(__file__).parent / "cases" / "directives.txt"
_TAG = regex.compile(r"<d(?P<attributes>[^>]*)>|</d>")
_ATTRIBUTE = regex.compile(r"(kind|issuer|to|with)=(?:\"([^\"]*)\"|(\w+))")


def parse_case(marked: str) -> tuple[str, list[dict]]:
    """Marked-up text → plain text and the expected directives. An unclosed tag is an error."""
    plain, expected, at, opened = "", [], 0, None
    for m in _TAG.finditer(marked):
        plain += marked[at:m.start()]
        at = m.end()
        if m.group() == "</d>":
            if opened is None:
                raise ValueError(f"</d> without <d> in {marked[:60]!r}")
            expected.append(opened | {"text": plain[opened.pop("start"):]})
            opened = None
        elif opened is not None:
            raise ValueError(f"<d> inside <d> in {marked[:60]!r}")
        else:
            found = {k: a or b for k, a, b in _ATTRIBUTE.findall(m.group("attributes"))}
            opened = {"start": len(plain), "kind": found["kind"], "issuer": found.get("issuer"),
                      "addressees": found["to"].split("; ") if "to" in found else [],
                      "partners": found["with"].split("; ") if "with" in found else []}
    if opened is not None:
        raise ValueError(f"unclosed <d> in {marked[:60]!r}")
    return plain + marked[at:], expected


def analysed(text: str, published: str | None = None) -> Context:
    """A body, one paragraph a line, through the stages that directives build on."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), "body"))
        at += len(line) + 1
    return read_through(Article(text=text, lines=lines, published=published))


def cases() -> list:
    out = []
    for block in regex.split(r"(?m)^== ", CASES.read_text("utf-8"))[1:]:
        name, _, body = block.partition("\n")
        out.append(pytest.param(body.strip(), id=name))
    return out


@pytest.mark.parametrize("marked", cases())
def test_directives(marked: str) -> None:
    text, expected = parse_case(marked)
    ctx = analysed(text)
    found = directives.extract(ctx)
    keys = ("text", "kind", "issuer", "addressees", "partners")
    assert [{k: getattr(d, k) for k in keys} for d in found] == [{k: e[k] for k in keys} for e in expected]
    assert all(text[d.span[0]:d.span[1]] == d.text for d in found)


@pytest.mark.parametrize("bad", ["a <d kind=order>b", "a</d>", "<d kind=order>a <d kind=task>b</d></d>"])
def test_broken_markup_is_an_error(bad: str) -> None:
    with pytest.raises(ValueError):
        parse_case(bad)


@pytest.mark.parametrize(("listed", "members"), [
    ("các sở, ban, ngành", ["các sở, ban, ngành"]),
    ("các sở, ban, ngành, UBND các huyện, thành phố", ["các sở, ban, ngành", "UBND các huyện, thành phố"]),
    ("Bộ Kế hoạch và Đầu tư, Bộ Tài chính và Ngân hàng Nhà nước", ["Bộ Kế hoạch và Đầu tư", "Bộ Tài chính", "Ngân hàng Nhà nước"]),
    ("các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ", ["các Bộ", "cơ quan ngang Bộ", "cơ quan thuộc Chính phủ"]),
    ("Thủ trưởng các cơ quan ngang Bộ, cơ quan thuộc Chính phủ", ["Thủ trưởng các cơ quan ngang Bộ, cơ quan thuộc Chính phủ"]),
    ("Sở Nông nghiệp và Môi trường, Sở Xây dựng", ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng"]),
    ("các phòng, ban chuyên môn và UBND các xã, phường", ["các phòng, ban chuyên môn", "UBND các xã, phường"]),
    ("Trung tâm Y tế huyện, thành phố", ["Trung tâm Y tế huyện, thành phố"]),
    ("100% các trường, trạm y tế", ["các trường", "trạm y tế"]),
])
def test_members_of_an_addressee_list(listed: str, members: list[str]) -> None:
    assert split_members(listed) == members
