"""The codebook: every field, its type, values, rules, an example, limits and measured quality.

It is made from the data classes of :mod:`pipeline.records`; ``codebook.yaml`` adds what they do
not say, and a field that is only in one of the two is an error, so that the two cannot drift apart.
"""
from __future__ import annotations

import json
import types
import typing
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from pipeline import records
from pipeline.export import whole
from pipeline.records import SCHEMA_VERSION, Record

LANGUAGES = ("en", "vi")
FILES = {"en": "codebook.md", "vi": "codebook.vi.md"}

# Which scores of `evaluate` tell of which class.
SCORES = {"Record": ("published", "title", "body chars"), "Meeting": ("meetings", "meeting."), "Chair": ("chairs", "chair."),
          "Person": ("people", "person."), "Unit": ("units", "unit."), "Directive": ("directives", "directive."),
          "Deadline": ("deadlines", "deadline."), "Figure": ("targets", "results"), "Document": ("documents", "document.")}


class _About(BaseModel):
    model_config = ConfigDict(extra="forbid")

    vi: str
    en: str | None = None
    rule_en: str | None = None
    rule_vi: str | None = None
    limit_en: str | None = None
    limit_vi: str | None = None
    example: typing.Any = None


class _Book(BaseModel):
    model_config = ConfigDict(extra="forbid")

    classes: dict[str, _About]
    fields: dict[str, _About]
    columns: dict[str, str]


def write_codebook(folder: Path, floors: Path | None = None) -> list[Path]:
    """Writes codebook.md (English) and codebook.vi.md to ``folder``; the quality is that of
    ``floors`` (folder/floors.yaml), which `make eval` holds. Returns the paths. Raises
    ``ValueError`` where codebook.yaml and records.py do not fit, ``OSError``."""
    floors = floors or folder / "floors.yaml"
    quality = yaml.safe_load(floors.read_text("utf-8")) or {} if floors.is_file() else {}
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for language, name in FILES.items():
        with whole(folder / name) as part:
            part.write_text(codebook(language, quality), encoding="utf-8")
        made.append(folder / name)
    return made


def codebook(language: Literal["en", "vi"], quality: dict[str, float] | None = None) -> str:
    """The codebook as Markdown. Raises ``ValueError`` where codebook.yaml and records.py do not fit."""
    book, say = _book(), _WORDS[language]
    lines = [f"# {say['title']} {SCHEMA_VERSION}", "", say["intro"], ""]
    for name, model in classes().items():
        about = book.classes[name]
        lines += [f"## {name}", "", about.vi if language == "vi" else (model.__doc__ or "").strip(), ""]
        for kind in ("rule", "limit"):
            if text := getattr(about, f"{kind}_{language}"):
                lines += [f"**{say[kind]}.** {text}", ""]
        lines += [f"| {say['field']} | {say['type']} | {say['meaning']} | {say['example']} |", "| --- | --- | --- | --- |"]
        for field in model.model_fields:
            entry = book.fields[f"{name}.{field}"]
            meaning = _sentence(meaning_of(model, field, language))
            rule = getattr(entry, f"rule_{language}")
            example = "" if entry.example is None else f"`{json.dumps(entry.example, ensure_ascii=False)}`"
            cells = (f"`{field}`", _type(_hint(model, field), say), meaning + (f" {_sentence(rule)}" if rule else ""), example)
            lines.append("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |")
        scores = {k: v for k, v in (quality or {}).items() if any(k == s or k.startswith((s + " ", s) if s.endswith(".") else s + " ")
                                                                 for s in SCORES.get(name, ()))}
        if scores:
            lines += ["", f"{QUALITY}{say['quality']}: " + "; ".join(f"{k} {v:.3f}" for k, v in scores.items()) + "."]
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


QUALITY = "<!-- measured --> "  # what begins a line whose numbers change without the fields changing


@cache
def classes() -> dict[str, type[BaseModel]]:
    """The data classes of a record, by name, from the record down."""
    found: dict[str, type[BaseModel]] = {}

    def visit(hint: object) -> None:
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            if hint.__name__ not in found:
                found[hint.__name__] = hint
                for field in hint.model_fields:
                    visit(_hint(hint, field))
        for arg in typing.get_args(hint):
            visit(arg)

    visit(Record)
    return found


def meaning_of(model: type[BaseModel], field: str, language: str = "en") -> str:
    """What a field means."""
    entry = _book().fields[f"{model.__name__}.{field}"]
    if language == "vi":
        return entry.vi
    return model.model_fields[field].description or entry.en or ""


