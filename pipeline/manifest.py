"""The manifest beside a run's output: what was read, what became of it, and what made it.

``OUT.manifest.json`` is one JSON object. Its ``inputs``, one a line, are written as the run goes, so
that a run of any size needs no memory for them. The same inputs with the same ``code`` give the
same output, byte for byte: its SHA-256 is in there to compare.
"""
from __future__ import annotations

import hashlib
import json
import platform
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import BinaryIO

from pipeline.records import SCHEMA_VERSION
from pipeline.trained import MODELS

_ROOT = Path(__file__).parent
# Packages whose version can change a record; the rest only move bytes.
_DEPENDENCIES = ("charset-normalizer", "jsonlines", "numpy", "pydantic", "pyyaml", "regex", "underthesea", "underthesea-core")


@lru_cache(maxsize=1)
def code() -> dict[str, object]:
    """What determines a record beside its article: SHA-256 of this package's files and of the
    trained models, versions of Python and of the packages that analyse."""
    return {"pipeline": _tree(_ROOT, (".py", ".yaml")), "models": _tree(MODELS), "schema_version": SCHEMA_VERSION,
            "python": platform.python_version(), "dependencies": {name: metadata.version(name) for name in _DEPENDENCIES}}


def fingerprint(*settings: str) -> str:
    """:func:`code`, and the settings of a run that can change a record, as one SHA-256."""
    return hashlib.sha256(json.dumps([code(), settings], sort_keys=True).encode()).hexdigest()


def _tree(folder: Path, endings: tuple[str, ...] = ()) -> str:
    """SHA-256 of the files below a folder and their names."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and (not endings or p.suffix in endings)):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


class Manifest:
    """Writes a manifest to an open file."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._first = True
        file.write(b'{"inputs": [')

    def add(self, path: str, sha256: str | None, outcome: str) -> None:
        """An article that was read, and whether it was written, rejected or skipped."""
        row = json.dumps({"path": path, "sha256": sha256, "outcome": outcome}, ensure_ascii=False)
        self._file.write(b"\n" if self._first else b",\n")
        self._file.write(row.encode("utf-8", "backslashreplace"))
        self._first = False

    def close(self, **about: object) -> None:
        """The rest of the object, from its parts by name."""
        self._file.write(b"\n]")
        for name, value in about.items():
            self._file.write(f",\n{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}".encode("utf-8", "backslashreplace"))
        self._file.write(b"}\n")


def code_of(path: Path) -> str | None:
    """The fingerprint of the code that made the output of a manifest; None where it does not tell.
    Reads only the end of the file, whose inputs can be many."""
    tail = _tail(path, b'\n"fingerprint": ')
    try:
        return json.loads(tail.removesuffix(b"}\n")) if tail else None
    except ValueError:
        return None


def _tail(path: Path, mark: bytes, size: int = 1 << 16) -> bytes | None:
    try:
        with path.open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - size))
            _, found, rest = file.read().rpartition(mark)
            return rest if found else None
    except OSError:
        return None
