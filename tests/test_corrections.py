"""Corrections: kept for good, found again in a changed text, applied, scored, agreed on, made gold."""
from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import uuid
from functools import partial

import pytest
from review_article import TEXT

from pipeline import agreement, corrected_gold, records as rec
from pipeline.adjudicate import adjudicate
from pipeline.anchors import Places, target
from pipeline.clause_model import LABELS
from pipeline.clause_training import corrected_articles
from pipeline.corrections import LISTS, Event, Store, active
from pipeline.read import read
from pipeline.run import process
from pipeline.revise import corrected, digest, entries, merged, rebuilt, relabeller, replay


def at(text: str, part: str) -> tuple[int, int]:
    return text.index(part), text.index(part) + len(part)


@pytest.fixture
def record(make_record) -> rec.Record:
    text = TEXT.rstrip()
    deadline = at(text, "trước ngày 15/6/2023")
    clause = at(text, "Phòng Nội vụ rà soát thủ tục hành chính, hoàn thành trước ngày 15/6/2023")
    figure = at(text, "tối thiểu 60%")
    return make_record(
        text, published="2023-05-22",
        people=[rec.Person(name="Lò Văn Mẫu", title="Chủ tịch UBND huyện", span=at(text, "Lò Văn Mẫu"))],
        units=[rec.Unit(name="UBND huyện Mẫu Sơn", canonical="Ủy ban nhân dân huyện Mẫu Sơn", mentions=[at(text, "UBND huyện Mẫu Sơn")])],
        deadlines=[rec.Deadline(text="trước ngày 15/6/2023", relation="before", date="2023-06-15", span=deadline)],
        directives=[rec.Directive(text=text[slice(*clause)], issuer="Lò Văn Mẫu", addressees=["Phòng Nội vụ"], kind="order", deadline=0,
                                  span=clause, confidence=0.8)],
        targets=[rec.Figure(text="tối thiểu 60%", comparator=">=", value=60, unit="%", span=figure, confidence=0.9)])


class Person:
    """An annotator who says things of a record, as the page's server would write them."""

    def __init__(self, store: Store, record: rec.Record, name: str = "Hoa") -> None:
        self.store, self.record, self.name = store, record, name

    def say(self, action: str, field: str, key: str | None = None, **more) -> Event:
        found = {e.key: e for e in merged(self.record, replay(self.store.of(self.record.id, self.name)))[0]}
        span = more.pop("span", None) or (found[key].span if key in found else None)
        if key in found:
            more.setdefault("entry", found[key].values)
        if action == "complete":
            more["entry"] = {"keys": [k for k, e in found.items() if e.list == field]}
        place = target(self.record.id, self.record.text, *span) if span else None
        event = Event(article=self.record.id, source_sha256="0" * 64, text_sha256=digest(self.record.text), annotator=self.name, time="",
                      action=action, field=field, row=key, target=place, **more)
        return self.store.append([event])[0]

    def finish(self) -> None:
        """All the rest is right, nothing is missing."""
        for e in merged(self.record, replay(self.store.of(self.record.id, self.name)))[0]:
            if e.status == "proposed":
                self.say("accept", e.list, e.key)
        for name in LISTS:
            self.say("complete", name)


@pytest.fixture
def hoa(tmp_path, record) -> Person:
    return Person(Store(tmp_path / "corrections"), record)


def key_of(record: rec.Record, name: str) -> str:
    return next(e.key for e in entries(record) if e.list == name)


# ------------------------------------------------------------------ places

def test_a_place_is_found_where_it_was():
    text = "một hai ba hai bốn"
    assert Places(text).find(target("a", text, 11, 14)) == (11, 14)


