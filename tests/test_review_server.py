"""The page's server: what it keeps, what it refuses, whom it lets in."""
from __future__ import annotations

import json
import threading

import pytest
from review_article import TEXT
from review_server import HAS_WEB, NEEDS, Server, serving, stroke

from pipeline import records as rec
from pipeline.corrections import LISTS, Store
from pipeline.write import to_line

pytestmark = pytest.mark.skipif(not HAS_WEB, reason=f"the web server is not installed; {NEEDS}")


@pytest.fixture
def record(make_record) -> rec.Record:
    text = TEXT.rstrip()
    deadline, figure = "trước ngày 15/6/2023", "tối thiểu 60%"
    return make_record(text, title="Huyện Mẫu Sơn họp giao ban", published="2023-05-22",
                       deadlines=[rec.Deadline(text=deadline, relation="before", date="2023-06-15", span=(text.index(deadline), text.index(deadline) + len(deadline)))],
                       targets=[rec.Figure(text=figure, comparator=">=", value=60, unit="%", span=(text.index(figure), text.index(figure) + len(figure)), confidence=0.4)])


@pytest.fixture
def files(tmp_path, record):
    path = tmp_path / "records.jsonl"
    path.write_bytes(to_line(record))
    return path, tmp_path / "corrections"


def key(record: rec.Record) -> str:
    from pipeline.revise import digest
    return digest(record.id)[:16]


@pytest.fixture
def client(files):
    from starlette.testclient import TestClient

    from pipeline.review.server import make_app
    with TestClient(make_app(*files, hosts=frozenset({"127.0.0.1:8765"})), base_url="http://127.0.0.1:8765", follow_redirects=False) as c:
        c.cookies.set("review_who", "Hoa")
        c.headers["Origin"] = "http://127.0.0.1:8765"
        yield c


@pytest.fixture
def do(client, record):
    def do(*ops: dict, path: str = "do", expect: int = 200) -> dict:
        answer = client.post(f"/api/{key(record)}/{path}", json=stroke(*ops) if path == "do" else {"id": stroke()["id"], **(ops[0] if ops else {})})
        assert answer.status_code == expect, answer.text
        return answer.json()
    return do


def entry(view: dict, name: str) -> dict:
    return next(e for e in view["entries"] if e["list"] == name)


# ------------------------------------------------------------------ what can be done

def test_a_correction_is_on_disk_when_the_answer_comes(client, do, record, files):
    deadline = entry(client.get(f"/api/{key(record)}").json(), "deadlines")
    view = do({"action": "edit", "field": "deadlines.date", "row": deadline["key"], "before": "2023-06-15", "after": "2023-06-16"})
    assert entry(view, "deadlines")["values"]["date"] == "2023-06-16" and entry(view, "deadlines")["status"] == "edited"
    line = json.loads(next(files[1].glob("*.jsonl")).read_text("utf-8"))
    assert (line["article"], line["source_sha256"], line["field"], line["before"], line["after"], line["annotator"]) == \
        (record.id, record.source.sha256, "deadlines.date", "2023-06-15", "2023-06-16", "Hoa")
    quote, position = line["target"]["selector"]
    assert quote["exact"] == "trước ngày 15/6/2023" and record.text[position["start"]:position["end"]] == quote["exact"]
    assert quote["prefix"] and record.text[:position["start"]].endswith(quote["prefix"])


def test_an_added_entry_is_read_from_its_text(do, record):
    start = record.text.index("trong năm 2023")
    view = do({"action": "add", "field": "deadlines", "span": [start, start + len("trong năm 2023")]})
    added = [e for e in view["entries"] if e["status"] == "added"]
    assert [(e["values"]["relation"], e["values"]["start"], e["values"]["date"]) for e in added] == [("in", "2023-01-01", "2023-12-31")]
    start = record.text.index("94,74%")
    view = do({"action": "add", "field": "results", "span": [start, start + 6]})
    assert entry(view, "results")["values"]["value"] == 94.74


def test_undo_and_redo(do, client, record):
    target = entry(client.get(f"/api/{key(record)}").json(), "targets")
    do({"action": "reject", "field": "targets", "row": target["key"]})
    view = do(path="undo")
    assert entry(view, "targets")["status"] == "proposed" and not view["undo"] and view["redo"]
    view = do({"forth": True}, path="undo")
    assert entry(view, "targets")["status"] == "rejected" and view["undo"] and not view["redo"]
    view = do({"action": "note", "field": "", "after": "x"})
    assert not view["redo"]
    do(path="undo"), do(path="undo")
    assert "undo" in do(path="undo", expect=422)["error"]


