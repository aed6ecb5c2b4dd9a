"""Short pieces of news, marked by people who saw neither code nor output (annotations/pieces)."""
from __future__ import annotations

import pytest

from scripts.pieces import FOLDER, parse, pieces, scored

# .01 below what was measured when this was written. Of what is held out nobody has seen the errors; its first figures
# were announced .76, local .70, near misses .77, papers .83, speech .88, units .90.
FLOORS = {
    "announced": {"directives": (0.87, 0.77), "directive.issuer": (0.96, 0.82), "directive.kind": (0.97, 0.96), "directive.addressees": (0.98, 0.86)},
    "local": {"directives": (0.84, 0.77), "directive.issuer": (0.97, 0.99), "directive.kind": (0.95, 0.99), "directive.addressees": (0.94, 0.89)},
    "near-misses": {"directives": (0.85, 0.75), "directive.issuer": (0.99, 0.99), "directive.kind": (0.99, 0.89), "directive.addressees": (0.95, 0.99)},
    "papers": {"directives": (0.89, 0.85), "directive.issuer": (0.99, 0.94), "directive.kind": (0.97, 0.96), "directive.addressees": (0.95, 0.89)},
    "speech": {"directives": (0.91, 0.87), "directive.issuer": (0.95, 0.99), "directive.kind": (0.96, 0.99), "directive.addressees": (0.92, 0.88)},
    "units": {"units": (0.90, 0.89)},
}


@pytest.mark.parametrize("name", FLOORS)
def test_pieces(name: str) -> None:
    for share, (_, scores) in enumerate(scored(FOLDER / f"{name}.txt")):
        low = {field: round(scores.fields[field].value, 3) for field, floors in FLOORS[name].items() if scores.fields[field].value < floors[share]}
        assert low == {}, "\n".join(map(str, scores.errors)) if share == 0 else "of the held out pieces, whose errors stay unseen"


def test_there_are_floors_for_all() -> None:
    assert sorted(FLOORS) == sorted(path.stem for path in FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_marks_are_as_the_guide_says(path) -> None:
    for marked in pieces(path):
        text, gold = parse(marked)
        for d in gold["directives"]:
            assert d["text"] == d["text"].strip() and not d["text"].endswith((".", ";", ":"))
            assert d["kind"] in ("order", "request", "task")
            assert all(a in text for a in d["addressees"])


@pytest.mark.parametrize("bad", ["<u>Sở A", "Sở A</u>", "<d kind=order>làm <u>ngay</u></d>"])
def test_marks_that_do_not_pair_are_errors(bad: str) -> None:
    with pytest.raises(ValueError, match=r"closed|closes|inside"):
        parse(bad)
