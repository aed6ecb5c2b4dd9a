"""What is read, what is refused, and that nothing refused costs the rest."""
import csv
import gzip
import hashlib
import json
import os
import quopri
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import containers as module
from pipeline.article import Source
from pipeline.encodings import DecodingError, decode, plausibility
from pipeline.read import read, source_id
from pipeline.records import ErrorLine
from scripts.stress_reading import to_1258, to_tcvn3, to_vni

TEXT = ("Sáng 2/6, Uỷ ban nhân dân huyện tổ chức hội nghị sơ kết công tác cải cách hành chính, đẩy mạnh chuyển đổi số; "
        "Chủ tịch huyện yêu cầu các xã, thị trấn giữ vững kỷ cương, thực hiện nghĩa vụ với người dân.")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def sources(*paths) -> list[Source]:
    found = list(read(paths))
    assert not [f for f in found if isinstance(f, ErrorLine)], found
    return found


def error(*paths) -> ErrorLine:
    found = list(read(paths))
    assert [type(f) for f in found] == [ErrorLine]
    return found[0]


# ------------------------------------------------------------------ files and folders

def test_a_tree_in_sorted_order(folder):
    for name in ("b/2.txt", "b/1.html", "a.HTM", "c.md", ".hidden/x.txt", "b/.x.txt"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("một", "utf-8")
    (folder / "rows.jsonl").write_text('{"text": "hai"}\n', "utf-8")
    assert [s.path for s in sources(".")] == ["./a.HTM", "./b/1.html", "./b/2.txt", "./rows.jsonl#1"]
    assert [s.markup for s in sources("b")] == ["html", "text"]
    assert [s.path for s in sources("b/*.txt", "b")] == ["b/1.html", "b/2.txt"]  # each file once
    os.symlink("b", "other")
    assert [s.path for s in sources("other", "b", "./b/2.txt")] == ["./b/2.txt", "b/1.html"], "by whatever name"


def test_what_a_source_says(folder):
    (folder / "a.txt").write_text(TEXT, "utf-8")
    source = sources("a.txt")[0]
    assert source.content == TEXT
    assert source.encoding == "utf-8"
    assert source.format == "text"
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(("name", "data", "says"), [
    ("empty.txt", b"", "empty"),
    ("blank.html", b" \n\t ", "empty"),
    ("broken.txt", "Hội nghị".encode() + b"\xff\xfe\x81" + b"abc", "not UTF-8"),
    ("binary.txt", bytes(range(256)) * 8, "NUL"),
    ("nul.html", b"<p>abc\0def</p>", "NUL"),
    ("cut.txt", b"\xff\xfea", "utf-16"),
    ("empty.jsonl", b"", "empty"),
    ("bad.jsonl.gz", b"no gzip", "cannot be read"),
])
def test_files_that_are_no_articles(folder, name, data, says):
    (folder / name).write_bytes(data)
    (folder / "zz.txt").write_text(TEXT, "utf-8")
    found = list(read(["."]))
    assert isinstance(found[0], ErrorLine)
    assert found[0].stage == "read"
    assert found[0].source == f"./{name}"
    assert says in found[0].error
    assert isinstance(found[1], Source)
    assert len(found) == 2


def test_paths_that_lead_nowhere(folder):
    (folder / "x.pdf").write_bytes(b"%PDF")
    os.symlink("loop.txt", "loop.txt")
    assert "no such" in error("missing.txt").error
    assert "no file matches" in error("*.txt.none").error
    assert "unknown kind" in error("x.pdf").error
    assert "cannot be read" in error("loop.txt").error
    assert list(read(["*.pdf"])) == []  # a pattern may catch more than ours


def test_a_link_to_its_own_folder(folder):
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text("một", "utf-8")
    os.symlink("..", folder / "in" / "up")
    found = list(read(["in"]))
    assert [f.path for f in found if isinstance(f, Source)] == ["in/a.txt"]
    assert any("own folder" in f.error for f in found if isinstance(f, ErrorLine))


def test_an_unreadable_file(folder, monkeypatch):
    (folder / "a.txt").write_text("một", "utf-8")

    def refuse(*args, **more):
        raise PermissionError(13, "Permission denied")
    monkeypatch.setattr("builtins.open", refuse)
    assert "Permission denied" in error("a.txt").error


def test_a_file_over_the_limit(folder, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    (folder / "big.txt").write_text("a" * 101, "utf-8")
    assert "larger than" in error("big.txt").error
    (folder / "big.txt").write_text("a" * 100, "utf-8")
    assert len(sources("big.txt")) == 1
    rows = ['{"text": "%s"}' % ("a" * 300), '{"text": "b"}']
    (folder / "big.jsonl").write_text("\n".join(rows), "utf-8")
    first, second = read(["big.jsonl"])
    assert first.source == "big.jsonl#1"
    assert "larger" in first.error
    assert second.path == "big.jsonl#2"
    for size, kind in ((100, Source), (101, ErrorLine)):  # with its line break
        (folder / "big.jsonl").write_text('{"text": "%s"}\n' % ("a" * (size - 13)), "utf-8")
        assert [type(f) for f in read(["big.jsonl"])] == [kind]


# ------------------------------------------------------------------ JSONL

def rows_of(folder, *lines: str | bytes) -> list[Source | ErrorLine]:
    data = b"\n".join(x if isinstance(x, bytes) else x.encode() for x in lines)
    (folder / "r.jsonl").write_bytes(data)
    return list(read(["r.jsonl"]))


def test_rows(folder):
    one, two, three = rows_of(
        folder, json.dumps({"id": 7, "url": "https://x.example.vn/a", "title": " T ", "published": "24/02/2023 08:30",
                            "text": "Một\nhai", "crawler": {"any": 1}}), "", '{"html": "<p>ba</p>", "text": " "}',
        '{"id": "7", "text": "trùng"}')
    assert (one.id, one.url, one.title, one.published) == ("7", "https://x.example.vn/a", "T", "2023-02-24T08:30:00+07:00")
    assert (one.path, one.format, one.markup, one.content) == ("r.jsonl#1", "jsonl", "text", "Một\nhai")
    assert (two.path, two.markup) == ("r.jsonl#3", "html")
    assert three.id == one.id  # the same id twice is no error here


@pytest.mark.parametrize(("line", "says"), [
    ("{", "not a JSON object"), ("[1]", "not a JSON object"), ("null", "not a JSON object"), ("[" * 100_000, "not a JSON object"),
    ('{"text": 5}', "'text'"), ('{"id": "a"}', "neither"), ('{"text": "  "}', "neither"), ('{"text": null}', "neither"),
    ('{"text": "a", "published": "someday"}', "'published'"), ('{"text": "a", "published": 20230224}', "'published'"),
    ('{"text": "a", "url": ["b"]}', "'url'"), ('{"text": "a", "id": 1.5}', "'id'"), (r'{"text": "a\u0000b"}', "NUL"),
    (b'{"text": "\xff"}', "not UTF-8"), ('{"text": "a", "id": %s}' % ("9" * 5000), "not a JSON object"),
])
def test_rows_that_are_no_articles(folder, line, says):
    bad, good = rows_of(folder, line, '{"text": "tốt"}')
    assert isinstance(bad, ErrorLine)
    assert bad.source == "r.jsonl#1"
    assert says in bad.error
    assert good.path == "r.jsonl#2"


def test_half_a_surrogate_pair(folder):
    source = rows_of(folder, r'{"text": "a \ud83d b \ud83d\ude00", "id": "\udc00"}')[0]
    assert source.content == "a \ufffd b 😀"
    assert source.id == "\ufffd"


@pytest.mark.parametrize("encode", [lambda s: b"\xef\xbb\xbf" + s.encode(), lambda s: s.encode("utf-16"), str.encode])
def test_encodings_of_rows(folder, encode):
    (folder / "e.jsonl").write_bytes(encode('{"text": "Một"}\r\n{"text": "Hai"}\r\n'))
    assert [s.content for s in sources("e.jsonl")] == ["Một", "Hai"]


def test_compressed_rows(folder):
    (folder / "z.jsonl.gz").write_bytes(gzip.compress('{"text": "Một"}\n'.encode()))
    assert sources("z.jsonl.gz")[0].path == "z.jsonl.gz#1"
    cut = gzip.compress('{"text": "Một"}\n'.encode() * 5000)[:-20]
    (folder / "z.jsonl.gz").write_bytes(cut)
    found = list(read(["z.jsonl.gz"]))
    assert isinstance(found[-1], ErrorLine)
    assert "cannot be read" in found[-1].error


# ------------------------------------------------------------------ packed files, other formats

def packed(data: bytes, how: str) -> bytes:
    if how == ".gz":
        return gzip.compress(data)
    zstandard = pytest.importorskip("zstandard", reason="needs requirements-formats.txt")
    return zstandard.compress(data)


@pytest.mark.parametrize("how", [".gz", ".zst"])
def test_anything_may_be_packed(folder, how):
    rows = '{"text": "Một"}\n{"text": "Hai"}\n'.encode()
    for name, data in (("a.txt", TEXT.encode()), ("b.jsonl", rows), ("c.csv", b"text\nba\n"), ("d.html", b"<p>b</p>")):
        (folder / (name + how)).write_bytes(packed(data, how))
    assert [s.content for s in sources(".")] == [TEXT, "Một", "Hai", "ba", "<p>b</p>"]


@pytest.mark.parametrize("how", [".gz", ".zst"])
@pytest.mark.parametrize(("name", "unit"), [("b.jsonl", b" " * 2**20), ("b.jsonl", b"\n" * 2**20), ("b.csv", b"\n" * 2**20)])
def test_a_bomb_is_refused_at_its_size(folder, monkeypatch, how, name, unit):
    monkeypatch.setattr(module, "BOMB_BYTES", 4 * 2**20)
    (folder / (name + how)).write_bytes(packed(b"text\n" + unit * 64, how))
    says = [f.error for f in read(["."]) if isinstance(f, ErrorLine)]
    assert says[-1].startswith("unpacks to over 4 MB, more than 200 times its size")


def test_what_packs_well_is_no_bomb(folder, monkeypatch):
    monkeypatch.setattr(module, "BOMB_BYTES", 2**18)
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(40_000))))
    assert len(sources("a.jsonl.gz")) == 40_000


