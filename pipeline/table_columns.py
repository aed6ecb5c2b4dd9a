"""Which tables there are, and how each of their columns is made from a batch of records: :data:`TABLES`."""
from __future__ import annotations

import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel

from pipeline.arrow import arrow_type, hints
from pipeline.records import Chair, Confirmed, Day, Deadline, Directive, Document, Figure, Meeting, Person, Place, SourceInfo, Span, Unit
from pipeline.table_rows import Batch, item_key

# A column: its name, its Arrow type, and how a batch gives it.
Column = tuple[str, pa.DataType, Callable[[Batch], pa.Array]]

TIME_ZONE = "Asia/Ho_Chi_Minh"
# Columns that have a value in every row: plain numbers and truth values in pandas too.
NEVER_NULL = frozenset({"n", "span_start", "span_end", "collective", "working_days", "repeat"})


@dataclass(frozen=True)
class Spec:
    """One table: what it holds, and its columns."""

    about: str
    made_of: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(name, kind) for name, kind, _ in self.made_of])

    def columns(self, batch: Batch) -> list[pa.Array]:
        """The values of each column for the records of a batch."""
        return [make(batch) for _, _, make in self.made_of]


def _category() -> pa.DataType:
    return pa.dictionary(pa.int8(), pa.string())


def _vocabulary(hint: object) -> tuple[str, ...] | None:
    """The values of a closed vocabulary, or None for another type."""
    if typing.get_origin(hint) is typing.Literal:
        return typing.get_args(hint)
    found = [v for v in map(_vocabulary, typing.get_args(hint)) if v]
    return found[0] if found else None


def _is(hint: object, kind: object) -> bool:
    return hint == kind or kind in typing.get_args(hint)


def _coded(values: pa.Array, vocabulary: tuple[str, ...]) -> pa.Array:
    codes = pc.index_in(values, value_set=pa.array(vocabulary)).cast(pa.int8())
    return pa.DictionaryArray.from_arrays(codes, pa.array(vocabulary))


def _days(values: pa.Array) -> pa.Array:
    try:
        return values.cast(pa.date32())
    except pa.ArrowInvalid:  # a day that no calendar has
        return pa.array([_day(v) for v in values.to_pylist()], pa.date32())


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        return None


def _times(values: pa.Array) -> pa.Array:
    """Date-times; null where there is a day only."""
    timed = pc.if_else(pc.greater(pc.utf8_length(values), 10), values, pa.scalar(None, pa.string()))
    return timed.cast(pa.timestamp("s", "UTC")).cast(pa.timestamp("s", TIME_ZONE))


def _field_of(name: str, field: str) -> Callable[[Batch], pa.Array]:
    return lambda b: b.rows(name).fields[field]


def _part_of(column: str, field: str) -> Callable[[Batch], pa.Array]:
    return lambda b: pc.struct_field(b.columns[column], field)


def _fields(name: str, model: type[BaseModel], leave_out: tuple[str, ...] = ()) -> list[Column]:
    """A column for each field of a list's data class; a span gives ``span_start`` and ``span_end``."""
    made: list[Column] = []
    for field, hint in hints(model).items():
        if field in leave_out:
            continue
        get = _field_of(name, field)
        if hint == Span:
            made += [("span_start", pa.int32(), lambda b, get=get: pc.list_element(get(b), 0)),
                     ("span_end", pa.int32(), lambda b, get=get: pc.list_element(get(b), 1))]
        elif _is(hint, Day):
            made.append((field, pa.date32(), lambda b, get=get: _days(get(b))))
        elif words := _vocabulary(hint):
            made.append((field, _category(), lambda b, get=get, words=words: _coded(get(b), words)))
        else:
            made.append((field, arrow_type(hint), get))
    return made


def _keys(name: str, key: str, owner: str | None = None) -> list[Column]:
    """The key of a list's rows, the keys of what they belong to, and the place in the list."""
    made: list[Column] = [(key, pa.string(), lambda b: b.rows(name).key)] if key else []
    if owner:
        above = name.rpartition(".")[0]
        made.append((owner, pa.string(), lambda b: pc.take(b.rows(above).key, pa.array(b.rows(name).parent))))
    made.append(("article_id", pa.string(), lambda b: pc.take(b.article_id, pa.array(b.article(name)))))
    return [*made, ("n", pa.int32(), lambda b: b.rows(name).n)]


def _deadline_id(name: str) -> Column:
    def make(b: Batch) -> pa.Array:
        index = b.rows(name).fields["deadline"].cast(pa.string())
        return pc.binary_join_element_wise(pc.take(b.article_id, pa.array(b.article(name))), "deadlines", index, "/")
    return "deadline_id", pa.string(), make


def _person_ref(column: str, name: str, field: str) -> Column:
    return column, pa.string(), lambda b: b.find(name, b.rows(name).fields[field], "people", "name")


def _from_struct(column: str, field: str, model: type[BaseModel], names: Mapping[str, str]) -> list[Column]:
    """Columns of the one object that each record has under ``column``."""
    made: list[Column] = []
    for name, hint in hints(model).items():
        get = _part_of(column, name)
        words = _vocabulary(hint)
        made.append((names.get(name, name), _category() if words else pa.string(),
                     (lambda b, get=get, words=words: _coded(get(b), words)) if words else get))
    return made


