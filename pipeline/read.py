"""Stage 1: files, folders and JSONL → :class:`Source`, one article each, streaming.

Input that cannot be an article becomes an :class:`ErrorLine` that names the file (and line) and
the remedy; everything else in the run is read all the same.
"""
from __future__ import annotations

import glob
import gzip
import hashlib
import io
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import jsonlines
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from pipeline.article import Source
from pipeline.encodings import DecodingError, decode
from pipeline.published import parse_stamp
from pipeline.records import ErrorLine

# The largest page seen is under 1 MB; ten times a whole book of laws fits in this.
MAX_BYTES = 20 * 1024 * 1024
TEXT, HTML, JSONL = (".txt",), (".html", ".htm"), (".jsonl", ".jsonl.gz")
_GLOB = frozenset("*?[")


class Row(BaseModel):
    """What a line of a JSONL file may say of its article. Other keys are ignored."""

    model_config = ConfigDict(extra="ignore")

    text: StrictStr | None = None
    html: StrictStr | None = None
    id: StrictStr | StrictInt | None = None
    url: StrictStr | None = None
    title: StrictStr | None = None
    published: StrictStr | None = None


def read(paths: Iterable[Path | str]) -> Iterator[Source | ErrorLine]:
    """The articles in ``paths``: files, folder trees and globs of .txt, .html, .htm, .jsonl and
    .jsonl.gz. The order is that of the sorted paths; a file reached twice is read once. Other
    files in folders are passed over, but a named one is an error. Never raises for bad input."""
    seen: set[str] = set()
    for path in sorted({str(p) for p in paths}):
        for found in _files(path):
            if isinstance(found, ErrorLine):
                yield found
                continue
            real = os.path.realpath(found)
            if real not in seen:
                seen.add(real)
                yield from _articles(found)


