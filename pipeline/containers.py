"""Files that hold many articles: JSON Lines, CSV and WARC, streamed; and how any input is opened.

What a file may cost is bounded whatever is in it: no article is held that is over
``MAX_BYTES``, and of a compression bomb no more than ``BOMB_BYTES`` is unpacked.
"""
from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import jsonlines
import regex
from pydantic import BaseModel, ConfigDict, StrictInt, StrictStr, ValidationError

from pipeline.article import Source
from pipeline.encodings import DecodingError, decode, repaired
from pipeline.published import parse_stamp
from pipeline.records import ErrorLine, printable

# The largest page seen is under 1 MB; ten times a whole book of laws fits in this.
MAX_BYTES = 20 * 1024 * 1024
# Text packs to a fifth, the same page over and over to a fiftieth. What unpacks to 200 times its
# size, and to more than the first constant allows, is a bomb or rubbish.
BOMB_BYTES, BOMB_RATIO = 16 * 1024 * 1024, 200
COMPRESSED = (".gz", ".zst")
REMEDY = "make formats installs it (requirements-formats.txt)"
# Names that columns of CSV files go by, in order of preference; others are ignored.
_COLUMNS = {"text": ("text", "content", "body", "nội dung", "noi_dung", "noidung"), "html": ("html", "raw_html"), "id": ("id",),
            "url": ("url", "link"), "title": ("title", "tiêu đề", "tieu_de"), "published": ("published", "ngày đăng", "ngay_dang")}
# A "text" with at least this many of these end tags is page source: articles on portals quote none.
_TAGS = regex.compile(r"</(?:p|div|span|td|li|strong|em|h[1-6])>|<br\s?/?>", regex.IGNORECASE)
_MARKED_UP = 3
_ZST_WINDOW = 2**27  # bytes; what `zstd --long` uses, more is not given to a stranger's file


class Refused(ValueError):
    """The rest of a file is not read; the message says why and what to do."""


class Row(BaseModel):
    """What a line of a JSONL file, or a row of a CSV file, may say of its article. Other keys are
    ignored."""

    model_config = ConfigDict(extra="ignore")

    text: StrictStr | None = None
    html: StrictStr | None = None
    id: StrictStr | StrictInt | None = None
    url: StrictStr | None = None
    title: StrictStr | None = None
    published: StrictStr | None = None


def error_line(source: str, message: str) -> ErrorLine:
    """What is told of an input that cannot be read: ``message`` says why and what to do."""
    return ErrorLine(source=printable(source), stage="read", error=message)


# ------------------------------------------------------------------ opening

class _Guarded(io.RawIOBase):
    """A decompressor that refuses bombs."""

    def __init__(self, file: BinaryIO, unpacked: Any, damage: type[Exception]) -> None:
        self._file, self._unpacked, self._damage = file, unpacked, damage
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            count = self._unpacked.readinto(buffer)
        except self._damage as e:
            raise OSError(str(e)) from e
        self._size += count
        if self._size > BOMB_BYTES and self._size > BOMB_RATIO * self._file.tell():
            raise Refused(f"unpacks to over {BOMB_BYTES // 2**20} MB, more than {BOMB_RATIO} times its size; nothing more of it is "
                          "read: check where the file comes from, or unpack it yourself")
        return count

    def close(self) -> None:
        self._unpacked.close()
        self._file.close()
        super().close()


def opened(path: str) -> io.BufferedReader:
    """The bytes of a file, unpacked where its name ends in .gz or .zst. Raises ``OSError``; reading
    raises ``OSError``, ``EOFError`` or ``zlib.error`` for damage and :class:`Refused` for bombs."""
    name = path.lower()
    if not name.endswith(COMPRESSED):
        return open(path, "rb")
    if name.endswith(".gz"):
        file = open(path, "rb")  # noqa: SIM115  closed with the reader
        return io.BufferedReader(_Guarded(file, gzip.GzipFile(fileobj=file), gzip.BadGzipFile))
    try:
        import zstandard
    except ImportError:
        raise Refused(f"reading .zst needs the package zstandard; {REMEDY}") from None
    file = open(path, "rb")  # noqa: SIM115
    unpacker = zstandard.ZstdDecompressor(max_window_size=_ZST_WINDOW).stream_reader(file, read_across_frames=True, closefd=False)
    return io.BufferedReader(_Guarded(file, unpacker, zstandard.ZstdError))


