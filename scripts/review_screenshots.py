"""Take the pictures of the annotators' guide again, after the page has changed.

usage: review_screenshots.py RECORDS    (records of corpus/; needs requirements-review.txt and Chromium)

Writes annotations/guide/*.png, in Vietnamese and in English. Look at them before committing.
"""
from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARTICLE = "DLIÊ YA"  # a short one with every kind of entry
OUT = Path("annotations/guide")


def main(records: Path) -> None:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for lang in ("vi", "en"):
            with tempfile.TemporaryDirectory() as corrections:
                server = subprocess.Popen([sys.executable, "-m", "pipeline", "review", str(records), "--corrections", corrections, "--port", str(port)],
                                          stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": "."})
                try:
                    while True:
                        try:
                            socket.create_connection(("127.0.0.1", port), 1).close()
                            break
                        except OSError:
                            time.sleep(0.3)
                    context = browser.new_context(viewport={"width": 1200, "height": 720})
                    url = f"http://127.0.0.1:{port}"
                    context.add_cookies([{"name": "review_who", "value": "Hoa", "url": url}, {"name": "review_lang", "value": lang, "url": url}])
                    take(context.new_page(), url, lang)
                    context.close()
                finally:
                    server.kill()
                    server.wait()
        browser.close()


def take(page: Page, url: str, lang: str) -> None:
    def shot(name: str) -> None:
        time.sleep(0.6)
        page.screenshot(path=OUT / f"{name}.{lang}.png")

    page.goto(url)
    shot("1-queue")
    page.click(f'#queue a:has-text("{ARTICLE}")')
    page.wait_for_selector("html[data-ready]")
    page.keyboard.press("5")
    shot("2-article")
    page.keyboard.press("e")
    shot("3-edit")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("6")
    page.keyboard.press("x")
    page.keyboard.press("/")
    page.keyboard.type("nop danh sach..ho ngheo")
    page.keyboard.press("Enter")
    shot("4-select")
    page.keyboard.press("4")
    page.wait_for_selector(".entry.added .form")
    shot("5-added")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_selector("#page .row")
    shot("6-page")
    page.keyboard.press("s")
    page.keyboard.press("?")
    shot("7-keys")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
