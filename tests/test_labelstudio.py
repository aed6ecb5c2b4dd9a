"""Records go to Label Studio and come back the same; what was changed there becomes corrections."""
from __future__ import annotations

import copy
import json
from xml.etree import ElementTree as ET

import pytest
from test_corrections import at, record  # noqa: F401  (a fixture)

from pipeline import records as rec
from pipeline.corrections import Store
from pipeline.labelstudio import NoRecord, config, controls, differences, record_of, regions, tasks
from pipeline.revise import corrected


@pytest.fixture
def full(record) -> rec.Record:  # noqa: F811
    """With every kind of field, and a letter that UTF-16 counts twice before all of them."""
    text = "😀 " + record.text
    meeting, chair = "họp giao ban công tác tháng 5 năm 2023", "Lò Văn Mẫu"
    unit, again = at(text, "Phòng Nội vụ huyện Mẫu Sơn"), at(text, "Phòng Nội vụ rà soát")
    deadline, clause, figure, result = (at(text, s) for s in (
        "trước ngày 15/6/2023", "Phòng Nội vụ rà soát thủ tục hành chính, hoàn thành trước ngày 15/6/2023", "tối thiểu 60%", "94,74%"))
    return record.model_copy(update={
        "text": text, "title": "Huyện Mẫu Sơn", "byline": ["A", "B"], "place": rec.Place(province="Lạng Sơn", code="20"), "warnings": ["w"],
        "meetings": [rec.Meeting(type="giao ban", name=meeting, date="2023-05-22", date_text="Ngày 22/5/2023", part_of_day="sáng", organizer="UBND huyện",
                                 chairs=[rec.Chair(name=chair, title="Chủ tịch UBND huyện", span=at(text, chair))], span=at(text, meeting))],
        "people": [rec.Person(name=chair, span=at(text, chair))],
        "units": [rec.Unit(name="Phòng Nội vụ huyện Mẫu Sơn", canonical="Phòng Nội vụ huyện Mẫu Sơn", level="district", code="20", collective=True,
                           mentions=[unit, (again[0], again[0] + 12)])],
        "deadlines": [rec.Deadline(text="trước ngày 15/6/2023", relation="before", date="2023-06-15", start=None, duration="P10D", working_days=True,
                                   recurrence="FREQ=YEARLY", span=deadline)],
        "directives": [rec.Directive(text=text[slice(*clause)], issuer=chair, addressees=["Phòng Nội vụ", "các xã"], partners=["Văn phòng"], kind="request",
                                     trigger="yêu cầu", deadline=0, targets=[0], span=clause, confidence=0.75)],
        "targets": [rec.Figure(text="tối thiểu 60%", metric="tỷ lệ", scope="xã", comparator=">=", value=60, value_max=70.5, unit="%", direction="increase",
                               deadline=0, span=figure, confidence=0.5)],
        "results": [rec.Figure(text="94,74%", comparator="=", value=94.74, unit="%", span=result, confidence=1)]})


def exported(record: rec.Record, result: list | None = None) -> dict:  # noqa: F811
    """As Label Studio's JSON export gives a task that someone annotated."""
    task = json.loads(json.dumps(next(tasks([record]))))
    return {"id": 1, **task, "annotations": [{"id": 7, "completed_by": 1, "was_cancelled": False, "result": copy.deepcopy(result or task["predictions"][0]["result"])}]}


def test_the_round_trip_loses_nothing(full):
    full.check_spans()
    assert record_of(exported(full)) == full


def test_every_field_has_a_control():
    names = {e.get("name") for e in ET.fromstring(config()).iter() if e.get("name")}
    assert {c.name for c in controls()} <= names and "label" in names
    assert {c.name: c.choices for c in controls()}["deadlines_relation"] == ("before", "by", "in")


def test_offsets_are_those_of_a_browser(full):
    region = next(r for r in regions(full) if r["id"] == "deadlines-0")
    units = full.text.encode("utf-16-le")
    assert units[2 * region["value"]["start"]:2 * region["value"]["end"]].decode("utf-16-le") == "trước ngày 15/6/2023"


def test_regions_in_another_order_are_the_same_record(full):
    assert record_of(exported(full, regions(full)[::-1])) == full


def test_what_changed_there_becomes_corrections(full, tmp_path):
    result = regions(full)
    for r in result:
        if r.get("id") == "deadlines-0" and r["from_name"] == "deadlines_date":
            r["value"]["text"] = ["2023-06-16"]
    gone = {"results-0"}
    result = [r for r in result if r.get("id") not in gone]
    start = full.text.index("Đồng chí cũng rủ") + 1  # one unit further: 😀
    result.append({"id": "xYz12", "from_name": "label", "to_name": "text", "type": "labels",
                   "value": {"start": start, "end": start + 8, "text": "Đồng chí", "labels": ["people"]}})
    after = record_of(exported(full, result))
    events = differences(full, after, "Minh")
    store = Store(tmp_path)
    store.append(events)
    out, problems = corrected(full, store.of(full.id))
    assert not problems
    assert (out.deadlines[0].date, out.results, [p.name for p in out.people]) == ("2023-06-16", [], ["Lò Văn Mẫu", "Đồng chí"])
    same = {"confirmed": [], "directives": after.directives, "targets": after.targets}
    assert out.model_copy(update=same) == after, "all else is as it was made there"
    assert {e.action for e in events} == {"accept", "edit", "reject", "add", "complete"}


def test_differences_of_nothing_accept_all(full, tmp_path):
    events = differences(full, full, "Minh")
    assert {e.action for e in events} == {"accept", "complete"}
    Store(tmp_path).append(events)
    out, _ = corrected(full, Store(tmp_path).of(full.id))
    assert out.deadlines == full.deadlines and out.meetings == full.meetings and out.units == full.units


@pytest.mark.parametrize("spoil", [
    lambda t: t.update(annotations=[]), lambda t: t["annotations"][0].update(was_cancelled=True), lambda t: t["data"].pop("record"),
    lambda t: t["data"].update(text="khác"), lambda t: t["annotations"][0]["result"][0].pop("value"),
])
def test_a_task_that_is_no_record_is_told(full, spoil):
    task = exported(full)
    spoil(task)
    with pytest.raises(NoRecord, match="task 1"):
        record_of(task)