def _bounded(file: Any, newline: str | bytes) -> Iterator:
    """Lines of a file, ``None`` for one over the limit, which is never held whole."""
    while line := file.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES:
            yield line
            continue
        while line and not line.endswith(newline):
            line = file.readline(MAX_BYTES)
        yield None


def _is_utf16(file: io.BufferedReader) -> bool:
    return file.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


# ------------------------------------------------------------------ JSON Lines

def json_lines(path: str) -> Iterator[Source | ErrorLine]:
    """An article a line, as JSON objects (:class:`Row`)."""
    blank = True
    with opened(path) as file:
        text = io.TextIOWrapper(file, "utf-16", errors="replace", newline="\n") if _is_utf16(file) else None
        for number, line in enumerate(_bounded(text, "\n") if text else _bounded(file, b"\n"), 1):
            if line is not None and not line.strip():
                continue
            blank = False
            if line is None:
                yield error_line(f"{path}#{number}", f"line larger than {MAX_BYTES // 2**20} MB; one article a line")
            else:
                yield _json_line(f"{path}#{number}", line)
    if blank:
        yield error_line(path, "empty file; write one JSON object a line")


def _json_line(where: str, line: bytes | str) -> Source | ErrorLine:
    if isinstance(line, str):
        text, encoding, data = line, "utf-16", line.encode("utf-8", "replace")
    else:
        data = line
        try:
            text, encoding = decode(line.strip())
        except DecodingError as e:
            return error_line(where, str(e))
    try:
        value = jsonlines.Reader([text]).read(type=dict)
    except (jsonlines.InvalidLineError, RecursionError) as e:
        reason = str(e).split(" (line")[0] or "nested too deeply"
        return error_line(where, f"not a JSON object ({reason[:200]}); write one object a line")
    return _article(where, value, data, encoding, "jsonl")


# ------------------------------------------------------------------ CSV

def csv_rows(path: str) -> Iterator[Source | ErrorLine]:
    """An article a row: a column of text or page source, named in the first row, others as in
    :class:`Row`. Separated by commas, semicolons, tabs or bars, whichever finds that column."""
    with opened(path) as file:
        # Other encodings pass through Latin-1 byte for byte; each row's is then found out.
        encoding = "utf-16" if _is_utf16(file) else "latin-1"
        text = io.TextIOWrapper(file, encoding, newline="", errors="replace")
        lines = _whole_lines(text)
        head = next(lines, "").removeprefix(codecs.BOM_UTF8.decode("latin-1"))  # before a quote it would hide it
        if not head:
            yield error_line(path, "empty file; write the names of the columns and a row for each article")
            return
        decoded = (lambda fields: (fields, "utf-16")) if encoding == "utf-16" else _decoded
        columns, separator, width = _columns(head, decoded)
        if not {"text", "html"} & set(columns):
            yield error_line(path, "no column of text; name one 'text', 'content' or 'html' in the first row")
            return
        number, any_row, damaged = 1, False, False
        for fields in _csv_fields(lines, separator, width):
            number += 1
            where = f"{path}#{number}"
            if isinstance(fields, str):
                yield error_line(where, fields)
                any_row = damaged = True
                continue
            if damaged and (width == 1 or len(fields) != width):  # of the damaged row; where there is one column, who knows
                continue
            damaged = False
            if not any(f.strip() for f in fields):
                continue
            any_row = True
            if any(f.strip() for f in fields[width:]):  # a text cut at its first comma would pass for an article
                yield error_line(where, f"{len(fields)} fields under {width} names of columns; quote texts that hold {separator!r}")
                continue
            data = "\x1f".join(fields).encode(encoding, "replace")
            try:
                texts, name = decoded(fields)
            except DecodingError as e:
                yield error_line(where, str(e))
                continue
            value = {key: texts[i] for key, i in columns.items() if i < len(texts) and texts[i].strip()}
            yield _article(where, value, data, name, "csv")
        if not any_row:
            yield error_line(path, "no rows under the names of the columns; write a row for each article")


