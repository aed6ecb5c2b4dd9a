"""A whole correction in a real browser, by keyboard; articles that attack; large articles."""
from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest
from review_article import TEXT
from review_server import CHROMIUM, HAS_PLAYWRIGHT, HAS_WEB, NEEDS, ROOT, serving

from pipeline import read_records, records as rec
from pipeline.corrections import Store
from pipeline.write import to_line

pytestmark = [pytest.mark.skipif(not (HAS_WEB and HAS_PLAYWRIGHT), reason=f"the web server or Playwright is not installed; {NEEDS}"),
              pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed; apt-get install chromium")]


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright
    with sync_playwright() as p:
        b = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield b
        b.close()


class Window:
    """A window of the page, with its keys counted and its errors kept."""

    def __init__(self, browser, server, who: str = "Hoa", context=None, size=(1366, 768), lang: str = "vi") -> None:
        self.context = context or browser.new_context(viewport={"width": size[0], "height": size[1]}, service_workers="block")
        self.context.add_cookies([{"name": "review_who", "value": who, "url": server.url}, {"name": "review_lang", "value": lang, "url": server.url}])
        self.page, self.server, self.errors, self.keys = self.context.new_page(), server, [], 0
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("console", lambda m: m.type == "error" and "409" not in m.text and "422" not in m.text and self.errors.append(m.text))
        self.page.on("dialog", lambda d: (self.errors.append("dialog: " + d.message), d.dismiss()))

    def open(self):
        self.page.goto(self.server.url + "/")
        self.press("Enter")  # the first article has the focus
        self.page.wait_for_selector("html[data-ready]")
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def until(self, js: str, arg: object = None) -> None:
        """Wait until a JavaScript expression holds. (Playwright's own waiting needs eval, which the page forbids.)"""
        end = time.monotonic() + 20
        while not self.page.evaluate(js, arg):
            assert time.monotonic() < end, f"never: {js}"
            time.sleep(0.05)

    def saved(self) -> None:
        self.until("/^(Đã lưu|Saved)/.test(document.getElementById('saved').textContent)")

    def entries(self, status: str) -> list[str]:
        return self.page.eval_on_selector_all(f".entry.{status} .what", "all => all.map(e => e.textContent)")

    def wait_entry(self, status: str, count: int) -> None:
        self.until("([s, n]) => document.querySelectorAll(`.entry.${s}`).length === n", [status, count])


def command(*args: str, cwd) -> str:
    done = subprocess.run([sys.executable, "-m", "pipeline", *map(str, args)], cwd=cwd, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
                          capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 3), done.stderr
    return done.stdout


def test_a_whole_correction_by_keyboard(browser, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "mau-son.txt").write_text(TEXT, "utf-8")
    command("extract", "corpus", "--out", "records.jsonl", cwd=tmp_path)
    machine = next(iter(read_records(tmp_path / "records.jsonl")))
    assert len(machine.deadlines) == 2 and machine.targets, "the article was written to have them"
    with serving_in(tmp_path) as server:
        window = Window(browser, server).open()
        page = window.page
        # fix a deadline: jump to the list by number, edit its first field, the day
        window.press("5", "e")
        window.type("14/6/2023")
        window.press("Enter")
        window.saved()
        window.wait_entry("edited", 1)
        # reject a target, and say why
        window.press("6", "X")
        window.type("là kết quả")
        window.press("Enter")
        window.wait_entry("rejected", 1)
        # add a directive: find its first and last words, take it into list 4, close its form
        before = len(page.query_selector_all(".entry"))
        window.press("/")
        window.type("ru cac..lam viec")
        window.press("Enter", "4")
        window.wait_entry("added", 1)
        window.press("Escape")
        window.saved()
        assert window.entries("added") == ["rủ các đơn vị giữ gìn vệ sinh nơi làm việc"]
        assert len(page.query_selector_all(".entry")) == before + 1
        # move its start by a word, twice, and take one step back
        window.press("{", "{", "[")
        window.until("document.querySelector('.entry.added .what').textContent.startsWith('các đơn vị')")
        window.saved()
        page.reload()
        page.wait_for_selector("html[data-ready]")
        assert window.entries("added") == ["các đơn vị giữ gìn vệ sinh nơi làm việc"]
        assert window.entries("edited") == [machine.deadlines[0].text] and window.entries("rejected") == [machine.targets[0].text]
        # two windows at once: the second takes in what the first does, and neither overwrites the other
        other = Window(browser, server, context=window.context).open()
        window.press("5", "e")  # the next deadline that nobody judged
        window.type("16/6/2023")
        window.press("Enter")
        window.saved()
        other.until("[...document.querySelectorAll('.entry.edited .more')].some(e => e.textContent.includes('2023-06-16'))")
        other.press("M")
        other.until("document.getElementById('counts').textContent.startsWith('✓')")
        window.until("document.getElementById('counts').textContent.startsWith('✓')")
        other.press("u")
        window.until("!document.getElementById('counts').textContent.startsWith('✓')")
        window.press("M")
        window.until("document.getElementById('counts').textContent.startsWith('✓')")
        assert window.errors == other.errors == []
        window.context.close()
    # what it was for
    assert [e.reason for e in Store(tmp_path / "corrections").of(machine.id) if e.action == "reject"] == ["là kết quả"]
    told = command("evaluate-corrections", "records.jsonl", "--corrections", "corrections", "--last", "last.json", "--errors", cwd=tmp_path)
    assert "1 corrected articles" in told and "2023-06-16" in told
    command("extract", "corpus", "--out", "corrected.jsonl", "--with-corrections", "--corrections", "corrections", cwd=tmp_path)
    record = next(iter(read_records(tmp_path / "corrected.jsonl")))
    assert [d.date for d in record.deadlines] == ["2023-06-14", "2023-06-16"] != [d.date for d in machine.deadlines]
    assert machine.targets[0].text not in [t.text for t in record.targets]
    assert "các đơn vị giữ gìn vệ sinh nơi làm việc" in [d.text for d in record.directives]
    assert {"/deadlines/0/date", "/deadlines", "/directives", "/targets"} <= {c.path for c in record.confirmed}


def serving_in(folder):
    return serving(folder / "records.jsonl", folder / "corrections", cwd=folder)


HOSTILE = """<script>document.title = "taken"</script>
"><img src=x onerror="document.title = 'taken'"> {{ 7 * 7 }} ${1+1} <b>đậm</b> </script> <!-- </p>
Đảo chiều \u202eược ngưhc\u202c và \u2066cô lập\u2069, ẩn \u200b\ufeff, cuối.
Giao Phòng Nội vụ rà soát 😀 trước ngày 15/6/2023 và 😀 báo cáo."""


def test_an_article_full_of_markup_is_shown_as_text(browser, tmp_path, make_record):
    text = HOSTILE + "\n" + "một hai ba bốn năm " * 55_000  # a line of 1 MB
    deadline = "trước ngày 15/6/2023"
    start = text.index(deadline)
    record = make_record(text, title=HOSTILE.split("\n")[1], path='a"><img src=x onerror=alert(1)>/a.txt', published="2023-05-22",
                         deadlines=[rec.Deadline(text=deadline, relation="before", date="2023-06-15", span=(start, start + len(deadline)))],
                         people=[rec.Person(name=HOSTILE[:20], title="<script>x</script>", span=(0, 20))])
    (tmp_path / "records.jsonl").write_bytes(to_line(record))
    with serving_in(tmp_path) as server:
        window = Window(browser, server)
        window.page.goto(server.url)
        assert window.page.query_selector("#queue img") is None
        window.open()
        page = window.page
        assert page.title().startswith('"><img') and "taken" not in page.title()[:7]
        assert page.query_selector("#article script, #article img, #article b, #entries script") is None
        assert page.inner_text("#article p:nth-child(1)") == HOSTILE.split("\n")[0]
        assert page.text_content("#article p:nth-child(2)") == HOSTILE.split("\n")[1]
        # direction marks are shown by their number and do not turn the line round
        assert page.eval_on_selector_all("#article p:nth-child(3) .control", "all => all.map(e => e.dataset.code)") == \
            ["U+202E", "U+202C", "U+2066", "U+2069", "U+200B", "U+FEFF"]
        assert "\u202e" not in page.text_content("#article")
        assert len(page.text_content("#article p:nth-child(5)")) >= 10 ** 6
        # offsets hold behind what JavaScript counts double
        assert page.text_content("mark.deadlines") == deadline
        window.press("5", "]")
        window.until("document.querySelector('.entry.edited .what')?.textContent.endsWith('2023 và')")
        window.saved()
        assert window.errors == []
        window.context.close()
    event = Store(tmp_path / "corrections").of(record.id)[0]
    assert event.target.exact == deadline + " và" and record.text[slice(*event.target.span)] == event.target.exact


def test_selecting_with_the_mouse_adds_what_was_selected(browser, tmp_path, make_record):
    text = "Tiêu đề của bài\nGiao 😀 các xã \u200brà soát nhà dột trước mùa mưa."
    (tmp_path / "records.jsonl").write_bytes(to_line(make_record(text)))
    with serving_in(tmp_path) as server:
        window = Window(browser, server).open()
        box = window.page.evaluate("""() => { const p = document.querySelectorAll('#article p')[1]; const r = document.createRange();
            const walk = document.createTreeWalker(p, NodeFilter.SHOW_TEXT); let n, all = []; while ((n = walk.nextNode())) all.push(n);
            r.setStart(all[0], all[0].data.indexOf('các')); r.setEnd(all[1], all[1].data.indexOf(' trước'));
            const [a, b] = [r.getClientRects()[0], [...r.getClientRects()].pop()]; return [a.left + 1, a.top + 8, b.right, b.top + 8]; }""")
        window.page.mouse.move(box[0], box[1])
        window.page.mouse.down()
        window.page.mouse.move(box[2], box[3], steps=5)
        window.page.mouse.up()
        window.page.click("#selection button:nth-of-type(4)")
        window.wait_entry("added", 1)
        window.saved()
        assert window.errors == []
        window.context.close()
    event = Store(tmp_path / "corrections").of("a.txt")[0]
    assert event.target.exact == "các xã \u200brà soát nhà dột"


@pytest.fixture(scope="module")
def large():
    """20,000 characters, 200 records."""
    sentence = "Đồng chí yêu cầu các phòng, ban rà soát hồ sơ và báo cáo trước ngày 15/6/2023, bảo đảm tỷ lệ đạt tối thiểu 60%.\n"
    text = ("Huyện Mẫu Sơn họp giao ban\n" + sentence * 200)[:20_000]
    directives, deadlines, targets = [], [], []
    at = 0
    while len(directives) + len(deadlines) + len(targets) < 200 and (at := text.find("các phòng", at + 1)) > 0:
        end = text.find(".\n", at)
        if end < 0:
            break
        due, figure = text.find("trước ngày", at), text.find("tối thiểu", at)
        directives.append(rec.Directive(text=text[at:end], kind="order", deadline=len(deadlines), targets=[len(targets)], span=(at, end), confidence=0.5))
        deadlines.append(rec.Deadline(text=text[due:due + 20], relation="before", date="2023-06-15", span=(due, due + 20)))
        targets.append(rec.Figure(text=text[figure:end], comparator=">=", value=60, unit="%", span=(figure, end), confidence=0.5))
    return text, {"directives": directives, "deadlines": deadlines, "targets": targets}


def test_a_large_article_is_fast(browser, tmp_path, make_record, large):
    text, lists = large
    assert len(text) == 20_000 and sum(map(len, lists.values())) >= 200
    (tmp_path / "records.jsonl").write_bytes(to_line(make_record(text, published="2023-05-22", **lists)))
    with serving_in(tmp_path) as server:
        window = Window(browser, server)
        begun = time.perf_counter()
        window.open()
        opened = time.perf_counter() - begun
        stepped = window.page.evaluate("""async () => { const begun = performance.now();
            for (let i = 0; i < 20; i++) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
            return (performance.now() - begun) / 20; }""")
        window.press("a")
        window.saved()
        window.context.close()
    # Seconds to open and milliseconds a key: alone 2 and 50, on a busy machine several times that. What
    # the bound is for is a page that lays out the whole article at every key, which takes seconds each.
    assert opened < 30 and stepped < 1000, (opened, stepped)
    print(f"opened in {opened:.2f} s, {stepped:.0f} ms a key")


def test_it_can_be_used_without_seeing_it(browser, tmp_path, make_record, large):
    text, lists = large
    (tmp_path / "records.jsonl").write_bytes(to_line(make_record(text[:600], deadlines=[d for d in lists["deadlines"] if d.span[1] < 600], published="2023-05-22")))
    with serving_in(tmp_path) as server:
        window = Window(browser, server).open()
        page = window.page
        window.press("e")
        unnamed = page.evaluate("""() => [...document.querySelectorAll('button, input, select, a, [role=dialog], section, aside')].filter(e => !e.closest('[hidden]') && !(
            e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.textContent.trim() || (e.id && document.querySelector(`label[for="${e.id}"]`)) || e.closest('label')))
            .filter(e => e.offsetParent !== null).map(e => e.outerHTML.slice(0, 200))""")
        assert unnamed == []
        assert page.evaluate("document.activeElement.id") == "f-date"
        window.press("Escape")
        assert "Thời hạn 1/" in page.evaluate("document.activeElement.getAttribute('aria-label')")
        assert page.get_attribute("html", "lang") == "vi"
        # contrast of all text that is shown, by the WCAG formula
        poor = page.evaluate("""() => { const lum = c => { const v = c.map(x => (x /= 255) <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
            const rgb = s => s.match(/[\\d.]+/g).map(Number); const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c.length === 3 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
            return [...document.querySelectorAll('body *')].filter(e => e.offsetParent && !e.disabled && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => { const a = lum(rgb(getComputedStyle(e).color).slice(0, 3)), b = lum(ground(e)); return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.outerHTML.slice(0, 120)]; }).filter(([r]) => r < 4.5); }""")
        assert poor == []
        # keys of one letter can be switched off, for who speaks to the computer
        window.press("?")
        page.uncheck("#keys-on")
        window.press("Escape")
        window.press("a")
        time.sleep(0.3)
        assert window.entries("accepted") == [] and window.errors == []
        window.context.close()
    assert not list(tmp_path.glob("corrections/*.jsonl"))


def test_nothing_is_said_to_be_saved_while_the_server_is_gone(browser, tmp_path, make_record):
    text = "Tiêu đề\nNộp báo cáo trước ngày 15/6/2023."
    start = text.index("trước")
    (tmp_path / "records.jsonl").write_bytes(to_line(make_record(text, deadlines=[rec.Deadline(text="trước ngày 15/6/2023", relation="before", date="2023-06-15", span=(start, start + 20))])))
    with serving_in(tmp_path) as server:
        window = Window(browser, server).open()
        server.kill()
        window.press("a")
        window.page.wait_for_selector("#saved.failed")
        assert "CHƯA LƯU" in window.page.inner_text("#saved")
        with serving(tmp_path / "records.jsonl", tmp_path / "corrections", port=server.port):
            window.saved()
            window.context.close()
    assert [e.action for e in Store(tmp_path / "corrections").of("a.txt")] == ["accept"]
    assert json.loads(next((tmp_path / "corrections").glob("*.jsonl")).read_text("utf-8"))["annotator"] == "Hoa"