def test_a_stroke_is_undone_as_one_and_an_article_is_done(do, client, record):
    view = client.get(f"/api/{key(record)}").json()
    ops = [{"action": "accept", "field": e["list"], "row": e["key"]} for e in view["entries"]]
    view = do(*ops, *({"action": "complete", "field": n} for n in ("meetings", "people", "units", "directives", "deadlines", "targets", "results", "documents")))
    assert view["done"] and "1/1" in client.get("/").text
    view = do(path="undo")
    assert not view["done"] and {e["status"] for e in view["entries"]} == {"proposed"}


def test_another_window_s_change_is_not_overwritten_unseen(do, client, record):
    deadline = entry(client.get(f"/api/{key(record)}").json(), "deadlines")
    edit = {"action": "edit", "field": "deadlines.date", "row": deadline["key"], "before": "2023-06-15"}
    do({**edit, "after": "2023-06-16"})
    assert do({**edit, "after": "2023-06-17"}, expect=409) == {"error": "stale"}
    do({**edit, "field": "deadlines.relation", "before": "before", "after": "by"})  # another field is no conflict


def test_asking_again_with_the_same_id_is_harmless(client, record, files):
    start = record.text.index("94,74%")
    body = stroke({"action": "add", "field": "results", "span": [start, start + 6]})
    for _ in range(2):
        answer = client.post(f"/api/{key(record)}/do", json=body)
        assert answer.status_code == 200 and len([e for e in answer.json()["entries"] if e["list"] == "results"]) == 1
    assert len(Store(files[1])) == 1


def test_each_annotator_sees_their_own(client, do, record):
    target = entry(client.get(f"/api/{key(record)}").json(), "targets")
    do({"action": "reject", "field": "targets", "row": target["key"]})
    client.cookies.set("review_who", "Minh")
    assert entry(client.get(f"/api/{key(record)}").json(), "targets")["status"] == "proposed"


def test_notes_and_fields_of_the_article(do):
    view = do({"action": "note", "field": "", "after": "Hỏi lại huyện"}, {"action": "edit", "field": "published", "before": "2023-05-22", "after": "2023-05-23"})
    assert view["notes"][0]["text"] == "Hỏi lại huyện" and view["plain"]["published"] == {"value": "2023-05-23", "edited": True}


def test_the_queue_puts_the_least_confident_first(tmp_path, make_record):
    from pipeline.review.desk import Desk, Op, Stroke
    lines = b""
    for name, sure in (("sure", 0.9), ("unsure", 0.3), ("none", None)):
        text = f"{name}: đạt 60%"
        figure = [rec.Figure(text="60%", comparator="=", value=60, unit="%", span=(len(text) - 3, len(text)), confidence=sure)] if sure else []
        lines += to_line(make_record(text, path=f"{name}/a.txt", title=name, targets=figure))
    (tmp_path / "r.jsonl").write_bytes(lines)
    desk = Desk(tmp_path / "r.jsonl", Store(tmp_path / "c"))
    assert [s.title for s, _, _ in desk.queue("Hoa")] == ["unsure", "sure", "none"]
    assert [s.title for s, _, _ in desk.queue("Hoa", field="targets", portal="sure")] == ["sure"]
    assert desk.queue("Hoa", field="people") == [] and desk.queue("Hoa", state="done") == []
    first = desk.queue("Hoa")[0][0].key
    ops = [Op(action="accept", field="targets", row=desk.view(first, "Hoa")["entries"][0]["key"]), *(Op(action="complete", field=n) for n in LISTS)]
    desk.do(first, "Hoa", Stroke(id="a" * 32, ops=ops))
    assert [(s.title, how) for s, how, _ in desk.queue("Hoa")] == [("sure", "new"), ("none", "new"), ("unsure", "done")]


