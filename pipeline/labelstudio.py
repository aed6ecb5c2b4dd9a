"""Records ↔ Label Studio: its project configuration, tasks with predictions, and its JSON export.

Every field of a record goes through and comes back the same. Spans are regions labelled with the
name of their list, links are relations, other fields are per-region controls; what is not about
the text travels in the task's data. Label Studio counts offsets in UTF-16 units, as browsers do.
"""
from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from pipeline.anchors import target
from pipeline.corrections import LISTS, Event
from pipeline.records import Record
from pipeline.revise import COPY, MODELS, SAME_SPAN, Entry, digest, entries

MODEL_VERSION = "pipeline"
# Regions that are parts of an entry, with the list they belong to.
PARTS = {"chairs": "meetings", "mentions": "units"}
COLOURS = {"meetings": "#2c5fb0", "people": "#7d3fa8", "units": "#6e7781", "directives": "#bf8700", "deadlines": "#b62324", "targets": "#1a7f37",
           "results": "#0b7285", "documents": "#bf3989", "chairs": "#5a32a3", "mentions": "#8c959f"}
_LINKS = ("deadline", "targets")


class NoRecord(ValueError):
    """A task of an export that is no record; the message says which and why."""


@dataclass(frozen=True)
class Control:
    """A per-region field: ``kind`` is choice, flag, number, text or texts."""

    list: str
    field: str
    kind: str
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.list}_{self.field}"


def controls() -> list[Control]:
    """The fields of every list that are neither the span's copy nor a link, from the data classes."""
    out: list[Control] = []
    for name in LISTS:
        for field, shape in MODELS[name].model_json_schema()["properties"].items():
            if field in (COPY[name], "span", "mentions", "chairs", *_LINKS):
                continue
            options = [shape, *shape.get("anyOf", ())]
            values = next((tuple(o["enum"]) for o in options if "enum" in o), ())
            types = {o.get("type") for o in options}
            kind = "choice" if values else "flag" if "boolean" in types else "number" if types & {"number", "integer"} else "texts" if "array" in types else "text"
            out.append(Control(name, field, kind, values))
    return [*out, Control("chairs", "title", "text")]


def config() -> str:
    """The labelling configuration of a project, as XML."""
    view = ET.Element("View")
    labels = ET.SubElement(view, "Labels", name="label", toName="text")
    for name in (*LISTS, *PARTS):
        ET.SubElement(labels, "Label", value=name, background=COLOURS[name])
    relations = ET.SubElement(view, "Relations")
    for value in ("deadline", "target", "chair", "mention"):
        ET.SubElement(relations, "Relation", value=value)
    ET.SubElement(view, "Text", name="text", value="$text", granularity="word")
    for c in controls():
        box = ET.SubElement(view, "View", visibleWhen="region-selected", whenTagName="label", whenLabelValue=c.list)
        ET.SubElement(box, "Header", value=c.field, size="6")
        common = {"name": c.name, "toName": "text", "perRegion": "true"}
        if c.kind in ("choice", "flag"):
            tag = ET.SubElement(box, "Choices", common, choice="single", showInline="true")
            for value in c.choices or ("true",):
                ET.SubElement(tag, "Choice", value=value)
        elif c.kind == "number":
            ET.SubElement(box, "Number", common)
        else:
            ET.SubElement(box, "TextArea", common, editable="true", **({} if c.kind == "texts" else {"maxSubmissions": "1"}))
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


# ------------------------------------------------------------------ records → tasks

