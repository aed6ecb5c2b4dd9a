"""What several test modules need."""
from __future__ import annotations

import hashlib
import time
from contextlib import contextmanager

import pytest

from pipeline.article import Source
from pipeline.records import Record, SourceInfo


@pytest.fixture
def no_hang():
    """For hostile text: what is linear takes a second or so of the processor, even on a slow machine; what
    is not takes minutes. The bound tells these two apart, it measures no speed (scripts/ does that)."""
    @contextmanager
    def bounded(seconds: float = 40):
        begun = time.process_time()
        yield
        assert time.process_time() - begun < seconds
    return bounded


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