@pytest.mark.parametrize(("before", "quoted", "after", "expected"), [
    ("Đề nghị các xã nộp báo cáo trước ngày 15/6/2023 về huyện.", "trước ngày 15/6/2023", "Tin: X.\nĐề nghị các xã nộp báo cáo trước ngày 15/6/2023 về huyện.", "trước ngày 15/6/2023"),
    ("Tỷ lệ đúng hạn đạt 90% của huyện; tỷ lệ trực tuyến đạt 90% ở xã.", "90%", "Tỷ lệ đúng hạn đạt 90% của huyện; nay tỷ lệ trực tuyến đạt 90% ở xã.", "90%"),
    ("các xã, thị trấn rà soát thủ tục hành chính", "rà soát thủ tục", "các xã, thị trấn rà\nsoát  thủ tục hành chính", "rà\nsoát  thủ tục"),
    ("Tỷ lệ hồ sơ đúng hạn đạt 90% trong tháng.", "90%", "Một bài khác hẳn, nơi 90% là chuyện khác.", None),
    ("Giao Phòng Nội vụ chủ trì.", "Phòng Nội vụ", "Giao Văn phòng chủ trì.", None),
    ("A 10% B", "10%", "C 10% D và E 10% F", None),
])
def test_places_outlive_a_change_of_the_text(before, quoted, after, expected):
    start = before.rindex(quoted)
    found = Places(after).find(target("a", before, start, start + len(quoted)))
    assert (after[slice(*found)] if found else None) == expected
    if found and after.count(quoted) > 1:
        assert found[0] == after.rindex(quoted)


# ------------------------------------------------------------------ the store

def event(**more) -> Event:
    return Event(**{"article": "a", "source_sha256": "0", "text_sha256": "0", "annotator": "Hoa", "time": "", "action": "note", "field": ""} | more)


def test_what_is_appended_is_read_by_another(tmp_path):
    one, other = Store(tmp_path), Store(tmp_path)
    kept = one.append([event(after="một\u2028hai")])[0]
    assert kept.time.endswith("+00:00")
    other.refresh()
    assert other.of("a") == [kept]
    assert len((tmp_path / f"{kept.time[:7]}.jsonl").read_bytes().split(b"\n")) == 2


def test_asking_again_does_not_do_it_twice(tmp_path):
    store = Store(tmp_path)
    e = event()
    first, again = store.append([e])[0], Store(tmp_path).append([e])[0]
    assert first == again and len(Store(tmp_path)) == 1


def test_a_torn_line_is_set_aside_and_the_file_stays_valid(tmp_path):
    store = Store(tmp_path)
    kept = store.append([event()])[0]
    path = next(tmp_path.glob("*.jsonl"))
    with path.open("ab") as file:
        file.write(b'{"id": "torn')
    assert [e.id for e in Store(tmp_path).of("a")] == [kept.id]
    more = Store(tmp_path).append([event(after="x")])[0]
    assert [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()] == [kept.id, more.id]
    assert path.with_suffix(".torn").read_text("utf-8") == '{"id": "torn\n'


def test_a_line_that_is_no_event_is_told_and_left(tmp_path):
    (tmp_path / "x.jsonl").write_text('{"id": "nothing"}\nnonsense\n', "utf-8")
    store = Store(tmp_path)
    assert [b.where.rpartition(", ")[2] for b in store.bad] == ["line 1", "line 2"]
    store.append([event()])
    assert (tmp_path / "x.jsonl").read_text("utf-8") == '{"id": "nothing"}\nnonsense\n'


def test_a_check_that_fails_leaves_nothing(tmp_path):
    store = Store(tmp_path)
    with pytest.raises(RuntimeError):
        store.append([event()], lambda: (_ for _ in ()).throw(RuntimeError()))
    assert len(store) == 0 and len(Store(tmp_path)) == 0


def test_a_full_disk_leaves_no_half_of_a_line(tmp_path, monkeypatch):
    store = Store(tmp_path)
    store.append([event()])
    real = os.write
    monkeypatch.setattr(os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(OSError, match="No space"):
        store.append([event(after="lost")])
    monkeypatch.undo()
    assert os.write is real and len(Store(tmp_path)) == 1 and not Store(tmp_path).bad


def _many(folder, name: str, count: int) -> None:
    store = Store(folder)
    for i in range(count):
        store.append([event(annotator=name, after=i)])


def test_processes_at_once_lose_nothing(tmp_path):
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_many, args=(tmp_path, f"w{n}", 25)) for n in range(4)]
    for w in workers:
        w.start()
    for w in workers:
        w.join(60)
    store = Store(tmp_path)
    assert not store.bad
    assert {n: [e.after for e in store.of("a", n)] for n in store.annotators()} == {f"w{n}": list(range(25)) for n in range(4)}