@pytest.mark.parametrize(("name", "data"), [("a.jsonl.zst", b"\x28\xb5\x2f\xfd rubbish"), ("a.html.gz", b"\x1f\x8b rubbish")])
def test_damaged_packing(folder, name, data):
    if name.endswith(".zst"):
        pytest.importorskip("zstandard", reason="needs requirements-formats.txt")
    (folder / name).write_bytes(data)
    assert "cannot be read" in error(name).error


@pytest.mark.parametrize(("name", "missing"), [("a.jsonl.zst", "zstandard"), ("a.warc", "warcio")])
def test_a_missing_package_is_named_with_its_remedy(folder, monkeypatch, name, missing):
    for part in ("", ".archiveiterator", ".exceptions"):
        monkeypatch.setitem(sys.modules, missing + part, None)
    (folder / name).write_bytes(b"x")
    assert f"needs the package {missing}; make formats" in error(name).error


@pytest.mark.parametrize(("data", "encoding"), [
    (f'id,Content,title,crawler\n7,"{TEXT}\nhai ""ba""",Tên,x\n'.encode(), "utf-8"),
    (f'\ufeffid;nội dung;tiêu đề\r\n7;"{TEXT}\nhai ""ba""";Tên\r\n'.encode(), "utf-8"),
    (f'id\ttext\ttitle\r\n7\t"{TEXT}\nhai ""ba"""\tTên\r\n'.encode("utf-16"), "utf-16"),
    (f'7,"{TEXT}\nhai ""ba""",Tên\n', "tcvn3"),
    (f'\ufeff"text","id","title"\r\n"{TEXT}\nhai ""ba""","7","Tên"\r\n'.encode(), "utf-8"),
])
def test_rows_of_csv(folder, data, encoding):
    (folder / "a.csv").write_bytes(b"id,text,title\n" + to_tcvn3(data) if isinstance(data, str) else data)
    source, = sources("a.csv")
    assert (source.path, source.format, source.markup, source.id, source.title) == ("a.csv#2", "csv", "text", "7", "Tên")
    assert (source.content, source.encoding) == (f'{TEXT}\nhai "ba"', encoding)


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"), (b"a,b\n1,2\n", "no column of text"), (b"text,id\n", "no rows"), (b"text,id\n\n\n", "no rows"), (b"text,id\n,7\n", "neither"),
    (b"text,published\nx,someday\n", "'published'"), (b'text\n"a\0b"\n', "NUL"),
])
def test_csv_files_that_are_no_articles(folder, data, says):
    (folder / "a.csv").write_bytes(data)
    assert says in error("a.csv").error