def _articles() -> Spec:
    def plain(name: str) -> Column:
        return name, pa.string(), lambda b: b.columns[name]

    return Spec("One row an article.", (
        ("article_id", pa.string(), lambda b: b.article_id),
        plain("title"),
        ("published", pa.date32(), lambda b: _days(pc.utf8_slice_codeunits(b.columns["published"], 0, 10))),
        ("published_at", pa.timestamp("s", TIME_ZONE), lambda b: _times(b.columns["published"])),
        ("byline", pa.string(), lambda b: pc.binary_join(b.columns["byline"], "; ")),
        *_from_struct("place", "place", Place, {"code": "place_code"}),
        *_from_struct("source", "source", SourceInfo, {}),
        plain("id"),
        ("repeat", pa.bool_(), lambda b: b.repeat),
        plain("schema_version"),
        plain("text"),
    ))


def _figures(name: str, key: str) -> tuple[Column, ...]:
    return (*_keys(name, key), *_fields(name, Figure, ("deadline",)), _deadline_id(name))


def _addressees() -> Spec:
    """Addressees and partners in one table, directive by directive; each list keeps its own ``n``."""
    roles = ("addressee", "partner")
    lists = ("directives.addressees", "directives.partners")

    def both(get: Callable[[Batch, str], pa.Array]) -> Callable[[Batch], pa.Array]:
        def make(b: Batch) -> pa.Array:
            order = np.argsort(np.concatenate([b.rows(name).parent for name in lists]), kind="stable")
            return pc.take(pa.concat_arrays([get(b, name) for name in lists]), pa.array(order))
        return make

    role = both(lambda b, x: pa.repeat(pa.scalar(roles[lists.index(x)]), len(b.rows(x).n)))

    return Spec("One row for each body or person that is to act on a directive (role addressee) or to work with them (partner).", (
        ("directive_id", pa.string(), both(lambda b, x: pc.take(b.rows("directives").key, pa.array(b.rows(x).parent)))),
        ("article_id", pa.string(), both(lambda b, x: pc.take(b.article_id, pa.array(b.article(x))))),
        ("role", _category(), lambda b: _coded(role(b), roles)),
        ("n", pa.int32(), both(lambda b, x: b.rows(x).n)),
        ("name", pa.string(), both(lambda b, x: b.rows(x).fields[""])),
        ("unit_id", pa.string(), both(lambda b, x: b.find_unit(x, b.rows(x).fields[""]))),
    ))


TABLES: dict[str, Spec] = {
    "articles": _articles(),
    "meetings": Spec("One row a meeting.", (*_keys("meetings", "meeting_id"), *_fields("meetings", Meeting, ("chairs",)))),
    "chairs": Spec("One row for each person who presides over a meeting.", (
        *_keys("meetings.chairs", "", "meeting_id"), *_fields("meetings.chairs", Chair),
        _person_ref("person_id", "meetings.chairs", "name"))),
    "people": Spec("One row a person of an article.", (*_keys("people", "person_id"), *_fields("people", Person))),
    "units": Spec("One row an organisation of an article.", (
        *_keys("units", "unit_id"), *_fields("units", Unit, ("mentions",)),
        ("mentions", pa.int32(), lambda b: pc.list_value_length(b.rows("units").fields["mentions"])))),
    "unit_mentions": Spec("One row for each place of the text that names an organisation.", (
        *_keys("units.mentions", "", "unit_id"),
        ("span_start", pa.int32(), lambda b: pc.list_element(b.rows("units.mentions").fields[""], 0)),
        ("span_end", pa.int32(), lambda b: pc.list_element(b.rows("units.mentions").fields[""], 1)))),
    "directives": Spec("One row a directive.", (
        *_keys("directives", "directive_id"), *_fields("directives", Directive, ("addressees", "partners", "deadline", "targets")),
        _deadline_id("directives"),
        _person_ref("issuer_person_id", "directives", "issuer"),
        ("issuer_unit_id", pa.string(), lambda b: b.find_unit("directives", b.rows("directives").fields["issuer"])))),
    "directive_addressees": _addressees(),
    "directive_targets": Spec("One row for each target that stands in a directive.", (
        ("directive_id", pa.string(), lambda b: pc.take(b.rows("directives").key, pa.array(b.rows("directives.targets").parent))),
        ("target_id", pa.string(), lambda b: item_key(pc.take(b.article_id, pa.array(b.article("directives.targets"))), "targets",
                                                       b.rows("directives.targets").fields[""])))),
    "deadlines": Spec("One row a deadline.", (*_keys("deadlines", "deadline_id"), *_fields("deadlines", Deadline))),
    "targets": Spec("One row a value that is to be reached.", _figures("targets", "target_id")),
    "results": Spec("One row a percentage that is reported as reached.", _figures("results", "result_id")),
    "documents": Spec("One row an official document that an article cites.", (
        *_keys("documents", "document_id"), *_fields("documents", Document))),
    "warnings": Spec("One row for each doubt that the pipeline had about an article.", (
        *_keys("warnings", ""), ("warning", pa.string(), lambda b: b.rows("warnings").fields[""]))),
    "confirmed": Spec("One row for each part of a record that a person confirmed or put right.", (
        *_keys("confirmed", ""), *_fields("confirmed", Confirmed))),
}