def test_a_line_of_the_page_corrected_changes_the_text(tmp_path, monkeypatch):
    import pipeline
    from pipeline.review.desk import Desk, Op, Stroke
    from pipeline.run import analyse

    monkeypatch.chdir(tmp_path)
    (tmp_path / "bai.txt").write_text(TEXT, "utf-8")
    machine = next(iter(pipeline.extract("bai.txt")))
    (tmp_path / "r.jsonl").write_bytes(to_line(machine))
    desk = Desk(tmp_path / "r.jsonl", Store(tmp_path / "c"), analyse=analyse)
    lines = desk.page(key(machine), "Hoa")["lines"]
    number = next(i for i, line in enumerate(lines) if line["text"].startswith("Đồng chí cũng rủ"))
    assert lines[number]["kind"] == "body"
    deadline = next(e for e in desk.view(key(machine), "Hoa")["entries"] if e["list"] == "deadlines")
    desk.do(key(machine), "Hoa", Stroke(id="a" * 32, ops=[Op(action="accept", field="deadlines", row=deadline["key"])]))
    view = desk.do(key(machine), "Hoa", Stroke(id="b" * 32, ops=[Op(action="edit", field="lines", row=str(number), before="body", after="noise")]))
    assert "Đồng chí cũng rủ" not in view["text"] and not view["problems"]
    assert next(e for e in view["entries"] if e["list"] == "deadlines")["status"] == "accepted"
    assert desk.page(key(machine), "Hoa")["lines"][number] == {"text": lines[number]["text"], "kind": "noise", "machine": "body"}
    assert "Đồng chí cũng rủ" in desk.undo(key(machine), "Hoa", "c" * 32)["text"]
    (tmp_path / "bai.txt").write_text(TEXT + "\nThêm một dòng.", "utf-8")
    assert desk.page(key(machine), "Hoa") == {"available": False, "lines": []}, "another page than the record's"


@pytest.mark.parametrize(("text", "values"), [
    ("trong quý III/2023", ("in", "2023-07-01", "2023-09-30")), ("trước quý III/2023", ("before", None, "2023-09-30")),
    ("trước ngày 15/6", ("before", None, "2023-06-15")), ("sớm nhất có thể", ("by", None, None))])
def test_a_deadline_is_read_as_the_grammar_reads_it(text, values):
    from pipeline.review.reading import read_deadline
    found = read_deadline(text, "2023-05-22")
    assert (found["relation"], found["start"], found["date"]) == values


# ------------------------------------------------------------------ what is refused

@pytest.mark.parametrize("op", [
    {"action": "edit", "field": "deadlines.date", "before": "2023-06-15", "after": "mai"},
    {"action": "edit", "field": "deadlines.relation", "before": "before", "after": "quanh"},
    {"action": "edit", "field": "deadlines.text", "before": "trước ngày 15/6/2023", "after": "bịa"},
    {"action": "edit", "field": "deadlines.__class__", "before": None, "after": "x"},
    {"action": "edit", "field": "deadlines.span", "before": None, "span": [5, 5]},
    {"action": "accept", "field": "people"},
    {"action": "accept", "field": "nothing"},
    {"action": "add", "field": "people", "span": [0, 10**9]},
    {"action": "add", "field": "people", "span": [-5, 3]},
    {"action": "complete", "field": "byline"},
    {"action": "edit", "field": "id", "after": "x"},
    {"action": "edit", "field": "published", "after": "hôm qua"},
    {"action": "edit", "field": "byline", "after": "không phải danh sách"},
    {"action": "edit", "field": "lines", "row": "99999", "after": "body"},
    {"action": "edit", "field": "lines", "row": "../../etc/passwd", "after": "body"},
    {"action": "drop", "field": "people"},
    {"action": "accept", "field": "deadlines", "path": "/etc/passwd"},
])
def test_what_a_record_may_not_hold_is_refused_and_not_kept(client, record, files, op):
    view = client.get(f"/api/{key(record)}").json()
    op = {"row": entry(view, "deadlines")["key"], **op} if op["action"] != "add" else op
    if op["field"] == "deadlines.span":
        op["before"] = entry(view, "deadlines")["span"]
    answer = client.post(f"/api/{key(record)}/do", json=stroke(op))
    assert answer.status_code == 422, answer.text
    assert len(Store(files[1])) == 0