def _csv_fields(lines: Iterator[str], separator: str, width: int) -> Iterator[list[str] | str]:
    """The fields of each row below the first line, or as a text why they cannot be told: a quote that is not closed would swallow
    the rows that follow, up to another quote. In a row of one line with as many fields as there are columns, quotes may stand as they like."""
    number, last = 1, ""

    def counted() -> Iterator[str]:
        nonlocal number, last
        for last in lines:
            number += 1
            yield last

    source = counted()
    rows = csv.reader(source, delimiter=separator, strict=True)
    while True:
        first = number + 1
        try:
            with _wide_fields():
                fields = next(rows, None)
        except csv.Error as e:
            cut = str(e) == "unexpected end of data"
            fields = next(csv.reader([last], delimiter=separator), []) if number == first and not cut else []
            if len(fields) == width:
                yield fields
                continue
            yield f"not CSV from line {first} on ({e}); close the quotes, and double those inside a field. " + (
                "Nothing from there on is read" if cut else "Reading goes on with the next whole row")
            if last.count('"') % 2:  # the quote that was taken for the end began a field of the row in this line
                next((line for line in source if line.count('"') % 2), None)
            continue
        if fields is None:
            return
        yield fields


@contextmanager
def _wide_fields() -> Iterator[None]:
    """Fields of up to ``MAX_BYTES`` while this lasts: the limit is the whole process's, and others read CSV too."""
    before = csv.field_size_limit(MAX_BYTES)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _whole_lines(file: io.TextIOWrapper) -> Iterator[str]:
    for line in _bounded(file, "\n"):
        if line is None:  # rows cannot be told apart any more
            raise Refused(f"a line larger than {MAX_BYTES // 2**20} MB; nothing after it is read: one article a row")
        yield line


def _decoded(fields: list[str]) -> tuple[list[str], str]:
    text, name = decode("\x1f".join(fields).encode("latin-1"))
    return text.split("\x1f"), name


def _columns(head: str, decoded: Callable[[list[str]], tuple[list[str], str]]) -> tuple[dict[str, int], str, int]:
    """Number of each column that is known, what separates columns, and how many there are."""
    best: tuple[dict[str, int], str, int] = ({}, ",", 0)
    for separator in ",;\t|":
        try:
            with _wide_fields():
                names = next(csv.reader([head], delimiter=separator), [])
            names = [n.strip().strip("\ufeff").casefold() for n in decoded(names)[0]] if any(n.strip() for n in names) else []
        except (csv.Error, DecodingError):
            continue
        found = {key: names.index(next(f for f in forms if f in names)) for key, forms in _COLUMNS.items() if set(forms) & set(names)}
        if len(found) > len(best[0]):
            best = found, separator, len(names)
    return best


# ------------------------------------------------------------------ WARC