def tasks(records: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """A task a record, with the record's entries as its prediction."""
    for record in records:
        rest = record.model_dump(mode="json", exclude={"text", *LISTS})
        scores = [row.confidence for name in LISTS for row in getattr(record, name) if getattr(row, "confidence", None) is not None]
        yield {"data": {"text": record.text, "record": rest},
               "predictions": [{"model_version": MODEL_VERSION, "score": min(scores, default=1.0), "result": regions(record)}]}


def regions(record: Record) -> list[dict[str, Any]]:
    """The entries of a record as the results of an annotation."""
    units = _Units(record.text)
    out: list[dict[str, Any]] = []
    links: list[dict[str, Any]] = []
    of = {c.list: [] for c in controls()}
    for c in controls():
        of[c.list].append(c)

    def region(id: str, label: str, span: tuple[int, int], values: dict[str, Any]) -> None:
        start, end = units.of(span[0]), units.of(span[1])
        value = {"start": start, "end": end, "text": record.text[span[0]:span[1]]}
        out.append({"id": id, "from_name": "label", "to_name": "text", "type": "labels", "value": {**value, "labels": [label]},
                    **({"score": values["confidence"]} if values.get("confidence") is not None else {})})
        for c in of.get(label, ()):
            v = values.get(c.field)
            if v is None or v is False or v == []:
                continue
            said = {"choice": ("choices", [v]), "flag": ("choices", ["true"]), "number": ("number", v), "text": ("text", [v]), "texts": ("text", v)}[c.kind]
            kind = {"choice": "choices", "flag": "choices", "number": "number"}.get(c.kind, "textarea")
            out.append({"id": id, "from_name": c.name, "to_name": "text", "type": kind, "value": {**value, said[0]: said[1]}})

    def link(a: str, b: str, label: str) -> None:
        links.append({"type": "relation", "from_id": a, "to_id": b, "direction": "right", "labels": [label]})

    for name in LISTS:
        for i, row in enumerate(getattr(record, name)):
            id, values = f"{name}-{i}", row.model_dump(mode="json")
            span = row.span if name != "units" else next(m for m in row.mentions if record.text[m[0]:m[1]] == row.name)
            region(id, name, span, values)
            for j, chair in enumerate(row.chairs if name == "meetings" else ()):
                region(f"{id}-chairs-{j}", "chairs", chair.span, {"title": chair.title})
                link(id, f"{id}-chairs-{j}", "chair")
            for j, mention in enumerate(m for m in row.mentions if m != span) if name == "units" else ():
                region(f"{id}-mentions-{j}", "mentions", mention, {})
                link(id, f"{id}-mentions-{j}", "mention")
            if values.get("deadline") is not None:
                link(id, f"deadlines-{values['deadline']}", "deadline")
            for t in values.get("targets", ()) if name == "directives" else ():
                link(id, f"targets-{t}", "target")
    return out + links


# ------------------------------------------------------------------ export → records

def record_of(task: dict[str, Any], *, predictions: bool = False) -> Record:
    """The record of a task in a JSON export: its last annotation that was not cancelled, or with
    ``predictions`` what was proposed where there is none. Raises ``NoRecord``."""
    where = f"task {task.get('id', '?')}"
    try:
        annotations = [a for a in task.get("annotations") or () if not a.get("was_cancelled")]
        if annotations:
            results = annotations[-1]["result"]
        elif predictions and task.get("predictions"):
            results = task["predictions"][-1]["result"]
        else:
            raise NoRecord(f"{where}: not annotated")
        return _record(task["data"]["text"], task["data"]["record"], results)
    except NoRecord:
        raise
    except (KeyError, TypeError, AttributeError, IndexError, ValueError) as e:
        raise NoRecord(f"{where}: {e!r}") from e


def annotator_of(task: dict[str, Any]) -> str:
    """Who made the annotation that counts, as the export names them."""
    by = next((a.get("completed_by") for a in reversed(task.get("annotations") or ()) if not a.get("was_cancelled")), None)
    return str(by.get("email") or by.get("id")) if isinstance(by, dict) else f"Label Studio {by}"


def _record(text: str, rest: dict[str, Any], results: list[dict[str, Any]]) -> Record:
    units = _Units(text)
    kinds = {c.name: c for c in controls()}
    found: dict[str, dict[str, Any]] = {}  # region id → label, span, values
    order = itertools.count()
    for r in results:
        if r["type"] == "labels":
            start, end = units.back(r["value"]["start"]), units.back(r["value"]["end"])
            copy = r["value"].get("text")
            if copy is not None and text[start:end] != copy:
                raise ValueError(f"region {r['id']}: holds {copy!r}, its place in the text {text[start:end]!r}")
            found[r["id"]] = {"label": r["value"]["labels"][0], "span": (start, end), "values": {}, "order": _number(r["id"], next(order))}
    for r in results:
        c = kinds.get(r.get("from_name", ""))
        if c and r["id"] in found and found[r["id"]]["label"] == c.list:
            found[r["id"]]["values"][c.field] = _said(c, r["value"])
    links: dict[tuple[str, str], list[str]] = {}
    for r in results:
        if r["type"] == "relation":
            label = (r.get("labels") or [""])[0]
            links.setdefault((r["from_id"], label), []).append(r["to_id"])
            if not label:  # drawn without a name: what it leads to says what it is
                to = found.get(r["to_id"], {}).get("label", "")
                links.setdefault((r["from_id"], {"deadlines": "deadline", "targets": "target", "chairs": "chair", "mentions": "mention"}.get(to, "")), []).append(r["to_id"])
    mentions = {id: sorted([found[id]["span"], *(found[m]["span"] for m in links.get((id, "mention"), ()) if m in found)])
                for id, f in found.items() if f["label"] == "units"}
    ids = {name: sorted((id for id, f in found.items() if f["label"] == name),
                        key=lambda id: (mentions[id][0] if id in mentions else found[id]["span"], found[id]["order"])) for name in LISTS}
    index = {id: i for name in LISTS for i, id in enumerate(ids[name])}
    rows: dict[str, list] = {name: [] for name in LISTS}
    for name in LISTS:
        for id in ids[name]:
            f = found[id]
            row = {**f["values"], COPY[name]: text[slice(*f["span"])]}
            fields = MODELS[name].model_fields
            if "deadline" in fields:
                row["deadline"] = next((index[x] for x in links.get((id, "deadline"), ()) if x in index), None)
            if name == "directives":
                row["targets"] = sorted(index[x] for x in links.get((id, "target"), ()) if x in index)
            if name == "meetings":
                chairs = sorted((found[x] for x in links.get((id, "chair"), ()) if x in found), key=lambda c: c["order"])
                row["chairs"] = [{"name": text[slice(*c["span"])], "title": c["values"].get("title"), "span": c["span"]} for c in chairs]
            if "confidence" in fields:
                row.setdefault("confidence", 1.0)
            # a region drawn by hand has no values yet where a record must have one
            for field, default in {"kind": "order", "relation": "by", "comparator": "=", "type": "khác"}.items():
                if field in fields and fields[field].is_required():
                    row.setdefault(field, default)
            if name == "units":
                row.setdefault("canonical", row["name"])
                row["mentions"] = mentions[id]
            else:
                row["span"] = f["span"]
            rows[name].append(row)
    record = Record.model_validate({**rest, "text": text, **rows})
    record.check_spans()
    return record


def _said(c: Control, value: dict[str, Any]) -> Any:
    """What a control's result says. A text area gives one text as a list of one, or as it is."""
    if c.kind == "flag":
        return True
    if c.kind == "choice":
        return value["choices"][0]
    if c.kind == "number":
        return value["number"]
    texts = value["text"] if isinstance(value["text"], list) else [value["text"]]
    return texts if c.kind == "texts" else "\n".join(texts)


def _number(id: str, last: int) -> tuple[int, ...]:
    """Regions that we sent keep the order they had; new ones come after, as they were drawn."""
    numbers = tuple(int(part) for part in id.split("-") if part.isdecimal())
    return (0, *numbers) if id.split("-")[0] in LISTS else (1, last)


class _Units:
    """Code points ↔ UTF-16 units of a text."""

    def __init__(self, text: str) -> None:
        self._plain = text.isascii() or max(text, default="") <= "\uffff"
        self._at = [] if self._plain else [0, *itertools.accumulate(2 if c > "\uffff" else 1 for c in text)]
        self._back = {u: i for i, u in enumerate(self._at)}

    def of(self, point: int) -> int:
        return point if self._plain else self._at[point]

    def back(self, unit: int) -> int:
        return unit if self._plain else self._back[unit]


# ------------------------------------------------------------------ as corrections

def differences(before: Record, after: Record, annotator: str) -> list[Event]:
    """What someone did who made ``after`` of ``before``: entries accepted, rejected, edited, added,
    and every list complete. Raises ``ValueError`` where the two are of different texts."""
    if before.text != after.text:
        raise ValueError(f"{before.id}: the text is not that of the records; export and import the same records")
    text, old, new = before.text, entries(before), entries(after)
    twins = _twins(old, new)
    names = {y.key: x.key for x, y in twins}
    fresh = [y for y in new if y.key not in names]
    names |= {y.key: f"{y.list}:+ls{digest(after.id + y.key)[:10]}" for y in fresh}
    events: list[Event] = []

    def say(action: str, field: str, row: str | None, span: tuple[int, int] | None, **more: Any) -> None:
        events.append(Event(article=before.id, source_sha256=before.source.sha256, text_sha256=digest(text), annotator=annotator, time="", action=action,
                            field=field, row=row, target=target(before.id, text, *span) if span else None, **more))

    def named(values: dict[str, Any]) -> dict[str, Any]:
        out = dict(values)
        if out.get("deadline"):
            out["deadline"] = names[out["deadline"]]
        if "targets" in out:
            out["targets"] = [names[k] for k in out["targets"]]
        return out

    for x, y in twins:
        values = named(y.values)
        changed = [k for k in values if values[k] != x.values[k] and k not in ("confidence", COPY[x.list])]
        for k in changed:
            say("edit", f"{x.list}.{k}", x.key, x.span, before=x.values[k], after=values[k], entry=x.values)
        if x.span != y.span:
            say("edit", f"{x.list}.span", x.key, y.span, before=list(x.span or ()), after=list(y.span or ()), entry=x.values)
        elif not changed:
            say("accept", x.list, x.key, x.span, entry=x.values)
    kept = {x.key for x, _ in twins}
    for x in old:
        if x.key not in kept:
            say("reject", x.list, x.key, x.span, entry=x.values)
    for y in fresh:
        say("add", y.list, names[y.key], y.span, after=named(y.values))
    for name in LISTS:
        say("complete", name, None, None, entry={"keys": [x.key for x in old if x.list == name]})
    return events


def _twins(old: list[Entry], new: list[Entry]) -> list[tuple[Entry, Entry]]:
    """Entries that are the same one: in the same place, else the most of it in common."""
    def common(x: Entry, y: Entry) -> float:
        (a, b), (c, d) = x.span, y.span
        return 2 * max(0, min(b, d) - max(a, c)) / (b - a + d - c)

    ranked = sorted(((-common(x, y), i, j) for i, x in enumerate(old) for j, y in enumerate(new) if x.list == y.list and common(x, y) >= SAME_SPAN))
    used: set[tuple[str, int]] = set()
    out: list[tuple[Entry, Entry]] = []
    for _, i, j in ranked:
        if ("old", i) not in used and ("new", j) not in used:
            used |= {("old", i), ("new", j)}
            out.append((old[i], new[j]))
    return out
