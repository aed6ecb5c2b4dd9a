"""Records → one HTML file that shows what they hold: no network, no other file, for screen and print.

Article texts are untrusted: the template escapes everything, texts that the page's script shows
are set as text, and the page's own policy lets no script but that one run.
"""
from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import jinja2
import yaml
from markupsafe import Markup
from pydantic import BaseModel

from pipeline.duplicates import Duplicates
from pipeline.export import whole
from pipeline.record_files import keep_inputs, read_records, record_files
from pipeline.records import ErrorLine
from pipeline.report.collect import Collected, collect
from pipeline.write import duplicates_path, errors_path

T = TypeVar("T", bound=BaseModel)
HERE = Path(__file__).parent


def write_report(source: str | Path, out: Path, *, day: str | None = None, limit: int = 3000) -> str:
    """Writes the report and returns a line that says so.

    ``day`` (ISO) parts deadlines into overdue and ahead; without it, the last publication of the
    records does. ``limit``: how many directives are listed, of the latest articles, whose texts
    are in the file; everything is counted. Raises ``ValueError`` for a day that is none, or a line
    that is no record or error, ``OSError``.
    """
    as_of = None
    if day:
        try:
            as_of = date.fromisoformat(day)
        except ValueError:
            raise ValueError(f"no day: {day}; write it as 2023-06-30") from None
    keep_inputs(source, out)
    found = collect(read_records(source), _errors(source), as_of, limit, _copies(source))
    out.parent.mkdir(parents=True, exist_ok=True)
    with whole(out) as part:
        part.write_text(render(found), encoding="utf-8")
    return f"{out}: {found.counts['articles']:,} articles, {found.counts['directives']:,} directives, {out.stat().st_size / 1e6:.1f} MB"


def render(found: Collected) -> str:
    """The page as text."""
    script = (HERE / "report.js").read_text("utf-8")
    words = {key: tuple(pair) for key, pair in yaml.safe_load((HERE / "words.yaml").read_text("utf-8")).items()}
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(HERE), autoescape=True, undefined=jinja2.StrictUndefined,
                             trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"day": _day, "number": _number}

    def w(key: str) -> Markup:
        vi, en = words[key]
        return Markup('<span class="vi" lang="vi">{}</span><span class="en" lang="en">{}</span>').format(vi, en)

    return env.get_template("template.html").render(
        r=found, w=w, words=words, style=Markup((HERE / "report.css").read_text("utf-8")), script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(), data=_script_json(found.data))


def _script_json(data: object) -> Markup:
    """JSON that can stand in a script element: no text in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _number(value: float) -> str:
    """As Vietnamese writes it: 1.234,5."""
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def _errors(source: str | Path) -> list[dict]:
    """What the runs that made the records could not process."""
    return [e.model_dump() for e in _beside(source, errors_path, ErrorLine, "an error of a run")]


def _copies(source: str | Path) -> int:
    """How many articles the runs found to be the same as another, or nearly."""
    return sum(len(group.articles) - 1 for group in _beside(source, duplicates_path, Duplicates, "duplicates of a run"))


def _beside(source: str | Path, of: Callable[[Path], Path], model: type[T], what: str) -> Iterator[T]:
    """The lines of the files that stand beside the records. Raises ``ValueError`` with file and line."""
    for path in filter(Path.is_file, map(of, record_files(source))):
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    yield model.model_validate_json(line)
                except ValueError as e:
                    raise ValueError(f"{path}, line {number}: not {what}; run `extract` again, or remove the file") from e