def source_id(source: Source) -> str:
    """The article's id: its own, else its address, else derived from its content alone, so that
    the same article has the same id wherever its file lies."""
    if source.id:
        return source.id
    if source.url:
        return source.url
    return "sha256-" + hashlib.sha256(source.content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _error(source: str, message: str) -> ErrorLine:
    # a name of undecodable bytes must not break the UTF-8 of the errors file
    return ErrorLine(source=source.encode("utf-8", "replace").decode("utf-8"), stage="read", error=message)


def _files(path: str) -> Iterator[str | ErrorLine]:
    if not os.path.lexists(path) and _GLOB & set(path):
        found = sorted(glob.glob(path, recursive=True))
        if not found:
            yield _error(path, "no file matches; check the pattern")
        for name in found:
            yield from _tree(name) if os.path.isdir(name) else (name,)
    elif os.path.isdir(path):
        yield from _tree(path)
    elif not os.path.lexists(path):
        yield _error(path, "no such file or folder; check the path")
    elif _suffix(path) is None:
        yield _error(path, "unknown kind of file; give .txt, .html, .htm, .jsonl or .jsonl.gz")
    else:
        yield path


def _tree(root: str) -> Iterator[str | ErrorLine]:
    """Files under a folder in sorted order; links are followed, but never back into themselves."""
    stack: list[tuple[str, frozenset[tuple[int, int]]]] = [(root, frozenset())]
    while stack:
        path, above = stack.pop()
        try:
            state = os.stat(path)
            if not stat.S_ISDIR(state.st_mode):
                if _suffix(path) is not None:
                    yield path
                continue
            key = (state.st_dev, state.st_ino)
            if key in above:
                yield _error(path, "a link that leads back to its own folder; remove it")
                continue
            names = sorted(os.listdir(path), reverse=True)
        except OSError as e:
            if os.path.isdir(path) or _suffix(path) is not None:
                yield _error(path, f"cannot be read ({e.strerror}); check its permissions and links")
            continue
        stack += [(os.path.join(path, name), above | {key}) for name in names if not name.startswith(".")]


def _suffix(path: str) -> str | None:
    name = path.lower()
    return next((s for s in TEXT + HTML + JSONL if name.endswith(s)), None)


def _articles(path: str) -> Iterator[Source | ErrorLine]:
    suffix = _suffix(path)
    if suffix is None:  # matched by a glob but not ours
        return
    try:
        if suffix in JSONL:
            yield from _rows(path)
        else:
            yield _page(path, "html" if suffix in HTML else "text")
    except (OSError, EOFError, zlib.error) as e:
        yield _error(path, f"cannot be read ({getattr(e, 'strerror', None) or e}); check its permissions, or copy "
                           "the file again")


def _page(path: str, markup: str) -> Source | ErrorLine:
    if not stat.S_ISREG(os.stat(path).st_mode):
        return _error(path, "not a regular file; give a file or a folder")
    with open(path, "rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        return _error(path, f"larger than {MAX_BYTES // 2**20} MB; split it into its articles")
    if not data.strip():
        return _error(path, "empty file; fetch the page again or remove the file")
    try:
        content, encoding = decode(data)
    except DecodingError as e:
        return _error(path, str(e))
    if not content.strip():
        return _error(path, "nothing but blanks; fetch the page again or remove the file")
    return Source(path=path, content=content, format=markup, markup=markup,
                  sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def _rows(path: str) -> Iterator[Source | ErrorLine]:
    number = 0
    with gzip.open(path, "rb") if path.lower().endswith(".gz") else open(path, "rb") as file:
        encoding = "utf-8"
        head = file.peek(4)[:4] if hasattr(file, "peek") else b""
        if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
            encoding = "utf-16"
            text = io.TextIOWrapper(file, "utf-16", errors="replace", newline="\n")
            lines = (line and line.encode("utf-8", "replace") for line in _bounded(text, "\n"))
        else:
            lines = _bounded(file, b"\n")
        for number, line in enumerate(lines, 1):
            where = f"{path}#{number}"
            if line is None:
                yield _error(where, f"line larger than {MAX_BYTES // 2**20} MB; one article a line")
                continue
            if number == 1:
                line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                yield _row(where, line, encoding)
    if not number:
        yield _error(path, "empty file; write one JSON object a line")


def _bounded(file, newline: str | bytes) -> Iterator:
    """Lines of a file, ``None`` for one over the limit, which is never held whole."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(newline):
            line = file.readline(MAX_BYTES)
        yield None


def _row(where: str, line: bytes, encoding: str) -> Source | ErrorLine:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as e:
        return _error(where, f"broken UTF-8 at byte {e.start} of the line; write the file as UTF-8")
    try:
        value = jsonlines.Reader([text]).read(type=dict)
    except (jsonlines.InvalidLineError, RecursionError) as e:
        reason = str(e).split(" (line")[0] or "nested too deeply"
        return _error(where, f"not a JSON object ({reason[:200]}); write one object a line")
    try:
        row = Row.model_validate(value)
    except ValidationError as e:
        first = e.errors()[0]
        return _error(where, f"field {first['loc'][0]!r}: {first['msg'].lower()}; text, html, id, url, title and "
                             "published are strings")
    published = None
    if row.published and row.published.strip():
        published = parse_stamp(row.published)
        if published is None:
            return _error(where, f"field 'published': {row.published[:60]!r} is no date; write YYYY-MM-DD or an ISO "
                                 "date-time, or leave it out")
    # plain text is what the scraper took for the article; page source only where there is none
    markup = "text" if row.text and row.text.strip() else "html"
    content = row.text if markup == "text" else row.html
    if not content or not content.strip():
        return _error(where, "neither 'text' nor 'html' holds anything; give one of them")
    if "\0" in content:
        return _error(where, "the article holds NUL characters; fetch it again")
    return Source(path=where, content=_whole(content), format="jsonl", markup=markup,
                  sha256=hashlib.sha256(line.strip()).hexdigest(), encoding=encoding,
                  id=_blank(str(row.id) if row.id is not None else None), url=_blank(row.url),
                  title=_blank(row.title), published=published)


def _whole(text: str) -> str:
    r"""Without halves of surrogate pairs, which JSON can carry (``"\ud83d"``) and UTF-8 cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _blank(value: str | None) -> str | None:
    return _whole(value.strip()) or None if value else None