def warc_records(path: str) -> Iterator[Source | ErrorLine]:
    """The pages of a web archive: responses with status 200, resources and conversions that are HTML
    or plain text. Its other records (requests, images, redirects) are no pages, and passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.bufferedreaders import BufferedReader
    except ImportError:
        raise Refused(f"reading WARC files needs the package warcio; {REMEDY}") from None
    BufferedReader.DECOMPRESSORS["br"] = _Brotli  # its own goes with a package that nobody keeps up
    pages = number = 0
    with opened(path) as file:
        if not file.peek(5).startswith(b"WARC/"):
            yield error_line(path, "not a WARC file (its first line does not say WARC/1.x); crawl again or rename the file")
            return
        records = iter(ArchiveIterator(file))
        while True:
            number += 1
            where = f"{path}#{number}"
            try:
                record = next(records, None)
                if record is None:
                    break
                markup = _warc_markup(record)
                if markup is None:
                    continue
                pages += 1
                data = record.content_stream().read(MAX_BYTES + 1)
            except (Refused, OSError, EOFError, zlib.error):  # of the file itself
                raise
            except Exception as e:  # the parser's own, and what it stumbles over: a header that is missing, say
                yield error_line(where, f"damaged archive ({str(e).strip()[:200]}); the rest of it is not read")
                return
            url = record.rec_headers.get_header("WARC-Target-URI")
            yield page(where, data, markup, "warc", url=url and url.strip("<> "))
    if not pages:
        yield error_line(path, "no page in the archive: no response with status 200 that is HTML or text")


class _Brotli:
    """A decompressor of the form that warcio uses, which unpacks no more than a page may have."""

    unused_data = b""

    def __init__(self) -> None:
        try:
            import brotli
        except ImportError:
            raise Refused(f"reading this WARC file needs the package brotli; {REMEDY}") from None
        self._unpacked = brotli.Decompressor()

    def decompress(self, data: bytes) -> bytes:
        return self._unpacked.process(data, output_buffer_limit=MAX_BYTES + 1)


def _warc_markup(record: Any) -> str | None:
    if record.rec_type not in ("response", "resource", "conversion"):
        return None
    headers = record.http_headers or record.rec_headers
    if record.rec_type == "response" and record.http_headers and record.http_headers.get_statuscode() != "200":
        return None
    kind = (headers.get_header("Content-Type") or "").lower()
    return "html" if "html" in kind else "text" if kind.startswith("text/plain") else None


# ------------------------------------------------------------------ one article

def page(where: str, data: bytes, markup: str, format: str, url: str | None = None) -> Source | ErrorLine:
    """The article of a whole page's bytes."""
    if len(data) > MAX_BYTES:
        return error_line(where, f"larger than {MAX_BYTES // 2**20} MB; split it into its articles")
    if not data.strip():
        return error_line(where, "empty file; fetch the page again or remove the file")
    try:
        content, encoding = decode(data)
    except DecodingError as e:
        return error_line(where, str(e))
    if not content.strip():
        return error_line(where, "nothing but blanks; fetch the page again or remove the file")
    return Source(path=where, content=content, format=format, markup=markup, sha256=hashlib.sha256(data).hexdigest(),
                  encoding=encoding, url=_blank(url))


def _article(where: str, value: dict, data: bytes, encoding: str, format: str) -> Source | ErrorLine:
    try:
        row = Row.model_validate(value)
    except ValidationError as e:
        first = e.errors()[0]
        return error_line(where, f"field {first['loc'][0]!r}: {first['msg'].lower()}; text, html, id, url, title and "
                                 "published are strings")
    published = None
    if row.published and row.published.strip():
        published = parse_stamp(row.published)
        if published is None:
            return error_line(where, f"field 'published': {row.published[:60]!r} is no date; write YYYY-MM-DD or an ISO "
                                     "date-time, or leave it out")
    # plain text is what the scraper took for the article; page source only where there is none
    markup = "text" if row.text and row.text.strip() else "html"
    content = row.text if markup == "text" else row.html
    if not content or not content.strip():
        return error_line(where, "neither 'text' nor 'html' holds anything; give one of them")
    if "\0" in content:
        return error_line(where, "the article holds NUL characters; fetch it again")
    if markup == "text" and len(_TAGS.findall(content)) >= _MARKED_UP:
        markup = "html"
    content = _whole(content)
    title = _blank(row.title)
    if encoding.startswith("utf"):  # not decoded by its letters yet
        content, encoding, title = repaired(content, encoding, title)
    return Source(path=where, content=content, format=format, markup=markup,
                  sha256=hashlib.sha256(data.strip()).hexdigest(), encoding=encoding,
                  id=_blank(str(row.id) if row.id is not None else None), url=_blank(row.url),
                  title=title, published=published)


def _whole(text: str) -> str:
    r"""Without halves of surrogate pairs, which JSON can carry (``"\ud83d"``) and UTF-8 cannot."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _blank(value: str | None) -> str | None:
    return _whole(value.strip()) or None if value else None
