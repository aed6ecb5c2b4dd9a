"""Exports: nothing is lost in Parquet, nothing is run in a spreadsheet, everything is found in SQLite."""
from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from datetime import date

import pytest

from pipeline.export import CELL_CHARACTERS, export
from pipeline.export_tasks import tasks, web_address
from pipeline.records import Deadline, Document
from research import TEXT, bare, rich, span, write

NEEDS = "needs requirements-research.txt (make research)"
for module in ("pyarrow", "xlsxwriter", "icalendar"):
    pytest.importorskip(module, reason=NEEDS)

from pipeline.export_csv import cell  # noqa: E402


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "r.jsonl", rich("a"), bare("b", "Không có gì.\u2028"), rich("c", title="=HYPERLINK(\"http://x\")"))


def read_csv(path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.reader(f))


def test_parquet_and_back_are_the_same_lines(file, tmp_path):
    export(file, tmp_path / "r.parquet")
    export(tmp_path / "r.parquet", tmp_path / "back.jsonl")
    assert (tmp_path / "back.jsonl").read_bytes() == file.read_bytes()


def test_parquet_of_tables(file, tmp_path):
    import pyarrow.parquet as pq
    from pipeline.tables import TABLES, arrow_tables
    done = export(file, tmp_path / "tables", "parquet")
    assert done.rows["records.parquet"] == 3 and done.rows["directives.parquet"] == 4
    wanted = arrow_tables(tmp_path / "tables" / "records.parquet")
    for name in TABLES:
        assert pq.read_table(tmp_path / "tables" / f"{name}.parquet").to_pylist() == wanted[name].to_pylist()
    with pytest.raises(ValueError, match=r"records\.parquet"):
        export(tmp_path / "tables" / "directives.parquet", tmp_path / "x.jsonl")


