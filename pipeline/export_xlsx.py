"""Export to XLSX: the list of tasks as offices follow it, printable on A4, and the tables."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from textwrap import wrap

import xlsxwriter

from pipeline.arrow import read_batches
from pipeline.export import CELL_CHARACTERS, SHEET_ROWS, Exported, whole
from pipeline.export_csv import CUT, note_cut, rows
from pipeline.export_tasks import HEADS, Task, tasks, to_day
from pipeline.record_files import read_records
from pipeline.tables import TABLES, table_batches

TITLE = "BẢNG THEO DÕI THỰC HIỆN NHIỆM VỤ"
# Widths in characters; together the width of A4 across at a readable size, found by printing it.
_WIDTHS = (4.5, 40, 19, 17, 13, 10.5, 18, 16, 21)
_LINE = 14.5  # points of a line of Times New Roman 11
_LINKS = 65_530  # links that Excel takes on one sheet
_FONT = {"font_name": "Times New Roman", "font_size": 11}  # the font of official papers
# Sheets of one row a finding; the texts of articles and the places of mentions are no use in cells.
_LEFT_OUT = {"articles": {"text"}}
_NO_SHEET = {"unit_mentions"}


def write_xlsx(source: str | Path, out: Path, done: Exported) -> None:
    """Writes ``out``. No cell is ever a formula: texts are written as texts."""
    with whole(out) as part:
        # rows go to the disk as they come; nothing is a formula, a number or a link that is not said to be
        book = xlsxwriter.Workbook(part, {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False,
                                          "strings_to_urls": False, "default_date_format": "dd/mm/yyyy", "remove_timezone": True})
        book.set_properties({"title": TITLE, "created": datetime(2000, 1, 1)})  # no clock: the same records give the same file
        cut = _tasks(book, source, done)
        cut += _tables(book, source, done)
        book.close()
    note_cut(done, out.name, cut)


# ------------------------------------------------------------------ the list of tasks

def _tasks(book: xlsxwriter.Workbook, source: str | Path, done: Exported) -> int:
    forms = {
        "title": book.add_format({**_FONT, "bold": True, "font_size": 14, "align": "center"}),
        "note": book.add_format({**_FONT, "italic": True, "align": "center"}),
        "head": book.add_format({**_FONT, "bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1, "bg_color": "#E7ECF3"}),
        "text": book.add_format({**_FONT, "text_wrap": True, "valign": "top", "border": 1}),
        "middle": book.add_format({**_FONT, "align": "center", "valign": "top", "border": 1}),
        "day": book.add_format({**_FONT, "align": "center", "valign": "top", "border": 1, "num_format": "dd/mm/yyyy"}),
        "link": book.add_format({**_FONT, "text_wrap": True, "valign": "top", "border": 1, "font_color": "#0B4F9E", "underline": 1}),
    }
    note = _note(source)
    sheet, row, part, cut, number = None, SHEET_ROWS, 0, 0, 0
    for number, task in enumerate(tasks(read_records(source)), 1):
        if row >= SHEET_ROWS:
            part += 1
            sheet, row = _new_form(book, forms, "Theo dõi nhiệm vụ" + (f" ({part})" if part > 1 else ""), note)
        sheet.set_row(row, _height(task))
        sheet.write_number(row, 0, number, forms["middle"])
        for column, text in ((1, task.what), (2, task.lead), (3, task.partners), (4, task.due)):
            cut += _text(sheet, row, column, text, forms["text"])
        if task.due_day and task.due_day.year >= 1900:  # the first year that Excel has
            sheet.write_datetime(row, 5, datetime(*task.due_day.timetuple()[:3]), forms["day"])
        else:
            sheet.write_blank(row, 5, None, forms["day"])
        cut += _text(sheet, row, 6, task.assigned_by, forms["text"]) + _text(sheet, row, 7, task.documents, forms["text"])
        # Excel refuses a whole file for an address over 2,079 characters
        if task.url and len(task.url) < 2_000 and row < _LINKS and sheet.write_url(row, 8, task.url, forms["link"], task.source[:CELL_CHARACTERS]) == 0:
            pass
        else:
            cut += _text(sheet, row, 8, task.source, forms["text"])
        row += 1
    if sheet is None:
        _new_form(book, forms, "Theo dõi nhiệm vụ", note)
    done.add("Theo dõi nhiệm vụ", number)
    return cut


def _new_form(book: xlsxwriter.Workbook, forms: dict, name: str, note: str) -> tuple[xlsxwriter.worksheet.Worksheet, int]:
    sheet = book.add_worksheet(name)
    last = len(_WIDTHS) - 1
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, last, TITLE, forms["title"])
    sheet.merge_range(1, 0, 1, last, note, forms["note"])
    sheet.set_row(3, 32)
    for column, head in enumerate(HEADS[:last + 1]):
        sheet.write_string(3, column, head, forms["head"])
    sheet.freeze_panes(4, 2)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.set_footer("&C&\"Times New Roman\"Trang &P/&N")
    return sheet, 4


def _height(task: Task) -> float:
    """Points that the row needs: programs that do not fit rows on opening, as LibreOffice does
    not for such a file, would cut the text."""
    texts = (task.what, task.lead, task.partners, task.due, "", task.assigned_by, task.documents, task.source)
    lines = max(len(wrap(text, int(width * 1.08))) for text, width in zip(texts, _WIDTHS[1:]))
    return min(max(lines, 1) * _LINE + 2, 409)  # the highest row that Excel has


def _note(source: str | Path) -> str:
    articles, days = 0, []
    for batch in read_batches(source):
        articles += batch.num_rows
        days += [d for d in map(to_day, batch["published"].unique().to_pylist()) if d]
    span = f", đăng từ ngày {min(days):%d/%m/%Y} đến ngày {max(days):%d/%m/%Y}" if days else ""
    count = f"{articles:,}".replace(",", ".")
    return f"(Lập tự động từ {count} bài báo{span}; đề nghị đối chiếu với bài gốc trước khi sử dụng)"


# ------------------------------------------------------------------ the tables

def _tables(book: xlsxwriter.Workbook, source: str | Path, done: Exported) -> int:
    head = book.add_format({"bold": True, "bottom": 1})
    minute = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    sheets, at, cut, lost = {}, {}, 0, {}
    for name, spec in TABLES.items():
        if name not in _NO_SHEET:
            sheets[name] = sheet = book.add_worksheet(name)
            columns = [c for c in spec.schema.names if c not in _LEFT_OUT.get(name, ())]
            for i, column in enumerate(columns):
                sheet.write_string(0, i, column, head)
                sheet.set_column(i, i, 40 if column in ("text", "title", "name", "canonical", "metric") else 14)
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.set_paper(9)
            sheet.fit_to_pages(1, 0)
            sheet.repeat_rows(0)
            at[name] = 1
    for batch in table_batches(source):
        for name, sheet in sheets.items():
            table = batch[name].drop_columns(list(_LEFT_OUT.get(name, ())))
            for values in rows(table):
                if at[name] >= SHEET_ROWS:
                    lost[name] = lost.get(name, 0) + 1
                    continue
                cut += sum(_value(sheet, at[name], i, v, minute) for i, v in enumerate(values))
                at[name] += 1
    for name, count in at.items():
        done.add(name, count - 1)
    done.notes += [f"sheet {name}: {count:,} rows beyond the {SHEET_ROWS:,} of a sheet are left out; Parquet, CSV and SQLite have them"
                   for name, count in lost.items()]
    return cut


def _value(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object, minute: xlsxwriter.format.Format) -> bool:
    if value is None:
        return False
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, minute if isinstance(value, datetime) else None)
    else:
        return _text(sheet, row, column, str(value), None)
    return False


def _text(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, form: object) -> bool:
    """Writes a text, and whether it had to be cut."""
    is_long = len(text) > CELL_CHARACTERS
    sheet.write_string(row, column, text[:CELL_CHARACTERS - len(CUT)] + CUT if is_long else text, form)
    return is_long
