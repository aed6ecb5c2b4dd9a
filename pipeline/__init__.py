"""Meetings, people, directives, deadlines and figures from Vietnamese government news.

For a script or a notebook::

    import pipeline

    for row in pipeline.extract("corpus"):            # a Record, or an ErrorLine
        print(row)
    for record in pipeline.read_records("out/records.jsonl"):
        print(record.title, [d.text for d in record.directives])
"""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.records import SCHEMA_VERSION, ErrorLine, Record

__all__ = ["SCHEMA_VERSION", "ErrorLine", "Record", "extract", "read_records"]


def extract(*inputs: str | Path) -> Iterator[Record | ErrorLine]:
    """Records of the articles in files and folders, one by one in this process.

    What cannot be processed comes as an ``ErrorLine``. Raises ``OSError`` for a missing input.
    """
    from pipeline.read import read  # the language models load here, not with the package
    from pipeline.run import process

    for item in read([Path(p) for p in inputs]):
        yield item if isinstance(item, ErrorLine) else process(item)


def read_records(path: str | Path) -> Iterator[Record]:
    """The records of a file that ``extract`` wrote. Raises ``ValueError`` with the number of a
    line that is not a record of this schema version."""
    with Path(path).open(encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield Record.model_validate_json(line)
            except ValueError as e:
                raise ValueError(f"{path}, line {number}: {e}") from e