@pytest.mark.parametrize(("headers", "status"), [
    ({"Origin": "http://evil.example"}, 403), ({"Origin": "null"}, 403), ({"Origin": ""}, 403), ({"Host": "evil.example:8765"}, 421),
    ({"Host": "127.0.0.1"}, 421),
])
def test_requests_of_other_pages_are_refused(client, record, files, headers, status):
    answer = client.post(f"/api/{key(record)}/do", json=stroke({"action": "note", "field": "", "after": "x"}), headers=headers)
    assert answer.status_code == status and len(Store(files[1])) == 0
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_reading_across_sites_is_refused(client, record):
    assert client.get(f"/api/{key(record)}", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_large_and_broken_bodies(client, record):
    for content, status in ((b"x" * 2_000_000, 413), (b"nonsense", 422), (b"[]", 422), (b"[" * 100_000, 422), (b'{"id": "../x", "ops": []}', 422)):
        assert client.post(f"/api/{key(record)}/do", content=content).status_code == status


@pytest.mark.parametrize("path", ["/static/../server.py", "/static/..%2fserver.py", "/static/%2e%2e/desk.py", "/static//etc/passwd", "/article/..%2f..%2fetc%2fpasswd",
                                  "/api/..%2f..%2fetc", "/api/%00", "/article/x" + "y" * 5000])
def test_no_path_of_the_browser_reaches_a_file(client, path):
    assert client.get(path).status_code == 404


def test_without_a_name_nothing_is_shown(client, record):
    client.cookies.clear()
    assert client.get(f"/api/{key(record)}").status_code == 401
    assert client.get("/").headers["location"] == "/who"
    for name in ("", "\u202e\u200b", "x" * 81):
        assert client.post("/who", data={"name": name}).status_code == 403
    assert client.post("/who", data={"name": "Nguyễn Thị Mẫu", "lang": "en"}).status_code == 303
    assert "Nguyễn Thị Mẫu" in client.get("/").text and 'lang="en"' in client.get("/").text


def test_with_a_token_only_who_has_it(files, record):
    from starlette.testclient import TestClient

    from pipeline.review.server import make_app
    token = "một-mã-đủ-dài-để-tin"
    with TestClient(make_app(*files, hosts=frozenset({"a:1"}), token=token), base_url="http://a:1", follow_redirects=False) as c:
        c.headers["Origin"] = "http://a:1"
        c.cookies.set("review_who", "Hoa")
        assert c.get(f"/api/{key(record)}").status_code == 401
        assert c.post("/who", data={"name": "Hoa", "token": "sai"}).status_code == 403
        assert c.post("/who", data={"name": "Hoa", "token": token}).status_code == 303
        assert c.get(f"/api/{key(record)}").status_code == 200


def test_other_machines_only_with_a_token(files, monkeypatch):
    from pipeline.review.server import serve
    monkeypatch.delenv("REVIEW_TOKEN", raising=False)
    with pytest.raises(ValueError, match="token"):
        serve(*files, host="0.0.0.0")
    monkeypatch.setenv("REVIEW_TOKEN", "short")
    with pytest.raises(ValueError, match="short"):
        serve(*files, host="0.0.0.0")


def test_a_title_is_text_in_the_queue(tmp_path, make_record):
    from starlette.testclient import TestClient

    from pipeline.review.server import make_app
    (tmp_path / "r.jsonl").write_bytes(to_line(make_record("x", path='"><img onerror=x>/a.txt', title='</script><script>alert(1)</script>"><img src=x onerror=alert(1)>')))
    with TestClient(make_app(tmp_path / "r.jsonl", tmp_path / "c", hosts=frozenset({"a:1"})), base_url="http://a:1") as c:
        c.cookies.set("review_who", "<script>alert(2)</script>".replace("<", "%3C").replace(">", "%3E"))
        for page in (c.get("/").text, c.get("/article/" + key(make_record("x", path='"><img onerror=x>/a.txt'))).text):
            assert "<script>alert" not in page and "<img" not in page


# ------------------------------------------------------------------ what is kept

def test_a_killed_server_loses_nothing_that_it_confirmed(files, record):
    """1,000 saves from four clients; the server is killed twice in the middle of them."""
    per_client, clients = 250, 4
    confirmed: list[str] = []
    lock, stop = threading.Lock(), threading.Event()
    box: list[Server] = [Server(*files)]

    def work(who: str) -> None:
        for i in range(per_client):
            body = stroke({"action": "note", "field": "", "after": f"{who} {i}"})
            while not stop.is_set():
                try:
                    status, _ = box[0].call(f"/api/{key(record)}/do", body, who)
                except OSError:
                    stop.wait(0.05)
                    continue
                assert status == 200
                with lock:
                    confirmed.append(f"{who} {i}")
                break

    threads = [threading.Thread(target=work, args=(f"w{n}",)) for n in range(clients)]
    try:
        for t in threads:
            t.start()
        for limit in (300, 700):
            while len(confirmed) < limit and any(t.is_alive() for t in threads):
                stop.wait(0.01)
            box[0].kill()
            known = set(confirmed)
            store = Store(files[1])
            assert known <= {e.after for e in store.of(record.id)}, "a confirmed save is not there"
            assert not store.bad
            box[0] = Server(*files)
        for t in threads:
            t.join(240)
    finally:
        stop.set()
        box[0].kill()
    store = Store(files[1])
    kept = [e.after for e in store.of(record.id)]
    assert sorted(kept) == sorted(f"w{n} {i}" for n in range(clients) for i in range(per_client)), "something was lost or done twice"
    for path in files[1].glob("*.jsonl"):
        for line in path.read_bytes().split(b"\n")[:-1]:
            json.loads(line)


def test_it_starts_and_answers(files, record):
    with serving(*files) as server:
        assert server.call(f"/api/{key(record)}/version")[1] == {"version": 0}