def test_files_merged_by_concatenation_are_in_order_of_time(tmp_path):
    times = iter([dt.datetime(2023, 1, 2, tzinfo=dt.UTC), dt.datetime(2023, 1, 1, tzinfo=dt.UTC)])
    store = Store(tmp_path, now=lambda: next(times))
    store.append([event(after="later")])
    store.append([event(after="earlier")])
    assert [e.after for e in Store(tmp_path).of("a")] == ["earlier", "later"]


def test_undo_and_undo_of_it():
    a, b = event(id="a" * 32), event(id="b" * 32, batch="c" * 32)
    back = event(id="d" * 32, action="undo", undoes="c" * 32)
    forth = event(id="e" * 32, action="undo", undoes=back.id)
    assert list(active([a, b])) == [a, b]
    assert list(active([a, b, back])) == [a]
    assert list(active([a, b, back, forth])) == [a, b]


# ------------------------------------------------------------------ applying

def test_nothing_said_changes_nothing(record):
    out, problems = corrected(record, [])
    assert out == record and not problems


def test_an_edited_field_is_in_the_record_and_confirmed(hoa, record):
    key = key_of(record, "deadlines")
    hoa.say("edit", "deadlines.date", key, before="2023-06-15", after="2023-06-16")
    out, problems = corrected(record, hoa.store.of(record.id))
    assert (out.deadlines[0].date, problems) == ("2023-06-16", [])
    assert [(c.path, c.by) for c in out.confirmed] == [("/deadlines/0", "Hoa"), ("/deadlines/0/date", "Hoa")]
    assert out.directives == record.directives


def test_links_follow_when_lists_grow_and_shrink(hoa, record):
    start, end = at(record.text, "trong năm 2023")
    hoa.say("add", "deadlines", "deadlines:+1", span=at(record.text, "Ngày 22/5/2023"),
            after={"relation": "in", "date": "2023-05-22", "start": None, "duration": None, "working_days": False, "recurrence": None})
    out, _ = corrected(record, hoa.store.of(record.id))
    assert [d.text for d in out.deadlines] == ["Ngày 22/5/2023", "trước ngày 15/6/2023"]
    assert out.directives[0].deadline == 1
    hoa.say("reject", "deadlines", key_of(record, "deadlines"))
    out, _ = corrected(record, hoa.store.of(record.id))
    assert len(out.deadlines) == 1 and out.directives[0].deadline is None
    assert start < end


def test_a_moved_border(hoa, record):
    start, end = at(record.text, "các xã, thị trấn phấn đấu tỷ lệ hồ sơ trực tuyến đạt tối thiểu 60%")
    key = key_of(record, "targets")
    hoa.say("edit", "targets.span", key, span=(end - len("đạt tối thiểu 60%"), end), before=list(record.targets[0].span), after=None)
    out, _ = corrected(record, hoa.store.of(record.id))
    assert out.targets[0].text == "đạt tối thiểu 60%" and out.targets[0].value == 60 and start


def test_corrections_survive_a_better_cleaner(hoa, record):
    """The cleaner drops a line and the extractor now finds a shorter clause: the correction holds."""
    hoa.say("edit", "deadlines.date", key_of(record, "deadlines"), before="2023-06-15", after="2023-06-16")
    hoa.say("reject", "targets", key_of(record, "targets"))
    hoa.say("edit", "directives.issuer", key_of(record, "directives"), before="Lò Văn Mẫu", after=None)
    text = record.text.partition("\n")[2]
    shift = len(record.text) - len(text)
    moved = record.model_copy(deep=True, update={"text": text})
    for rows in (moved.people, moved.directives, moved.deadlines, moved.targets):
        for row in rows:
            row.span = (row.span[0] - shift, row.span[1] - shift)
    moved.units[0].mentions = [(s - shift, e - shift) for s, e in moved.units[0].mentions]
    d = moved.directives[0]
    d.text = "rà soát thủ tục hành chính, hoàn thành trước ngày 15/6/2023"
    d.span = at(text, d.text)
    moved.check_spans()
    out, problems = corrected(moved, hoa.store.of(record.id))
    assert not problems
    assert (out.deadlines[0].date, out.targets, out.directives[0].issuer) == ("2023-06-16", [], None)
    assert len(out.directives) == 1 and out.directives[0].text.startswith("Phòng Nội vụ rà soát")


