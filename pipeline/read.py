"""Stage 1: files and folders → :class:`Source`, one article each, streaming.

Input that cannot be an article becomes an :class:`ErrorLine` that names the file (and line) and
the remedy; everything else in the run is read all the same.
"""
from __future__ import annotations

import email
import email.policy
import glob
import hashlib
import os
import stat
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email.message import EmailMessage
from functools import partial
from pathlib import Path

from pipeline.article import Source
from pipeline.containers import COMPRESSED, MAX_BYTES, Refused, csv_rows, error_line, json_lines, opened, page, warc_records
from pipeline.records import ErrorLine

TEXT, HTML, MHTML = (".txt",), (".html", ".htm"), (".mhtml", ".mht")
_MANY = {".jsonl": json_lines, ".csv": csv_rows, ".warc": warc_records}
PAGES = (*TEXT, *HTML, *MHTML)  # a file is one article; of the others, a row is
KINDS = (*PAGES, *_MANY)
_GLOB = frozenset("*?[")


def read(paths: Iterable[Path | str]) -> Iterator[Source | ErrorLine]:
    """The articles in ``paths``: files, folder trees and globs of .txt, .html, .htm, .mhtml, .jsonl,
    .csv and .warc, each also packed as .gz or .zst. The order is that of the sorted paths; a file
    reached twice is read once. Other files in folders are passed over, but a named one is an error.
    Never raises for bad input."""
    for found in files(paths):
        if isinstance(found, ErrorLine):
            yield found
        else:
            yield from articles(found)


def files(paths: Iterable[Path | str]) -> Iterator[str | ErrorLine]:
    """The files that :func:`read` reads, in its order, each once; and what cannot be one."""
    seen: set[str] = set()
    for path in sorted({str(p) for p in paths}):
        for found in _files(path):
            if isinstance(found, ErrorLine):
                yield found
            elif (real := os.path.realpath(found)) not in seen:
                seen.add(real)
                yield found


def count(paths: Iterable[Path | str]) -> int:
    """About how many articles there are in ``paths``, to tell how long a run will take: pages are
    counted without reading them, lines of unpacked .jsonl and .csv by their line breaks."""
    total = 0
    for path in sorted({str(p) for p in paths}):
        for found in _files(path):
            total += 1
            if isinstance(found, str) and found.lower().endswith((".jsonl", ".csv")):
                with suppress(OSError), open(found, "rb") as file:
                    total += sum(block.count(b"\n") for block in iter(partial(file.read, 1 << 20), b"")) - 1
    return total


def source_id(source: Source) -> str:
    """The article's id: its own, else its address, else derived from its content alone, so that
    the same article has the same id wherever its file lies."""
    if source.id:
        return source.id
    if source.url:
        return source.url
    return "sha256-" + hashlib.sha256(source.content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _files(path: str) -> Iterator[str | ErrorLine]:
    if not os.path.lexists(path) and _GLOB & set(path):
        found = sorted(glob.glob(path, recursive=True))
        if not found:
            yield error_line(path, "no file matches; check the pattern")
        for name in found:
            yield from _tree(name)
    elif os.path.isdir(path):
        yield from _tree(path)
    elif not os.path.lexists(path):
        yield error_line(path, "no such file or folder; check the path")
    elif kind(path) is None:
        yield error_line(path, f"unknown kind of file; give {', '.join(KINDS)}, or one of them with .gz or .zst")
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
                if kind(path) is not None:
                    yield path
                continue
            key = (state.st_dev, state.st_ino)
            if key in above:
                yield error_line(path, "a link that leads back to its own folder; remove it")
                continue
            names = sorted(os.listdir(path), reverse=True)
        except OSError as e:
            if os.path.isdir(path) or kind(path) is not None:
                yield error_line(path, f"cannot be read ({e.strerror}); check its permissions and links")
            continue
        stack += [(os.path.join(path, name), above | {key}) for name in names if not name.startswith(".")]


def kind(path: str) -> str | None:
    """Which of ``KINDS`` a file is, packed or not, by its name; None for another."""
    name = path.lower()
    for packed in COMPRESSED:
        name = name.removesuffix(packed)
    return next((s for s in KINDS if name.endswith(s)), None)


def articles(path: str) -> Iterator[Source | ErrorLine]:
    """The articles in one file. Never raises for bad input."""
    suffix = kind(path)
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            yield error_line(path, "not a regular file; give a file or a folder")
        elif suffix in _MANY:
            yield from _MANY[suffix](path)
        else:
            yield _page(path, suffix)
    except Refused as e:
        yield error_line(path, str(e))
    except (OSError, EOFError, zlib.error) as e:
        yield error_line(path, f"cannot be read ({getattr(e, 'strerror', None) or e}); check its permissions, or copy "
                               "the file again")
    except Exception as e:  # parsers of mail and archives stumble over what nobody thought of
        yield error_line(path, f"cannot be read ({type(e).__name__}: {str(e)[:200]}); nothing more of it is read: save it again, or as another "
                               "kind of file")


def _page(path: str, suffix: str) -> Source | ErrorLine:
    with opened(path) as file:
        data = file.read(MAX_BYTES + 1)
    if suffix in MHTML and len(data) <= MAX_BYTES and data.strip():
        return _saved_page(path, data)
    return page(path, data, "text" if suffix in TEXT else "html", "text" if suffix in TEXT else "html")


def _saved_page(path: str, data: bytes) -> Source | ErrorLine:
    """The page of a web page saved as one file: its first part that is HTML, without its pictures."""
    message = email.message_from_bytes(data, policy=email.policy.default.clone(message_factory=EmailMessage))
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            url = part["Content-Location"] or message["Snapshot-Content-Location"]
            url = str(url).strip() if url and str(url).startswith("http") else None
            return page(path, part.get_payload(decode=True) or b"", "html", "mhtml", url=url)
    return error_line(path, "no page in the file: no part of it is HTML; save the page again")
