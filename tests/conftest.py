"""What several test modules need."""
from __future__ import annotations

import hashlib

import pytest

from pipeline.article import Source
from pipeline.records import Record, SourceInfo


@pytest.fixture
def make_source():
    """A text source; its id is its path without folders."""
    def make(content: str, path: str = "a.txt", **more) -> Source:
        return Source(path=path, content=content, format="text", markup="text",
                      sha256=hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest(), **more)
    return make


@pytest.fixture
def make_record():
    """A record with nothing in it but its text."""
    def make(text: str = "", path: str = "a.txt", sha256: str = "0", **more) -> Record:
        return Record(id=path, source=SourceInfo(path=path, sha256=sha256, format="text", encoding="utf-8"), text=text, **more)
    return make