def test_a_correction_that_no_longer_fits_is_told(hoa, record):
    hoa.say("edit", "deadlines.date", key_of(record, "deadlines"), before="2023-06-15", after="2023-06-16")
    other = record.model_copy(update={"text": "Một bài khác.", **{name: [] for name in LISTS}})
    out, problems = corrected(other, hoa.store.of(record.id))
    assert out.deadlines == [] and [p.what for p in problems] == ["deadlines: trước ngày 15/6/2023"]


def test_a_person_s_entry_stands_though_the_machine_finds_it_no_more(hoa, record):
    hoa.say("accept", "targets", key_of(record, "targets"))
    out, _ = corrected(record.model_copy(update={"targets": []}), hoa.store.of(record.id))
    assert [t.text for t in out.targets] == ["tối thiểu 60%"] and out.targets[0].confidence == 1


def test_new_entries_of_the_machine_do_not_come_into_a_complete_list(hoa, record):
    hoa.finish()
    more = record.model_copy(update={"people": [*record.people, rec.Person(name="Văn phòng", span=at(record.text, "Văn phòng"))]})
    out, _ = corrected(more, hoa.store.of(record.id))
    assert [p.name for p in out.people] == ["Lò Văn Mẫu"]
    assert "/people" in {c.path for c in out.confirmed}


def test_values_a_record_may_not_hold_do_not_break_it(hoa, record):
    hoa.say("edit", "deadlines.date", key_of(record, "deadlines"), before="2023-06-15", after="mai")
    out, problems = corrected(record, hoa.store.of(record.id))
    assert out == record and "deadlines" in problems[0].why


def test_the_words_of_one_do_not_hide_those_of_the_other(hoa, record):
    minh = Person(hoa.store, record, "Minh")
    key = key_of(record, "directives")
    hoa.say("edit", "directives.kind", key, before="order", after="request")
    minh.say("edit", "directives.issuer", key, before="Lò Văn Mẫu", after="UBND huyện Mẫu Sơn")
    out, _ = corrected(record, hoa.store.of(record.id))
    assert (out.directives[0].kind, out.directives[0].issuer) == ("request", "UBND huyện Mẫu Sơn")
    minh.say("reject", "directives", key)
    assert replay(hoa.store.of(record.id)).disputed == [key]


def test_what_two_people_add_in_one_place_is_one_entry(hoa, record):
    minh = Person(hoa.store, record, "Minh")
    clause = {"issuer": None, "addressees": [], "partners": [], "kind": "order", "trigger": None, "targets": [], "confidence": 1.0}
    bound = {"relation": "in", "date": "2023-12-31", "start": None, "duration": None, "working_days": False, "recurrence": None}
    for who, end, kind in ((hoa, "thực hiện kết luận này", "order"), (minh, "kết luận này", "request")):
        n = who.name
        start = record.text.index("Văn phòng HĐND")
        who.say("add", "deadlines", f"deadlines:+{n}", span=at(record.text, "trong năm 2023"), after=bound)
        who.say("add", "directives", f"directives:+{n}", span=(start, record.text.index(end) + len(end)),
                after={**clause, "kind": kind, "deadline": f"deadlines:+{n}"})
    out, problems = corrected(record, hoa.store.of(record.id))
    assert not problems and len(out.deadlines) == 2 and len(out.directives) == 2
    assert (out.directives[1].kind, out.deadlines[out.directives[1].deadline].text) == ("request", "trong năm 2023")
    hoa.finish(), minh.finish()
    assert corrected_gold.judged(replay(hoa.store.of(record.id))) == set(LISTS)
    minh.say("reject", "directives", "directives:+Minh")
    assert len(corrected(record, hoa.store.of(record.id))[0].directives) == 1