def test_a_row_with_more_fields_than_names_is_told_and_costs_no_other(folder):
    (folder / "a.csv").write_text("text,id\nmột, hai,7\nba,8\nbốn,9,, \n", "utf-8")
    first, *others = read(["a.csv"])
    assert (first.source, "quote texts that hold ','" in first.error) == ("a.csv#2", True)
    assert [(s.content, s.id) for s in others] == [("ba", "8"), ("bốn", "9")]


def test_a_quote_that_is_not_closed_merges_no_articles(folder):
    (folder / "a.csv").write_text('id,text,url\n1,"một",u\n2,"hai,u\n3,"ba\ndòng hai, dòng hai",u\n4,"bốn",u\n5,năm,u\n', "utf-8")
    first, lost, *others = read(["a.csv"])
    assert (first.content, [s.content for s in others]) == ("một", ["bốn", "năm"])
    assert (lost.source, "close the quotes" in lost.error) == ("a.csv#3", True)


def test_a_last_row_that_was_cut_is_told(folder):
    (folder / "a.csv").write_text('text,id\n"một",1\n"hai\nvà', "utf-8")
    first, lost = read(["a.csv"])
    assert (first.content, "close the quotes" in lost.error) == ("một", True)


def test_quotes_inside_a_row_of_one_line_are_no_trouble(folder):
    (folder / "a.csv").write_text('id,text,url\n1,"nói "một" hai",u\n2,"ba",u\n', "utf-8")
    assert [(s.id, s.url) for s in sources("a.csv")] == [("1", "u"), ("2", "u")]