@pytest.mark.parametrize("text", ["=1+1", "+84 123", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\u00a0=1", "＝1", "\n-x"])
def test_a_formula_becomes_text(text):
    assert cell(text) == "'" + text


@pytest.mark.parametrize("value", ["Sở Y tế", "a=b", "1.000", "'x", "", 5, -5, -1.5, None, date(2023, 6, 15).isoformat()])
def test_what_is_no_formula_stays(value):
    assert cell(value) == value


def test_csv_of_tables(file, tmp_path):
    export(file, tmp_path / "csv", "csv")
    assert (tmp_path / "csv" / "directives.csv").read_bytes().startswith(b"\xef\xbb\xbfdirective_id,")
    directives = read_csv(tmp_path / "csv" / "directives.csv")
    text = directives[0].index("text")
    assert directives[1][text].startswith("'=Phòng Nội vụ") and directives[2][text] == "báo cáo trước ngày 25 hằng tháng"
    articles = read_csv(tmp_path / "csv" / "articles.csv")
    assert articles[3][1] == "'=HYPERLINK(\"http://x\")" and articles[1][-1].count("\n") == 1 and len(articles) == 4
    assert read_csv(tmp_path / "csv" / "warnings.csv")[1][2] == "'-1 is no warning"


def test_long_texts_are_cut_and_said_to_be(tmp_path):
    path = write(tmp_path / "r.jsonl", bare("a", "x" * CELL_CHARACTERS), bare("b", "y" * (CELL_CHARACTERS + 1)))
    done = export(path, tmp_path / "csv", "csv")
    first, second = (row[-1] for row in read_csv(tmp_path / "csv" / "articles.csv")[1:])
    assert first == "x" * CELL_CHARACTERS and len(second) == CELL_CHARACTERS and second.endswith("y […]")
    assert [n for n in done.notes if n.startswith("articles.csv: 1 texts")]


def test_tasks_are_in_the_form_of_offices(file, tmp_path):
    export(file, tmp_path / "t.csv")
    head, first, second, *_ = read_csv(tmp_path / "t.csv")
    assert head[:4] == ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp"]
    assert first[2:8] == ["Phòng Nội vụ", "các xã", "trước 15/6/2023", "2023-06-15", "Lê Văn An (Chủ tịch UBND huyện)", "Quyết định 435/QĐ-UBND"]
    assert [first[0], second[0], first[9]] == ["1", "2", "https://example.gov.vn/tin?id=1"]


def test_only_web_addresses_are_links():
    assert web_address("https://a.vn/b") == "https://a.vn/b"
    for bad in (None, "", "javascript:alert(1)", "file:///etc/passwd", "https://a b", "data:text/html,x", "//a.vn"):
        assert web_address(bad) is None


def test_xlsx_has_texts_and_no_formula(file, tmp_path):
    done = export(file, tmp_path / "r.xlsx")
    assert done.rows["Theo dõi nhiệm vụ"] == 4 and done.rows["articles"] == 3
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        sheets = [book.read(n).decode() for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        form = book.read("xl/worksheets/sheet1.xml").decode()
        rels = book.read("xl/worksheets/_rels/sheet1.xml.rels").decode()
    assert not any("<f>" in s or "<f " in s for s in sheets)
    assert "=Phòng Nội vụ phối hợp" in form and "BẢNG THEO DÕI THỰC HIỆN NHIỆM VỤ" in form
    assert 'paperSize="9"' in form and 'orientation="landscape"' in form
    assert "https://example.gov.vn/tin?id=1" in rels


def sheets_of(path) -> dict[str, tuple[str, str]]:
    """The sheets of a workbook by their names: cells, and the addresses that they link to."""
    with zipfile.ZipFile(path) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        links = {n for n in book.namelist() if n.startswith("xl/worksheets/_rels/")}
        return {name: (book.read(f"xl/worksheets/sheet{i}.xml").decode(),
                       book.read(rel).decode() if (rel := f"xl/worksheets/_rels/sheet{i}.xml.rels") in links else "")
                for i, name in enumerate(names, 1)}


def test_times_of_day_are_shown(tmp_path):
    export(write(tmp_path / "r.jsonl", rich()), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as book:
        codes = dict(re.findall(r'numFmtId="(\d+)" formatCode="([^"]+)"', styles := book.read("xl/styles.xml").decode()))
    forms = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    published, published_at = re.findall(r'<c r="[CD]2" s="(\d+)"', sheets_of(tmp_path / "r.xlsx")["articles"][0])
    assert [codes[forms[int(s)]] for s in (published, published_at)] == ["dd/mm/yyyy", "dd/mm/yyyy hh:mm"]


def test_days_before_excels_first_are_texts(tmp_path):
    record = rich(published="1899-06-02")
    record.deadlines[0].date = "1899-12-31"
    export(write(tmp_path / "r.jsonl", record), tmp_path / "r.xlsx")
    sheets = sheets_of(tmp_path / "r.xlsx")
    assert "1899-12-31" in sheets["deadlines"][0] and "1899-06-02" in sheets["articles"][0]
    assert "1899" not in re.sub(r"<is>.*?</is>", "", sheets["Theo dõi nhiệm vụ"][0])
    assert '<c r="F5" s="' in sheets["Theo dõi nhiệm vụ"][0] and not re.search(r'<c r="F5"[^>]*><v>', sheets["Theo dõi nhiệm vụ"][0]), "left empty"


def test_an_address_that_excel_would_refuse_is_no_link(tmp_path):
    records = [rich(), rich("b")]
    records[0].source.url = "https://example.gov.vn/" + "a" * 2_100
    export(write(tmp_path / "r.jsonl", *records), tmp_path / "r.xlsx")
    assert sheets_of(tmp_path / "r.xlsx")["Theo dõi nhiệm vụ"][1].count("<Relationship ") == 2, "of the other article's two tasks only"


def test_more_rows_than_a_sheet_holds(tmp_path, monkeypatch):
    from pipeline import export_xlsx
    monkeypatch.setattr(export_xlsx, "SHEET_ROWS", 6)  # the form begins in the fifth row, a table in the second
    monkeypatch.setattr(export_xlsx, "_LINKS", 5)
    records = [rich(str(n)) for n in range(4)]  # two directives each
    done = export(write(tmp_path / "r.jsonl", *records), tmp_path / "r.xlsx")
    sheets = sheets_of(tmp_path / "r.xlsx")
    assert [n for n in sheets if n.startswith("Theo")] == ["Theo dõi nhiệm vụ"] + [f"Theo dõi nhiệm vụ ({n})" for n in (2, 3, 4)]
    assert [cells.count("báo cáo trước ngày 25") for name, (cells, _) in sheets.items() if name.startswith("Theo")] == [1] * 4
    assert done.rows["directives"] == 5 and [n for n in done.notes if n.startswith("sheet directives: 3 rows beyond the 6")]
    assert sheets["Theo dõi nhiệm vụ"][1].count("<Relationship ") == 1, "no more links than Excel takes"


def test_the_same_records_give_the_same_files(file, tmp_path):
    for name in ("1.xlsx", "1.ics", "1.csv", "2.xlsx", "2.ics", "2.csv"):
        export(file, tmp_path / name)
    for kind in ("xlsx", "ics", "csv"):
        assert (tmp_path / f"1.{kind}").read_bytes() == (tmp_path / f"2.{kind}").read_bytes(), kind


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["r.xlsx", "r.csv"])
def test_libreoffice_reads_vietnamese(file, tmp_path, name):
    export(file, tmp_path / name)
    # the import dialog sees the BOM; without a dialog LibreOffice must be told UTF-8 (76)
    told = ["--infilter=CSV:44,34,76,1"] if name.endswith(".csv") else []
    subprocess.run(["soffice", *told, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76",
                    "--outdir", tmp_path / "back", tmp_path / name], check=True, capture_output=True, timeout=180)
    rows = read_csv(tmp_path / "back" / "r.csv")
    at = next(i for i, row in enumerate(rows) if row[0] == "STT")
    assert rows[at][:4] == ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp"]
    assert rows[at + 1][1].lstrip("'").startswith("=Phòng Nội vụ phối hợp với các xã rà soát hồ sơ") and len(rows) == at + 5


def test_sqlite_keys_and_search(file, tmp_path):
    export(file, tmp_path / "r.db")
    db = sqlite3.connect(tmp_path / "r.db")
    try:
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)

        def found(words: str) -> int:
            return db.execute("SELECT count(*) FROM directives_fts f JOIN directives d ON d.rowid = f.rowid WHERE directives_fts MATCH ?", [words]).fetchone()[0]

        assert found("rà soát") == found("ra soat") == found("QUYẾT ĐỊNH") == found("quyet dinh") == 2
        assert found("không có chữ này") == 0
        indexed = {db.execute(f"PRAGMA index_info({name})").fetchone()[2] for _, name, *_ in db.execute("PRAGMA index_list(directives)")}
        assert indexed == {"directive_id", "article_id", "deadline_id", "issuer_person_id", "issuer_unit_id"}, "joins need no scan"
        assert db.execute("SELECT don_vi_chu_tri, don_vi_phoi_hop, han_chot FROM tasks ORDER BY directive_id LIMIT 1").fetchone() \
            == ("Phòng Nội vụ", "các xã", "2023-06-15")
        about = json.loads((tmp_path / "r.metadata.json").read_text("utf-8"))["databases"]["r"]
        names = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
        assert set(about["tables"]) <= names
        for query in about["queries"].values():
            sql = query["sql"].replace("escape_fts(:words)", ":words")  # a function that Datasette brings
            assert isinstance(db.execute(sql, dict.fromkeys(query["params"], "an")).fetchall(), list)
        for name, table in about["tables"].items():
            columns = {row[1] for row in db.execute(f"PRAGMA table_info({name})")}
            assert set(table.get("columns", {})) | set(table.get("facets", [])) <= columns, name
    finally:
        db.close()


def test_tasks_of_sqlite_are_in_the_order_of_the_articles(tmp_path):
    # with more directives than articles SQLite would go by the articles' keys
    names = [f"{99 - n}" for n in range(40)]
    export(write(tmp_path / "r.jsonl", *(rich(n, directives=rich().directives * 5) for n in names)), tmp_path / "r.db")
    db = sqlite3.connect(tmp_path / "r.db")
    try:
        assert [key[:2] for (key,) in db.execute("SELECT directive_id FROM tasks")][::10] == names
    finally:
        db.close()


def test_every_column_is_told_of():
    from pipeline.export_sqlite import metadata
    from pipeline.tables import TABLES
    about = metadata("x")["databases"]["x"]["tables"]
    assert {f"{name}.{c}" for name, spec in TABLES.items() for c in spec.schema.names if c not in about[name]["columns"]} == set()


def test_calendar_entries(file, tmp_path):
    from icalendar import Calendar
    done = export(file, tmp_path / "r.ics")
    events = Calendar.from_ical((tmp_path / "r.ics").read_bytes()).walk("VEVENT")
    assert done.rows["r.ics"] == len(events) == 4 and len({str(e["UID"]) for e in events}) == 4
    once, monthly = events[:2]
    assert once.decoded("dtstart") == date(2023, 6, 15) and str(once["SUMMARY"]).startswith("Trước 15/6/2023: =Phòng Nội vụ")
    assert monthly.decoded("dtstart") == date(2023, 6, 25) and monthly["RRULE"].to_ical() == b"FREQ=MONTHLY;BYMONTHDAY=25"
    assert "Đơn vị phối hợp: các xã" in str(once["DESCRIPTION"])
    assert once.decoded("dtstamp").date() == date(2023, 6, 2), "the publication's, no clock's"


def test_a_calendar_tells_what_it_leaves_out(tmp_path):
    record = rich("a")
    record.deadlines[0].date, record.directives[1].deadline = "9999-12-31", None
    done = export(write(tmp_path / "r.jsonl", record), tmp_path / "r.ics")
    assert done.rows["r.ics"] == 0
    assert [re.search(r": (\d+ \w+)", n)[1] for n in done.notes] == ["1 directives", "1 deadlines"]


@pytest.mark.parametrize("rule, first", [("FREQ=WEEKLY;BYDAY=FR", date(2023, 6, 2)), ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30", date(2023, 11, 30)),
                                         ("FREQ=MONTHLY;BYMONTHDAY=1", date(2023, 7, 1)), ("FREQ=MONTHLY;INTERVAL=3", date(2023, 9, 1)), ("nonsense", None),
                                         ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", None), ("FREQ=YEARLY;INTERVAL=200;BYMONTH=1;BYMONTHDAY=5", None)])
def test_a_recurrence_starts_after_the_publication(tmp_path, rule, first):
    from icalendar import Calendar
    record = rich("a")
    record.deadlines[1] = Deadline(text=record.deadlines[1].text, relation="in", recurrence=rule, span=record.deadlines[1].span)
    export(write(tmp_path / "r.jsonl", record), tmp_path / "r.ics")
    days = [e.decoded("dtstart") for e in Calendar.from_ical((tmp_path / "r.ics").read_bytes()).walk("VEVENT")]
    assert days == [date(2023, 6, 15)] + ([first] if first else [])


@pytest.mark.parametrize("out, wanted, message", [("x.doc", None, "no format"), ("folder", None, "no format"), ("folder", "xlsx", "name a file"), ("r.jsonl", None, "input"),
                                                  ("x.csv", "parquet", "ends as csv")])
def test_wrong_use(file, tmp_path, out, wanted, message):
    with pytest.raises(ValueError, match=message):
        export(file, tmp_path / out, wanted)


def test_a_failed_export_leaves_the_old_file(tmp_path):
    path = write(tmp_path / "r.jsonl", rich())
    export(path, tmp_path / "r.parquet")
    before = (tmp_path / "r.parquet").read_bytes()
    path.write_bytes(path.read_bytes() + b"broken\n")
    for name in ("r.parquet", "r.db", "r.xlsx", "r.csv", "r.ics"):
        with pytest.raises(ValueError, match="line 2"):
            export(path, tmp_path / name)
    assert (tmp_path / "r.parquet").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["r.jsonl", "r.parquet"]


def test_tasks_name_the_papers_of_their_paragraph():
    first, second = tasks([rich()])
    assert first.documents == second.documents == "Quyết định 435/QĐ-UBND" and second.lead == "" and second.due_day is None
    record = rich()
    record.documents = [Document(text="tháng 5", type="Kế hoạch", span=span("tháng 5"))]  # of the headline
    assert "tháng 5" in TEXT.split("\n")[0] and [t.documents for t in tasks([record])] == ["", ""]
