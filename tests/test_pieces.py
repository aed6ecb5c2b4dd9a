"""Short pieces of news, marked by people who saw neither code nor output (annotations/pieces)."""
from __future__ import annotations

import datetime as dt
from typing import get_args

import pytest

from pipeline.records import MeetingType
from scripts.pieces import FOLDER, parse, pieces, scored

# .01 below what was measured when this was written; of what is held out nobody has seen the errors. The rules that were
# there before found (seen, held out) announced .57 and .68, local .74 and .67, near misses .86 and .77, papers .78 and .85, speech
# .83 and .80, units .84 and .88; of the later ones news .86 and .84, plans .75 and .79, reportage .70 and .79, units of portals .94
# and .91, of the press .90 and .80, voices .86 and .84, of papers .82 and .83; bounds of work .88 and .86, in the press .83 and .91, targets of
# plans .90 and .98 (%) and .75 and .90, of the press .78 and .87 and .71 and .67, meetings .82 and .76, chairs .76 and .57, long names .88 and .80.
FLOORS = {
    "announced": {"directives": (0.75, 0.77), "directive.issuer": (0.91, 0.88), "directive.kind": (0.97, 0.97), "directive.addressees": (0.95, 0.91)},
    "deadlines-press": {"deadlines": (0.94, 0.89), "deadline.relation": (0.99, 0.99)},
    "deadlines-work": {"deadlines": (0.95, 0.88), "deadline.relation": (0.99, 0.96)},
    "figures-plans": {"targets %": (0.99, 0.99), "targets other": (0.98, 0.96), "results %": (0.99, 0.96), "targets % metric": (0.97, 0.84), "targets other metric": (0.94, 0.94), "results % metric": (0.96, 0.84)},
    "figures-press": {"targets %": (0.99, 0.88), "targets other": (0.99, 0.75), "results %": (0.95, 0.95), "targets % metric": (0.99, 0.99), "targets other metric": (0.99, 0.99), "results % metric": (0.99, 0.75)},
    "local": {"directives": (0.86, 0.80), "directive.issuer": (0.95, 0.99), "directive.kind": (0.96, 0.99), "directive.addressees": (0.88, 0.91)},
    "meetings": {"meetings": (0.99, 0.90), "meeting.date": (0.99, 0.79), "meeting.type": (0.99, 0.82), "chairs": (0.99, 0.74), "chair.title": (0.96, 0.99), "people": (0.99, 0.95), "person.title": (0.98, 0.99)},
    "near-misses": {"directives": (0.90, 0.79), "directive.issuer": (0.99, 0.99), "directive.kind": (0.99, 0.89), "directive.addressees": (0.95, 0.99)},
    "news": {"directives": (0.89, 0.85), "directive.issuer": (0.94, 0.92), "directive.kind": (0.97, 0.97), "directive.addressees": (0.95, 0.87)},
    "papers": {"directives": (0.89, 0.89), "directive.issuer": (0.94, 0.96), "directive.kind": (0.97, 0.89), "directive.addressees": (0.94, 0.86)},
    "plans": {"directives": (0.90, 0.84), "directive.issuer": (0.99, 0.84), "directive.kind": (0.99, 0.96), "directive.addressees": (0.98, 0.97)},
    "reportage": {"directives": (0.82, 0.80), "directive.issuer": (0.84, 0.77), "directive.kind": (0.96, 0.89), "directive.addressees": (0.90, 0.96)},
    "speech": {"directives": (0.88, 0.85), "directive.issuer": (0.94, 0.95), "directive.kind": (0.96, 0.95), "directive.addressees": (0.89, 0.88)},
    "units": {"units": (0.94, 0.92)},
    "units-names": {"units": (0.95, 0.82)},
    "units-portals": {"units": (0.96, 0.92)},
    "units-press": {"units": (0.96, 0.82)},
    "voices": {"directives": (0.89, 0.85), "directive.issuer": (0.94, 0.86), "directive.kind": (0.98, 0.94), "directive.addressees": (0.92, 0.93)},
    "voices-of-papers": {"directives": (0.82, 0.81), "directive.issuer": (0.78, 0.79), "directive.kind": (0.94, 0.89), "directive.addressees": (0.91, 0.89)},
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
        for d in gold["deadlines"]:
            assert d["relation"] in ("before", "by", "in") and (d["date"] is None or dt.date.fromisoformat(d["date"]))
        for f in [*gold["targets"], *gold["results"]]:
            assert f["comparator"] in ("=", ">=", ">", "<=", "<", "~") and f["metric"] in text
        for m in gold["meetings"]:
            assert m["type"] in get_args(MeetingType) and (m["date"] is None or dt.date.fromisoformat(m["date"]))


@pytest.mark.parametrize("bad", ["<u>Sở A", "Sở A</u>", "<d kind=order>làm <u>ngay</u></d>"])
def test_marks_that_do_not_pair_are_errors(bad: str) -> None:
    with pytest.raises(ValueError, match=r"closed|closes|inside"):
        parse(bad)