def test_a_quote_that_never_ends(folder, monkeypatch):
    monkeypatch.setattr(module, "MAX_BYTES", 1000)
    (folder / "a.csv").write_bytes(b'text\ntr\xc6\xb0\xe1\xbb\x9bc\n"' + b"abc\n" * 5000)
    first, second = read(["a.csv"])
    assert first.content == "trước"
    assert "close the quotes" in second.error


def test_a_long_field_is_read_and_the_limit_of_others_stays(folder):
    before = csv.field_size_limit()
    long = f"{TEXT} " * (before // len(TEXT) + 2)
    (folder / "a.csv").write_text(f'text\n"{long}"\n', "utf-8")
    rows = read(["a.csv"])
    assert next(rows).content == long
    assert csv.field_size_limit() == before, "also while the file is open"


def test_a_page_saved_as_one_file(folder):
    html = f"<html><body><h1>Tên</h1><p>{TEXT}</p></body></html>"
    body = quopri.encodestring(html.encode()).decode()
    (folder / "a.mhtml").write_text(
        'From: <Saved by Blink>\nSnapshot-Content-Location: https://x.example.vn/a.html\nMIME-Version: 1.0\n'
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\n\n------B\nContent-Type: text/html\n'
        f'Content-Transfer-Encoding: quoted-printable\nContent-Location: https://x.example.vn/a.html\n\n{body}\n------B\n'
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n------B--\n", "utf-8")
    source, = sources("a.mhtml")
    assert (source.content.strip(), source.markup, source.format, source.url) == (html, "html", "mhtml", "https://x.example.vn/a.html")
    (folder / "b.mht").write_bytes(b"Content-Type: image/png\n\nabc")
    assert "no page" in error("b.mht").error


def test_what_a_parser_chokes_on_costs_no_other_file(folder):
    nested = "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    (folder / "a.mhtml").write_text(f"MIME-Version: 1.0\n{nested}", "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    lost, found = read(["."])
    assert "cannot be read (RecursionError" in lost.error
    assert found.content == TEXT


def warc(*records: tuple[str, str, str, bytes]) -> bytes:
    """Response records of (address, status, Content-Type, body)."""
    out = b""
    for url, status, kind, body in records:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        out += (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
                f"WARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(http)}\r\n\r\n").encode() + http + b"\r\n\r\n"
    return out


@pytest.mark.parametrize("how", ["", ".gz", ".zst"])
def test_pages_of_a_web_archive(folder, how):
    pytest.importorskip("warcio", reason="needs requirements-formats.txt")
    data = [warc(record) for record in (
        ("https://x.example.vn/a", "200 OK", "text/html; charset=utf-8", f"<p>{TEXT}</p>".encode()),
        ("https://x.example.vn/b.png", "200 OK", "image/png", b"\x89PNG"), ("https://x.example.vn/c", "404 Not Found", "text/html", b"<p>no</p>"),
        ("https://x.example.vn/d", "200 OK", "text/html", to_tcvn3(TEXT)), ("https://x.example.vn/e", "200 OK", "text/html", b""))]
    # archives are packed record by record
    (folder / f"a.warc{how}").write_bytes(b"".join(packed(d, how) if how else d for d in data))
    first, second, third = read(["."])
    assert (first.path, first.content, first.url, first.format) == (f"./a.warc{how}#1", f"<p>{TEXT}</p>", "https://x.example.vn/a", "warc")
    assert (second.content, second.encoding) == (TEXT, "tcvn3")
    assert "empty" in third.error


@pytest.mark.parametrize(("data", "says"), [
    (b"hello", "not a WARC file"), (b"WARC/1.0\r\nrubbish", "no page|damaged"),
    (warc(("https://x.example.vn/b.png", "200 OK", "image/png", b"\x89PNG")), "no page"),
])
def test_archives_without_pages(folder, data, says):
    pytest.importorskip("warcio", reason="needs requirements-formats.txt")
    (folder / "a.warc").write_bytes(data)
    assert re.search(says, error("a.warc").error)


def test_pages_that_a_server_packed(folder):
    pytest.importorskip("warcio", reason="needs requirements-formats.txt")
    import brotli
    page = f"<p>{TEXT}</p>".encode()
    packed_page, kind = brotli.compress(page), "text/html\r\nContent-Encoding: br"
    bomb = brotli.compress(b"a" * (module.MAX_BYTES + 10))
    (folder / "a.warc").write_bytes(warc(("https://x.example.vn/a", "200 OK", kind, packed_page), ("https://x.example.vn/b", "200 OK", kind, bomb),
                                         ("https://x.example.vn/c", "200 OK", "text/html", page)))
    first, second, third = read(["a.warc"])
    assert first.content == third.content == page.decode()
    assert "larger than" in second.error


def test_a_response_without_an_address_costs_no_other_file(folder):
    pytest.importorskip("warcio", reason="needs requirements-formats.txt")
    whole = warc(("https://x.example.vn/a", "200 OK", "text/html", f"<p>{TEXT}</p>".encode()))
    (folder / "a.warc").write_bytes(whole + whole.replace(b"WARC-Target-URI: https://x.example.vn/a\r\n", b""))
    (folder / "b.txt").write_text(TEXT, "utf-8")
    first, lost, other = read(["."])
    assert (TEXT in first.content, "damaged archive" in lost.error, other.content) == (True, True, TEXT)


def test_text_that_is_page_source(folder):
    one, two = rows_of(folder, '{"text": "<p>Một</p><p>hai</p><p>ba</p>"}', '{"text": "a < b, <br> c"}')
    assert (one.markup, two.markup) == ("html", "text")


def test_the_hash_of_a_row_is_of_its_object(folder):
    line = b'{"text": "M\xe1\xbb\x99t"}'
    (folder / "a.jsonl").write_bytes(line + b"\r\n " + line)
    assert {s.sha256 for s in sources("a.jsonl")} == {hashlib.sha256(line).hexdigest()}, "whatever blanks stand around it"


# ------------------------------------------------------------------ ids

def test_ids(folder):
    (folder / "a").mkdir()
    (folder / "a" / "x.txt").write_text(TEXT, "utf-8")
    (folder / "y.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    (folder / "z.jsonl").write_text(json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": TEXT, "url": "u"})
                                    + "\n" + json.dumps({"text": TEXT, "url": "u", "id": "i"}), "utf-8")
    x, y, z, url, own = [source_id(s) for s in sources(".")]
    assert x == y == z
    assert x.startswith("sha256-")
    assert (url, own) == ("u", "i")


