"""The committed JSON Schema is the one that the records have."""
from __future__ import annotations

import json
from pathlib import Path

import pipeline
from pipeline.records import Record
from pipeline.write import schema

COMMITTED = Path(pipeline.__file__).with_name("schema.json")


def test_the_committed_schema_is_up_to_date():
    assert COMMITTED.read_text("utf-8") == schema(), "run `make schema`, and raise SCHEMA_VERSION if a field changed its meaning"


def test_every_key_is_always_there():
    shape = json.loads(COMMITTED.read_text("utf-8"))
    for name, part in [("Record", shape), *shape["$defs"].items()]:
        assert part["additionalProperties"] is False, name
        assert sorted(part["required"]) == sorted(part["properties"]), name


def test_the_keys_are_those_of_the_contract():
    assert list(Record.model_fields) == [
        "schema_version", "id", "source", "title", "published", "byline", "place", "text", "meetings", "people", "units",
        "directives", "deadlines", "targets", "results", "documents", "warnings",
        "confirmed"]