def test_lines_of_the_page(make_source):
    from pipeline.clean import clean, labelled
    from pipeline.revise import page_text

    source = make_source(TEXT)
    page = page_text(labelled(source)[1])
    line = "Đồng chí cũng rủ các đơn vị giữ gìn vệ sinh nơi làm việc."
    assert line in clean(source).text
    start = page.index(line)
    kept = event(article="a", action="edit", field="lines", row="line:1", after="noise", target=target("a", page, start, start + len(line)))
    relabel = relabeller("a", replay([kept]))
    assert line not in clean(source, relabel).text and not relabel.problems
    gone = relabeller("a", replay([kept]))
    clean(make_source(TEXT.replace(line, "")), gone)
    assert len(gone.problems) == 1


def test_extract_applies_corrections_to_text_and_entries(tmp_path, make_source):
    from pipeline.run import analyse

    source = make_source(TEXT)
    machine = analyse(source)
    hoa = Person(Store(tmp_path), machine)
    key = key_of(machine, "deadlines")
    hoa.say("edit", "deadlines.date", key, before=machine.deadlines[0].date, after="2023-06-14")
    from dataclasses import replace
    out = analyse(replace(source, corrections=tuple(hoa.store.of(machine.id))))
    assert out.deadlines[0].date == "2023-06-14" and out.confirmed and not machine.confirmed
    lost = [e.model_copy(update={"target": target("a", "chuyện khác", 0, 11)}) for e in hoa.store.of(machine.id)]
    lost = [e.model_copy(update={"row": "deadlines:0:0"}) for e in lost]
    assert any("does not fit" in w for w in analyse(replace(source, corrections=tuple(lost))).warnings)


# ------------------------------------------------------------------ counting

def test_scores_of_corrected_articles(hoa, record):
    hoa.say("edit", "deadlines.date", key_of(record, "deadlines"), before="2023-06-15", after="2023-06-16")
    hoa.say("reject", "targets", key_of(record, "targets"))
    assert corrected_gold.evaluate_corrections([record], hoa.store).articles == 0, "nothing is complete yet"
    hoa.finish()
    found = corrected_gold.evaluate_corrections([record], hoa.store)
    scores = {name: s.value for name, s in found.scores.fields.items()}
    assert scores["deadlines"] == 0 and scores["targets %"] == 0 and scores["people"] == 1 and scores["directives"] == 1
    assert found.intervals["people"] == (1, 1)
    text = found.as_text(json.loads(found.as_json()))
    assert "0 errors gone, 0 new" in text
    better = record.model_copy(deep=True)
    better.deadlines[0].date = "2023-06-16"
    text = corrected_gold.evaluate_corrections([better], hoa.store).as_text(json.loads(found.as_json()))
    assert "+1.000" in text and "errors gone, 0 new" in text


def test_a_list_with_an_entry_left_unjudged_is_no_gold(hoa, record):
    hoa.say("complete", "people")
    assert corrected_gold.judged(replay(hoa.store.of(record.id))) == set()
    hoa.say("accept", "people", key_of(record, "people"))
    assert corrected_gold.judged(replay(hoa.store.of(record.id))) == {"people"}


def test_intervals_are_wider_where_articles_differ(make_record, record, tmp_path):
    store = Store(tmp_path)
    several = [record.model_copy(deep=True, update={"id": f"a{i}"}) for i in range(6)]
    for i, r in enumerate(several):
        who = Person(store, r)
        if i % 2:
            who.say("reject", "targets", key_of(r, "targets"))
        who.finish()
    found = corrected_gold.evaluate_corrections(several, store)
    low, high = found.intervals["targets %"]
    assert low < found.scores.fields["targets %"].value < high
    assert found.intervals["people"] == (1, 1)
    assert found.intervals == corrected_gold.evaluate_corrections(several, store).intervals


