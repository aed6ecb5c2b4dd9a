"""Who tells (tests/cases/issuers.txt), marked up as the cases of directives are."""
from __future__ import annotations

from pathlib import Path

import pytest
import regex
from test_directives import analysed, parse_case

from pipeline.extractors import directives

CASES = Path(__file__).parent / "cases" / "issuers.txt"


def cases() -> list:
    blocks = regex.split(r"(?m)^== ", CASES.read_text("utf-8"))[1:]
    return [pytest.param(body.strip(), id=name) for name, _, body in (b.partition("\n") for b in blocks)]


@pytest.mark.parametrize("marked", cases())
def test_issuers(marked: str) -> None:
    text, expected = parse_case(marked)
    found = directives.extract(analysed(text))
    keys = ("text", "issuer", "kind", "addressees")
    assert [{k: getattr(d, k) for k in keys} for d in found] == [{k: e[k] for k in keys} for e in expected]
