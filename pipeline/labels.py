"""Which lines of a page are its article: one label for every line.

The text is found first, as the run of lines in which sentences outweigh everything else; the
headline, dates and bylines are then looked for where they stand in relation to it. Only general
features decide (length, full stops, links, position, repetition, words of menus); no rule names
a site. Weights were set on portal pages so that a heading over other news is crossed only when
more text than a long paragraph follows it.
"""
from __future__ import annotations

from collections import Counter

import regex

from pipeline.byline import labelled, signed
from pipeline.lines import LABELS, features, model
from pipeline.rows import Row, key_of

# A lead opens with a day or with the portal's name in brackets, a headline with a day and a colon at most.
_OPENING = regex.compile(r"^\W*(?:(?:(?:sáng|trưa|chiều|tối)\s(?:ngày\s)?|ngày\s)\d[\d/.-]*+(?!\s?:)|\([^()]{2,30}\)\s?[-–])", regex.IGNORECASE)
# A heading over other news ends the article, unless what follows weighs more than this many
# characters of sentences: boxes of related news inside an article are followed by the rest of it.
_BARRIER = 500
_ABOVE = 14  # lines above the text in which the headline is looked for
# What the model decides: of 17 such lines on 450 real pages it calls 3 captions from this probability
# on, all of them; below stand beginnings of sentences, above this length leads without a full stop.
_SURE, _NAMED = 0.85, 120
_BELOW = 14  # lines below the text in which captions and bylines are looked for


def label(rows: list[Row], known_title: str | None = None) -> int | None:
    """Set ``kind`` of every row; returns the index of the headline's row, or ``None``.
    ``known_title`` is what the page's metadata or the input says the headline is."""
    for row in rows:
        row.kind = "noise"
    _trust_paragraphs(rows)
    run = _main_run(rows)
    if run is None:
        return None
    first, last = run = _over_box(rows, run[0]), run[1]
    title = _headline(rows, first, known_title)
    _inside(rows, first, last)
    _pictures_after(rows, first, last)
    if title is not None:
        _mark_title(rows, title, first, last)
        first = min(first, title)
    _above(rows, title, first, run[0])
    _below(rows, run[0] if title is None else title + 1, last)
    _doubtful(rows)
    return title


def _doubtful(rows: list[Row]) -> None:
    """Someone of rank and no sentence, not known as a caption by its words: what the model says."""
    doubtful = [i for i, r in enumerate(rows) if r.kind == "body" and r.person and not r.ended and not r.item and r.size <= _NAMED]
    if not doubtful or (trained := model()) is None:
        return
    for i, found in zip(doubtful, trained.probabilities(features(rows, doubtful))):
        if found[LABELS.index("caption")] >= _SURE:
            rows[i].kind = "caption"


def _trust_paragraphs(rows: list[Row]) -> None:
    """Classes lie ("left" is where some sites put the article): an element that holds more
    paragraphs than links is no furniture, whatever it is called."""
    balance: Counter[int] = Counter()
    for row in rows:
        if row.furniture:
            balance[row.furniture] += row.size if row.sentence and not row.imprint else -int(row.size * row.link)
    # 400: two paragraphs; footers and teasers hold less
    trusted = {number for number, size in balance.items() if size >= 400}
    for row in rows:
        if row.furniture in trusted:
            row.furniture = 0


def _weight(row: Row) -> float:
    if row.others or row.imprint:
        return -_BARRIER
    if row.noise:
        return -30 if row.furniture else -12
    if row.link > 0.5:
        return -20 - row.size
    if row.sentence:
        # headlines of over 150 characters are not unheard of
        doubtful = row.furniture or not row.ended and row.size < 220
        return min(row.size, 600) * (0.4 if doubtful else 1)
    if row.furniture:
        return -10 - row.size * 0.3
    if row.item and row.size >= 25 or row.field and row.size >= 60:
        return min(row.size, 300) * 0.5
    # cells of a table among paragraphs are short by nature
    return -6 if row.row else -12


def _main_run(rows: list[Row]) -> tuple[int, int] | None:
    """The run of rows with the greatest weight; ``None`` if none weighs anything. It begins with a
    sentence: news tickers look like items of a list."""
    best, best_run = 0.0, None
    total, start = 0.0, 0
    sentences = any(r.sentence for r in rows)
    for i, row in enumerate(rows):
        if total <= 0:
            if sentences and not row.sentence:
                continue
            total, start = 0.0, i
        # a summary under the link to its article is worth little: lists consist of them
        total += _weight(row) * (0.2 if row.sentence and i and _linked(rows[i - 1]) else 1)
        if total > best:
            best, best_run = total, (start, i)
    return best_run


