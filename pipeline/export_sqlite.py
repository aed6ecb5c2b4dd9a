"""Export to SQLite: the tables with keys and full-text search, and the metadata that Datasette shows."""
from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa

from pipeline.export import Exported, whole
from pipeline.export_csv import rows
from pipeline.tables import TABLES, table_batches

# Columns that hold another table's key, by name; a column of that name in its own table is the key.
KEYS = {"article_id": "articles", "meeting_id": "meetings", "person_id": "people", "unit_id": "units", "directive_id": "directives",
        "deadline_id": "deadlines", "target_id": "targets", "result_id": "results", "document_id": "documents",
        "issuer_person_id": "people", "issuer_unit_id": "units"}
# What can be searched: a table and its columns of text.
SEARCHED = {"articles": ("title", "text"), "directives": ("text", "issuer", "trigger"), "targets": ("metric", "scope", "text"),
            "documents": ("text", "number"), "units": ("name", "canonical"), "people": ("name", "title")}
# The column by which Datasette names a row where another table points to it.
LABELS = {"articles": "title", "meetings": "name", "people": "name", "units": "name", "directives": "text", "deadlines": "text",
          "targets": "text", "results": "text", "documents": "text"}
# The list of tasks in the order of the articles, as the sheet of XLSX has it, but for posts and documents.
TASKS = """
CREATE VIEW tasks AS
SELECT d.directive_id, d.text AS nhiem_vu,
  (SELECT group_concat(name, '; ') FROM directive_addressees a WHERE a.directive_id = d.directive_id AND role = 'addressee') AS don_vi_chu_tri,
  (SELECT group_concat(name, '; ') FROM directive_addressees a WHERE a.directive_id = d.directive_id AND role = 'partner') AS don_vi_phoi_hop,
  l.text AS thoi_han, l.date AS han_chot, d.issuer AS nguoi_giao, b.title AS nguon, b.published AS ngay_dang, b.province AS tinh, b.url
FROM directives d JOIN articles b USING (article_id) LEFT JOIN deadlines l USING (deadline_id)
ORDER BY d.rowid
"""


def key_of(table: str) -> str | None:
    """The key column of a table, or None where a table has none of its own."""
    return next((c for c in TABLES[table].schema.names if KEYS.get(c) == table and not c.startswith("issuer")), None)


def write_sqlite(source: str | Path, out: Path, done: Exported) -> None:
    """Writes ``out``, and beside it ``NAME.metadata.json`` (``datasette serve NAME.db -m NAME.metadata.json``).

    Days are ISO texts. A search finds «de nghi» as well as «đề nghị»: each searched text is kept
    with its accents folded by FTS5, and once more with đ as d, which FTS5 does not fold.
    """
    with whole(out) as part:
        part.unlink(missing_ok=True)
        db = sqlite3.connect(part)
        try:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;")
            for name in TABLES:
                db.execute(_create(name))
            for batch in table_batches(source):
                for name, table in batch.items():
                    marks = ", ".join("?" * table.num_columns)
                    db.executemany(f"INSERT INTO {name} VALUES ({marks})", ([_plain(v) for v in row] for row in rows(table)))
                    done.add(name, table.num_rows)
            for name in TABLES:
                for column in TABLES[name].schema.names:
                    if column in KEYS and column != key_of(name):
                        db.execute(f"CREATE INDEX {name}_{column} ON {name}({column})")
            db.execute("CREATE INDEX deadlines_date ON deadlines(date)")
            db.execute("CREATE INDEX articles_published ON articles(published)")
            for name in SEARCHED:
                _search(db, name)
            db.execute(TASKS)
            db.commit()
            db.execute("ANALYZE")
            db.commit()
        finally:
            db.close()
    about = out.with_name(out.stem + ".metadata.json")
    with whole(about) as part:
        part.write_text(json.dumps(metadata(out.stem), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    done.notes.append(f"to browse it: datasette serve {out} -m {about}")


def _create(name: str) -> str:
    columns, refs = [], []
    for field in TABLES[name].schema:
        kind = "INTEGER" if pa.types.is_integer(field.type) or pa.types.is_boolean(field.type) else "REAL" if pa.types.is_floating(field.type) else "TEXT"
        columns.append(f"{field.name} {kind}" + (" PRIMARY KEY" if field.name == key_of(name) else ""))
        if field.name in KEYS and field.name != key_of(name):
            owner = KEYS[field.name]
            refs.append(f"FOREIGN KEY ({field.name}) REFERENCES {owner}({key_of(owner)})")
    return f"CREATE TABLE {name} ({', '.join(columns + refs)})"


def _search(db: sqlite3.Connection, name: str) -> None:
    columns = SEARCHED[name]
    folded = [f"replace(replace({c}, 'đ', 'd'), 'Đ', 'D') AS {c}_d" for c in columns]
    db.execute(f"CREATE VIEW {name}_fts_text AS SELECT rowid AS id, {', '.join([*columns, *folded])} FROM {name}")
    listed = ", ".join([*columns, *(f"{c}_d" for c in columns)])
    db.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content='{name}_fts_text', content_rowid='id', "
               "tokenize='unicode61 remove_diacritics 2')")
    db.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def metadata(database: str) -> dict:
    """What Datasette shows with the database: what each table holds, labels, search, ready questions."""
    from pipeline.codebook import column_about

    tables = {}
    for name, spec in TABLES.items():
        tables[name] = {"description": spec.about, "columns": {c: about for c in spec.schema.names if (about := column_about(name, c))}}
        if name in LABELS:
            tables[name]["label_column"] = LABELS[name]
        if name in SEARCHED:
            tables[name] |= {"fts_table": f"{name}_fts", "fts_pk": "rowid"}
            tables[f"{name}_fts_text"] = {"hidden": True}
            tables |= {f"{name}_fts" + end: {"hidden": True} for end in ("", "_data", "_idx", "_docsize", "_config")}
    tables["articles"] |= {"sort_desc": "published", "facets": ["province", "format"]}
    tables["directives"]["facets"] = ["kind", "issuer"]
    tables["deadlines"] |= {"sort": "date", "facets": ["relation"]}
    tables["directive_addressees"]["facets"] = ["role", "name"]
    return {
        "title": "Vietnamese government news: meetings, directives, deadlines, targets",
        "description": "Made from news articles by a program; check an entry against its article before you rely on it.",
        "databases": {database: {
            "tables": tables,
            "queries": {
                "overdue": {"title": "Directives whose deadline is before a day", "params": ["day"], "sql":
                            "select han_chot, thoi_han, nhiem_vu, don_vi_chu_tri, nguoi_giao, nguon from tasks where han_chot < :day order by han_chot desc"},
                "told_by": {"title": "What an issuer told whom", "params": ["issuer"], "sql":
                            "select ngay_dang, nguoi_giao, don_vi_chu_tri, nhiem_vu, thoi_han from tasks where nguoi_giao like '%' || :issuer || '%' order by ngay_dang"},
                "search_directives": {"title": "Search in directives", "params": ["words"], "sql":
                                      "select t.* from directives_fts f join directives d on d.rowid = f.rowid join tasks t using (directive_id) "
                                      "where directives_fts match escape_fts(:words) order by rank limit 200"},
            }}},
    }