# ------------------------------------------------------------------ encodings

@pytest.mark.parametrize(("data", "encoding"), [
    (TEXT.encode(), "utf-8"), (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"), (TEXT.encode("utf-16"), "utf-16"),
    (TEXT.encode("utf-16-le"), "utf-16-le"), (TEXT.encode("utf-16-be"), "utf-16-be"),
    (to_1258(TEXT), "windows-1258"), (to_tcvn3(TEXT), "tcvn3"), (to_vni(TEXT), "vni"),
    (to_tcvn3(TEXT).decode("cp1252").encode(), "tcvn3"),  # font codes saved as UTF-8, letter for letter
    (b"plain letters", "utf-8"),
])
def test_decoding(data, encoding):
    text, name = decode(data)
    assert name == encoding
    assert text in (TEXT, "plain letters")


def test_a_legacy_page_among_markup():
    page = "<script>" + "var a = b(c); " * 300 + "</script><div class=x><a href='/y'>menu</a></div>" * 40 + f"<p>{TEXT}</p>"
    assert decode(to_tcvn3(page)) == (page, "tcvn3")


def test_utf8_cut_inside_a_letter():
    data = (TEXT * 3).encode() + TEXT.encode()[:2] + b" ... " + TEXT.encode()
    assert decode(data)[1] == "utf-8"
    assert decode(data)[0].count("\ufffd") == 1


def test_utf8_that_is_broken_all_over_is_refused():
    long = TEXT.encode() * 4
    few, many = len(long) // 250, len(long) // 100  # one in 200 bytes may be broken
    assert decode(long + b"\xff " * few)[1] == "utf-8"
    with pytest.raises(DecodingError):
        decode(long + b"\xff " * many)


def test_a_legacy_text_longer_than_the_sample_is_read_whole():
    long = TEXT * 1000
    assert decode(to_tcvn3(long)) == (long, "tcvn3")


def test_vietnamese_of_latin_letters_alone_is_not_taken_for_font_codes():
    text = "Bà có cá và gà, chú có ví, dì có xà và tô."  # in TCVN3 these codes are syllables as good
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(("text", "encoding"), [
    (to_tcvn3(TEXT).decode("cp1252"), "tcvn3"), (to_vni(TEXT).decode("cp1252"), "vni"), (TEXT.encode().decode("latin-1"), "utf-8"),
    ("".join(bytes([b]).decode("cp1252", "replace").replace("\ufffd", chr(b)) for b in TEXT.encode()), "utf-8"),
])
def test_rows_that_a_crawler_took_for_latin_letters(folder, text, encoding):
    source, = rows_of(folder, json.dumps({"text": text}))
    assert (source.content, source.encoding) == (TEXT, encoding)


def test_utf8_with_foreign_names_stays_utf8():
    text = "Ông Müller và bà François dự hội nghị, làm việc với Ủy ban nhân dân thành phố về hợp tác."
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize("data", [b"caf\xe9 cr\xe8me \xfcber", b"\x81\x8d\x8f\x90\x9d" * 20, b"\xc3\x28 abc"])
def test_bytes_of_no_vietnamese_encoding(data):
    with pytest.raises(DecodingError):
        decode(data)


@given(st.binary(max_size=200))
def test_decode_returns_text_or_says_why(data):
    try:
        text, _ = decode(data)
    except DecodingError:
        return
    assert "\0" not in text or data[:2] in (b"\xff\xfe", b"\xfe\xff")


def test_plausibility_tells_readings_apart():
    assert plausibility(TEXT) > 0.9
    assert plausibility(to_tcvn3(TEXT).decode("latin-1")) < 0.5


def test_a_few_marked_words_make_no_vietnamese_text():
    """Of running Vietnamese two words in three have marks, of other texts hardly any."""
    assert plausibility("là có đã " + "word " * 21) == 1
    assert plausibility("là có đã " + "word " * 22) == 0
    assert plausibility("là có") == 0, "too few to tell"


def test_round_trips():
    """A part of what scripts/stress_reading.py does."""
    script = Path(__file__).parent.parent / "scripts/stress_reading.py"
    done = subprocess.run([sys.executable, script, "--mixtures", "150", "--seed", "7"], capture_output=True, text=True,
                          env=os.environ | {"PYTHONPATH": str(script.parent.parent)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert "150 mixtures, 0 failed" in done.stdout
