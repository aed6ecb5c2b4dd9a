"""The codebook says what records.py says, and the committed one is up to date."""
from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import codebook as cb

ROOT = Path(__file__).parents[1]


def fields_only(text: str) -> list[str]:
    """Without the measured numbers, which change when the floors are raised."""
    return [line for line in text.splitlines() if line and not line.startswith(cb.QUALITY)]


@pytest.mark.parametrize("language", cb.LANGUAGES)
def test_the_committed_codebook_is_up_to_date(language):
    committed = (ROOT / "annotations" / cb.FILES[language]).read_text("utf-8")
    assert fields_only(committed) == fields_only(cb.codebook(language)), "run `make codebook`"


@pytest.mark.parametrize("language", cb.LANGUAGES)
def test_every_field_and_value_is_there(language):
    text = cb.codebook(language)
    for name, model in cb.classes().items():
        assert f"\n## {name}\n" in text
        for field in model.model_fields:
            assert f"| `{field}` |" in text
    assert "`tiếp xúc cử tri`" in text and "`request`" in text


@pytest.mark.parametrize("change", [{"Record.title": None}, {"Record.nothing": {"vi": "x", "en": "x"}}, {"Record.text": {"vi": "x", "en": "twice"}},
                                    {"Record.title": {"vi": "x"}}])
def test_a_codebook_that_does_not_fit_is_refused(monkeypatch, change):
    import yaml
    book = yaml.safe_load(Path(cb.__file__).with_name("codebook.yaml").read_text("utf-8"))
    book["fields"] = {k: v for k, v in (book["fields"] | change).items() if v is not None}
    monkeypatch.setattr(cb.yaml, "safe_load", lambda _: book)
    cb._book.cache_clear()
    try:
        with pytest.raises(ValueError, match=next(iter(change)).replace(".", r"\.")):
            cb.codebook("en")
    finally:
        cb._book.cache_clear()


def test_examples_are_of_their_type():
    """An example that the record itself would refuse misleads."""
    from pydantic import TypeAdapter
    for name, model in cb.classes().items():
        for field in model.model_fields:
            example = cb._book().fields[f"{name}.{field}"].example
            if example is not None:
                TypeAdapter(cb._hint(model, field)).validate_python(example)


def test_quality_is_printed_where_it_belongs(tmp_path):
    (tmp_path / "floors.yaml").write_text("directive.issuer: 0.91\nunits: 0.5\ntargets %: 0.97\n", encoding="utf-8")
    en, vi = cb.write_codebook(tmp_path)
    text = en.read_text("utf-8")
    assert "directive.issuer 0.910" in text.split("## Directive\n")[1].split("\n## ")[0]
    assert "targets % 0.970" in text.split("## Figure\n")[1].split("\n## ")[0] and text.count(cb.QUALITY) == 3
    assert "units 0.500" in vi.read_text("utf-8")