def column_about(table: str, column: str) -> str | None:
    """What a column of a table of :mod:`pipeline.tables` means, or None for a column that is not told of."""
    model = {"articles": Record, "meetings": records.Meeting, "chairs": records.Chair, "people": records.Person, "units": records.Unit,
             "directives": records.Directive, "deadlines": records.Deadline, "targets": records.Figure, "results": records.Figure,
             "documents": records.Document, "confirmed": records.Confirmed}.get(table)
    book = _book()
    if column in book.columns and not (table == "units" and column == "code"):
        return book.columns[column]
    for part in (model, records.Place, records.SourceInfo) if table == "articles" else (model,):
        if part and column in part.model_fields:
            return meaning_of(part, column)
    return "A name as written" if column == "name" else None


@cache
def _book() -> _Book:
    path = Path(__file__).with_name("codebook.yaml")
    book = _Book.model_validate(yaml.safe_load(path.read_text("utf-8")))
    wanted = {f"{name}.{field}": model.model_fields[field] for name, model in classes().items() for field in model.model_fields}
    wrong = [f"{kind}: {', '.join(sorted(names))}" for kind, names in (
        ("not told of in codebook.yaml", (wanted.keys() - book.fields.keys()) | (classes().keys() - book.classes.keys())),
        ("no such field in records.py", (book.fields.keys() - wanted.keys()) | (book.classes.keys() - classes().keys())),
        ("described in both records.py and codebook.yaml", {k for k in wanted.keys() & book.fields.keys() if wanted[k].description and book.fields[k].en}),
        ("described in neither", {k for k in wanted.keys() & book.fields.keys() if not wanted[k].description and not book.fields[k].en})) if names]
    if wrong:
        raise ValueError("codebook.yaml and records.py do not fit; " + "; ".join(wrong))
    return book


def _hint(model: type[BaseModel], field: str) -> object:
    return typing.get_type_hints(model, include_extras=True)[field]


def _type(hint: object, say: dict[str, str]) -> str:
    """The type of a field in words, with all values of a closed vocabulary."""
    if hint == records.Span:
        return say["span"]
    if hint == records.Day:
        return say["day"]
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _type(args[0], say)
    if origin is Literal:
        return ", ".join(f"`{a}`" for a in args)
    if origin in (typing.Union, types.UnionType):
        return " ".join([*(_type(a, say) for a in args if a is not type(None)), say["or_null"]])
    if origin is list:
        return say["list"].format(_type(args[0], say))
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return say[hint.__name__]


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text.endswith((".", "…")) else text + "."


_WORDS = {
    "en": {
        "title": "Codebook: records of schema version",
        "intro": "Made by `make codebook` from `pipeline/records.py` and `pipeline/codebook.yaml`; do not edit it here. "
                 "Every key is always there: null or empty where the article says nothing. Copied texts stand exactly as in the article, "
                 "and `text[start:end]` of a span is the copied field. The JSON Schema is `pipeline/schema.json`; `GUIDE.en.md` has the full rules. "
                 "Measured quality is what `make eval` holds the pipeline to on the articles of `corpus/`, which were written for this project "
                 "and which it was built with: F1, or accuracy for a single value of entries found (0 to 1). On articles of other sources it is lower.",
        "rule": "Rules", "limit": "Known limits", "quality": "Measured quality", "field": "Field", "type": "Type and values", "meaning": "Meaning",
        "example": "Example", "span": "span: [start, end) in code points of the record's text", "day": "day, YYYY-MM-DD", "or_null": "or null",
        "list": "list of {}", "str": "text", "int": "integer", "float": "number", "bool": "true or false"},
    "vi": {
        "title": "Sổ mã: bản ghi theo lược đồ phiên bản",
        "intro": "Do `make codebook` lập từ `pipeline/records.py` và `pipeline/codebook.yaml`; không sửa trực tiếp ở đây. "
                 "Mọi khóa luôn có mặt: bằng null hoặc rỗng khi bài không nói. Phần chép giữ nguyên như trong bài, "
                 "và `text[đầu:cuối]` của một vị trí chính là phần được chép. Lược đồ JSON: `pipeline/schema.json`; quy tắc đầy đủ: `GUIDE.vi.md`. "
                 "Chất lượng đo được là mức mà `make eval` buộc chương trình phải giữ trên các bài của `corpus/`, là những bài viết riêng cho dự án "
                 "và được dùng khi xây dựng: F1, hoặc độ chính xác với giá trị đơn của các mục tìm thấy (0 đến 1). Trên bài của nguồn khác thì thấp hơn.",
        "rule": "Quy tắc", "limit": "Giới hạn đã biết", "quality": "Chất lượng đo được", "field": "Trường", "type": "Kiểu và giá trị", "meaning": "Ý nghĩa",
        "example": "Ví dụ", "span": "vị trí: [đầu, cuối) tính theo điểm mã trong text của bản ghi", "day": "ngày, YYYY-MM-DD", "or_null": "hoặc null",
        "list": "danh sách {}", "str": "chuỗi", "int": "số nguyên", "float": "số", "bool": "đúng hoặc sai (true, false)"},
}