def test_training_takes_gold_and_corrections_and_refuses_the_test_split(hoa, record, tmp_path):
    hoa.say("edit", "deadlines.date", key_of(record, "deadlines"), before="2023-06-15", after="2023-06-16")
    hoa.finish()
    gold = tmp_path / "gold"
    gold.mkdir()
    for name in ("b", "kept-for-testing"):
        (gold / f"{name}.json").write_text(json.dumps({"people": []}), "utf-8")
    found = {e.name: e for e in corrected_gold.training_examples(gold, [record], hoa.store, {"kept-for-testing"})}
    assert sorted(found) == ["a", "b"]
    assert found["a"].record.deadlines[0].date == found["a"].gold["deadlines"][0]["date"] == "2023-06-16"
    assert found["a"].gold["directives"][0]["deadline"] == 0
    assert [e.name for e in corrected_gold.training_examples(gold, [record], hoa.store, {"a", "b", "kept-for-testing"})] == []
    with pytest.raises(corrected_gold.TestArticle):
        list(corrected_gold.training_examples(gold, [], hoa.store, {"b"}, only=["b"]))


def test_agreement(hoa, record):
    minh = Person(hoa.store, record, "Minh")
    minh.say("edit", "directives.kind", key_of(record, "directives"), before="order", after="request")
    minh.say("reject", "targets", key_of(record, "targets"))
    hoa.finish()
    minh.finish()
    pair = next(iter(agreement.agreement(hoa.store)))
    assert (pair.a, pair.b, pair.articles) == ("Hoa", "Minh", 1)
    assert pair.scores.fields["directives"].value == 1 and pair.scores.fields["directive.kind"].value == 0
    assert pair.scores.fields["targets %"].value == 0
    assert pair.labels["targets kept"] == (["True"], ["False"])
    assert pair.kappa("directives.kind") == 0  # one entry, two values: no better than chance
    assert pair.kappa("deadlines.relation") is None
    assert "F1" in pair.as_text()


def test_adjudication(hoa, record, tmp_path):
    minh = Person(hoa.store, record, "Minh")
    minh.say("edit", "directives.kind", key_of(record, "directives"), before="order", after="request")
    minh.say("reject", "targets", key_of(record, "targets"))
    hoa.finish()
    minh.finish()
    out = tmp_path / "gold"
    first = adjudicate([record], hoa.store, "Hoa", "Minh", {}, out)
    assert not first.written and not out.exists()
    assert [(c["list"], c["differ"]) for c in first.open] == [("directives", ["kind"]), ("targets", [])]
    decisions = {c["id"]: {"directives": "b", "targets": "none"}[c["list"]] for c in first.open}
    with pytest.raises(ValueError, match="no decision"):
        adjudicate([record], hoa.store, "Hoa", "Minh", dict.fromkeys(decisions, "c"), out)
    second = adjudicate([record], hoa.store, "Hoa", "Minh", decisions, out)
    gold = json.loads(second.written[0].read_text("utf-8"))
    assert (gold["directives"][0]["kind"], gold["directives"][0]["deadline"], gold["targets"]) == ("request", 0, [])
    assert second.written[0].with_suffix(".txt").read_text("utf-8").startswith("Phòng Nội vụ huyện Mẫu Sơn")


def test_rebuilding_from_entries_is_lossless(record):
    out, _ = rebuilt(record, merged(record, replay([]))[0], replay([]))
    assert out == record
    assert uuid.UUID(hex=event().id)


def test_the_clause_model_learns_from_what_annotators_completed_and_not_from_test_articles(tmp_path):
    page = tmp_path / "trang.txt"
    page.write_text(TEXT, "utf-8")
    machine = process(next(read([page])))
    store = Store(tmp_path / "corrections")
    learn = partial(corrected_articles, [machine], store, tmp_path / "gold", frozenset())
    assert learn() == []
    hoa = Person(store, machine)
    hoa.say("reject", "directives", key_of(machine, "directives"))
    hoa.finish()
    [article] = learn()
    refused = next(d.text for d in machine.directives)
    assert refused not in {d["text"] for d in article.gold["directives"]}
    said = [article.ctx.text[c.start:c.end] for c, label in zip(article.clauses, article.labels, strict=True) if LABELS[label] == "directive"]
    assert refused not in said and len(said) == len(article.gold["directives"])
    assert corrected_articles([machine], store, tmp_path / "gold", frozenset({"trang"})) == []
    page.write_text(TEXT + "\nThêm một dòng.\n", "utf-8")
    with pytest.raises(ValueError, match="gone or changed"):
        learn()
