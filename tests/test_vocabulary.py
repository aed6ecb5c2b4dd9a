"""Vocabulary files keep their promises: an example that matches, a counter-example that does not."""
from __future__ import annotations

from pathlib import Path

import pytest
import regex

import pipeline
from pipeline import vocabulary as vo

PATTERNS = Path(pipeline.__file__).parent / "patterns"
NAMES = sorted(p.stem for p in PATTERNS.glob("*.yaml"))
ENTRIES = [(name, entry) for name in NAMES for entry in vo.entries(name)]


def matches(form: str, sentence: str) -> bool:
    """The form stands in the sentence as whole words. A capital in a form is meant: the surname
    "Kim" is not the noun "kim"; forms in small letters also open sentences and stand in headlines."""
    case = regex.IGNORECASE if form == form.lower() else 0
    return bool(regex.search(rf"(?<!\w){vo.form_pattern(form)}(?!\w)", sentence, case))


def test_there_is_vocabulary():
    assert NAMES
    assert sorted(p.name for p in PATTERNS.iterdir()) == [f"{name}.yaml" for name in NAMES], "nothing else lies there"


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{name}:{entry.id}" for name, entry in ENTRIES])
def test_example_and_counter_example(name, entry):
    assert any(matches(form, entry.example) for form in entry.forms), f"no form in {entry.example!r}"
    found = [form for form in entry.forms if matches(form, entry.counter)]
    assert not found, f"{found} in {entry.counter!r}"


@pytest.mark.parametrize(("name", "entry"), ENTRIES, ids=[f"{name}:{entry.id}" for name, entry in ENTRIES])
def test_each_form_stands_once(name, entry):
    assert entry.forms
    assert sorted(form for form in set(entry.forms) if entry.forms.count(form) > 1) == []


def named_in_code() -> list[tuple[str, str]]:
    """The entries that the code asks for by their ids, with the files they are in."""
    calls = regex.compile(r"""\b(?:compile_)?forms\((?P<q>['"])(?P<name>\w+)(?P=q)(?:,\s*(?P=q)(?P<id>[\w-]+)(?P=q))+\)""")
    sources = [p.read_text("utf-8") for p in PATTERNS.parent.rglob("*.py")]
    return sorted({(m["name"], i) for text in sources for m in calls.finditer(text) for i in m.captures("id")})


@pytest.mark.parametrize(("name", "id_"), named_in_code(), ids=[f"{name}:{i}" for name, i in named_in_code()])
def test_what_the_code_asks_for_is_there(name, id_):
    """An id that no entry has would give a pattern of no words, which matches anywhere."""
    assert id_ in {entry.id for entry in vo.entries(name)}


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("directive_")])
def test_every_entry_of_the_directives_is_used(name):
    assert {entry.id for entry in vo.entries(name)} - {i for n, i in named_in_code() if n == name} == set()


# ------------------------------------------------------------------ strictness

GOOD = "- id: a\n  forms: [họp]\n  example: Sáng nay họp.\n  counter: Sáng nay đi.\n"


@pytest.fixture
def file(tmp_path, monkeypatch):
    """A function that reads entries from a patterns file of the given text."""
    (tmp_path / "patterns").mkdir()
    monkeypatch.setattr(vo, "files", lambda package: tmp_path)

    def read(text: str) -> tuple[vo.Entry, ...]:
        (tmp_path / "patterns" / "x.yaml").write_text(text, "utf-8")
        return vo.entries.__wrapped__("x")
    return read


def test_a_good_file_is_read(file):
    assert file(GOOD) == (vo.Entry(id="a", forms=["họp"], example="Sáng nay họp.", counter="Sáng nay đi."),)


@pytest.mark.parametrize("text", [
    GOOD + "  colour: red\n", GOOD.replace("  counter: Sáng nay đi.\n", ""), GOOD.replace("  example: Sáng nay họp.\n", ""),
    GOOD.replace("[họp]", "họp"), GOOD.replace("[họp]", "[1]"), GOOD + GOOD, "a: b\n", "",
], ids=["unknown key", "no counter", "no example", "forms no list", "form no text", "same id twice", "no list", "empty"])
def test_a_bad_file_is_refused_by_its_name(file, text):
    with pytest.raises(ValueError, match=r"patterns/x\.yaml"):
        file(text)


# ------------------------------------------------------------------ forms as patterns

@pytest.mark.parametrize(("form", "text"), [
    ("uỷ ban", "ủy ban"), ("ủy ban", "Uỷ  ban"), ("hoà giải", "hòa\u00a0giải"), ("hòa giải", "HOÀ GIẢI"), ("đ/c", "Đ/c"),
    ("khoẻ", "khỏe"), ("thuỷ lợi", "thủy\nlợi"),
])
def test_both_tone_placements_and_any_blank(form, text):
    assert matches(form, text)


@pytest.mark.parametrize(("form", "text"), [("họp", "họpp"), ("họp", "hop"), ("a.b", "acb"), ("uỷ ban", "uỷ viên"), ("hoà", "hoá"), ("Kim", "kim")])
def test_nothing_else(form, text):
    assert not matches(form, text)


def test_the_longest_form_wins():
    assert regex.match(vo.alternation(["họp", "họp báo"]), "họp báo hôm nay").group() == "họp báo"