def _over_box(rows: list[Row], first: int) -> int:
    """The text's beginning: above a box of related news that stands right before the run, where
    sentences stand there (a lead too short to outweigh the box by itself)."""
    box = next((i for i in range(first - 1, max(-1, first - 15), -1) if rows[i].related), None)
    if box is None:
        return first
    total, best, start = 0.0, 0.0, first
    for i in range(box - 1, max(-1, box - 20), -1):
        if rows[i].others:
            break
        total += _weight(rows[i])
        if total > best and rows[i].sentence:
            best, start = total, i
    return start


def _linked(row: Row) -> bool:
    return row.link > 0.5 and row.size >= 25


def _headline(rows: list[Row], first: int, known: str | None) -> int | None:
    """The row most like a headline, at the head of the text or above it."""
    repeated = Counter(r.key for r in rows if r.link < 0.5)  # links to a section name it too
    known_key = key_of(known) if known else ""
    boxed = _boxed(rows, first)
    best, best_at = 0.0, None
    passed = 0
    for i in range(min(first, len(rows) - 1), max(-1, first - 40), -1):
        row = rows[i]
        if passed > _ABOVE:
            break
        if i != first and (row.sentence and row.size > 200):
            break
        passed += not row.noise
        score = _title_score(row, first - i, repeated[row.key], known_key) - 3 * (i in boxed)
        if score > best:
            best, best_at = score, i
    return best_at


def _boxed(rows: list[Row], first: int) -> set[int]:
    """Rows above the text that stand under a heading over related news."""
    out: set[int] = set()
    inside = False
    for i in range(max(0, first - 60), first):
        inside = rows[i].related or inside and not rows[i].sentence and not rows[i].heading
        if inside:
            out.add(i)
    return out


def _title_score(row: Row, distance: int, count: int, known: str) -> float:
    text = row.text.text
    words = len(text.split())
    same = bool(known) and len(row.key) >= 12 and (row.key in known or known in row.key)
    # a profile may have met the headline in a list of news
    if row.noise and not row.recurs or not 12 <= row.size <= 300 or words < 3 or (row.stamp and not same):
        return 0
    if row.hint in ("date", "byline", "caption") and not same and not row.heading:
        return 0
    if labelled(text) or (row.item and not row.heading and not row.markdown):
        return 0
    score = 3.0 - 0.4 * min(distance, 6)
    marked = row.heading or row.hint == "title" or row.markdown == "#"
    if same:
        score += 6
    if row.heading or row.markdown == "#":
        score += 2.5 if row.heading in (0, 1, 2) else 1.5
    if row.hint == "title":
        score += 2
    if count > 1 and row.link < 0.5:
        score += 1.5
    if text[-1] in ".;:,":
        score -= 1 if marked else 3
    if sum(c.isalpha() or c.isspace() for c in text) < 0.6 * row.size:
        score -= 3
    if row.link > 0.5 and not same:
        score -= 4
    if row.furniture and not same:
        score -= 2
    if row.photo or row.recurs and not same:
        score -= 3
    if text.count("|") >= 3:  # a menu
        score -= 3
    if not same:
        # names of sections are short
        score -= 1.5 * (words < 5) + (row.size < 30)
    # leads without a full stop are longer than headlines; labels and values are no headlines
    score -= 1.5 * (row.size > 140) + 1.5 * (row.size > 200) + 2 * (row.field and row.size > 120)
    if distance == 0 and not marked and row.sentence and text[-1] not in "?!":
        score -= 3
    if _OPENING.match(text) and not same and (not row.heading or row.size > 100):
        score -= 3
    return score


def _mark_title(rows: list[Row], title: int, first: int, last: int) -> None:
    key = rows[title].key
    for i in range(max(0, title - 12), min(len(rows), last + 1)):
        # the headline repeated, whole or cut off, above the text or at its head
        other = rows[i].key
        if other == key and (i <= first + 3 or rows[i].heading or rows[i].markdown == "#"):
            rows[i].kind = "title"
    rows[title].kind = "title"


def _inside(rows: list[Row], first: int, last: int) -> None:
    boxed = False  # under a heading over other news
    for i in range(first, last + 1):
        row = rows[i]
        if row.others or row.imprint:
            boxed = True
            continue
        if boxed:
            if not row.sentence or row.furniture:
                continue
            boxed = False
        if i > first and row.key == rows[i - 1].key:
            continue
        if not row.furniture and (row.contact or row.number and row.row and row.key):
            row.kind = "body"
            continue
        if row.noise or (row.link > 0.5 and not row.item) or (row.furniture and not row.sentence):
            continue
        if row.stamp and _own_stamp(row, min(i - first, last - i)):
            row.kind = "date"
        elif labelled(row.text.text):
            row.kind = "byline"
        elif _caption(rows, i):
            row.kind = "caption"
        else:
            row.kind = "body"


def _pictures_after(rows: list[Row], first: int, last: int) -> None:
    """Under a byline come pictures ("Một số hình ảnh tại hội nghị"): short lines there are captions,
    where one of them certainly is."""
    byline = next((i for i in range(last, first, -1) if rows[i].kind == "byline"), None)
    if byline is None:
        return
    after = [r for r in rows[byline + 1:last + 1] if r.kind in ("body", "caption")]
    if any(r.kind == "caption" for r in after) and all(r.size <= 300 for r in after):
        for row in after:
            row.kind = "caption"


