"""Count the keys that a set of corrections takes on the annotators' page.

usage: review_keystrokes.py URL    (of a page serving the records of corpus/, see make review)

One article, as an annotator without a mouse would do it: move a deadline by a day, reject a target,
add a directive with its addressee and deadline, say that all the rest is right. Run it against a
server with a corrections folder of its own: it makes corrections.
"""
from __future__ import annotations

import shutil
import sys
import time

from playwright.sync_api import Page, sync_playwright

ARTICLE = "DLIÊ YA"


class Hand:
    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)
            time.sleep(0.12)

    def type(self, text: str) -> None:
        self.count += len(text)
        self.page.keyboard.type(text)


def main(url: str) -> None:
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1366, "height": 768})
        context.add_cookies([{"name": "review_who", "value": "Counting", "url": url}])
        page = context.new_page()
        page.goto(url)
        page.click(f'#queue a:has-text("{ARTICLE}")')
        page.wait_for_selector("html[data-ready]")
        hand = Hand(page)
        hand.press("5", "e")
        hand.type("14/11")
        hand.press("Enter", "6", "x", "/")
        hand.type("nop d..ngheo")
        hand.press("Enter", "4")
        page.wait_for_selector(".entry.added .form")
        hand.press("Tab", "Backspace")
        hand.type("truong c..buon")
        hand.press("Enter")
        time.sleep(0.4)
        hand.press("Tab", "Tab", "Tab")
        hand.type("ch")
        hand.press("Enter", "M")
        page.wait_for_selector("#b-rest:disabled")
        print(f"{hand.count} keys, no mouse; {page.inner_text('#counts')}")
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