def _own_stamp(row: Row, depth: int) -> bool:
    """Whether a stamp among the paragraphs is the page's: at either end of them, and not a day that
    heads a part of the text ("Ngày 12/7/2019:")."""
    return row.size <= 70 and (row.stamp.own or depth <= 2 and (row.stamp.timed or row.hint == "date")
                               or depth == 0 and row.text.text[0].isdigit())


def _caption(rows: list[Row], i: int) -> bool:
    """Text of a picture: by its class, its credit, or by standing under one and being short."""
    row = rows[i]
    if row.size > 400 or row.item:
        return False
    if row.hint == "caption":
        return True
    under = row.after_image or (i > 0 and rows[i - 1].image)
    if row.photo:
        return row.size <= 250 or under or not row.ended
    if row.markdown == "*":
        return row.size <= 250 and not row.ended and not row.text.text[:1].isdigit()
    if row.heading or row.bold and row.size <= 90 and not row.scene:
        return False
    if _OPENING.match(row.text.text) or row.text.text[0].islower() or row.hint == "lead":
        return False
    if under and row.size <= 200:
        # in text, where the address of the picture stands above, also one whole sentence
        return row.scene or not row.ended or rows[i - 1].image and row.size <= 150 and ". " not in row.text.text
    return row.scene and 15 <= row.size <= 200


def _above(rows: list[Row], title: int | None, first: int, run: int) -> None:
    """Between the headline and the text; and a date right above the headline."""
    if title is None:
        for i in range(max(0, run - 3), run):
            if rows[i].stamp and not rows[i].stamp.banner:
                rows[i].kind = "date"
        return
    boxed = _boxed(rows, run)
    begun = False  # a line of the text has been met
    for i in range(title + 1, run):
        row = rows[i]
        if i in boxed or row.kind == "title" or row.others or row.url:
            continue
        if row.stamp and (row.stamp.own or row.stamp.timed or not row.stamp.rest or row.hint == "date") and not begun:
            row.kind = "date"
        elif row.noise or row.link > 0.5 or row.furniture and not (row.hint == "lead" and row.sentence):
            continue
        elif labelled(row.text.text) or row.hint == "byline":
            row.kind = "byline"
        elif _caption(rows, i):
            row.kind = "caption"
        elif row.size >= 40 or row.heading or row.hint == "lead" or row.item:
            row.kind = "body"
        elif row.scene:
            row.kind = "caption"
        elif signed(row.text.text):
            row.kind = "byline"
        elif row.ended or begun:
            row.kind = "body"
        begun = begun or row.kind == "body"
    for i in range(title - 1, max(-1, title - 4), -1):
        row = rows[i]
        # with a weekday, and lines between, it is the day of the visit
        if row.stamp and not row.stamp.banner and (i == title - 1 or row.stamp.own or not row.stamp.weekday):
            row.kind = "date"
            break


def _signs(row: Row) -> bool:
    return not row.noise and (labelled(row.text.text) or signed(row.text.text))


def _below(rows: list[Row], first: int, last: int) -> None:
    """Captions, bylines and dates under the text, to the first heading over other news."""
    def _continues(above: Row, row: Row) -> bool:
        # the second line of a caption, or the next picture's
        return above.kind == "caption" and not above.ended and not row.gap and row.size <= 250 and not row.dated and (
            above.size >= 40 or row.person)

    # a text of labels and values ends in some that are short
    fields = sum(r.field for r in rows[first:last + 1]) >= 3 or sum(
        r.field and not r.noise and not (r.stamp and r.stamp.own) and not labelled(r.text.text) for r in rows[last + 1:last + 3]) == 2
    plain = 0  # lines that are nothing known
    for i in range(last + 1, min(len(rows), last + 1 + _BELOW)):
        row = rows[i]
        text = row.text.text
        if row.others or row.imprint or row.dated or plain > 2:
            break
        if row.stamp and (row.stamp.own or not row.stamp.rest and row.size <= 50):
            row.kind = "date"
        elif row.noise:
            continue
        elif row.link > 0.5:
            if signed(text) and row.container == rows[last].container:
                row.kind = "byline"
                continue
            break
        elif labelled(text) or signed(text) and not row.furniture or row.hint == "byline" and row.size <= 120:
            row.kind = "byline"
        elif row.furniture:
            plain += 1
        elif _caption(rows, i) or _continues(rows[i - 1], row):
            row.kind = "caption"
        elif plain == 0 and row.size >= 30 and i + 1 < len(rows) and _signs(rows[i + 1]):
            row.kind = "body"  # the last sentence, its full stop forgotten
        elif plain == 0 and (row.item and row.size >= 15 or row.ended and row.size >= 30 or fields and row.field):
            row.kind = "body"
        else:
            plain += 1
