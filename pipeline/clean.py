"""Stage 2: a :class:`Source` → the :class:`Article` in it, without the portal around it.

The text is the headline, lead, paragraphs and captions, one a line, in NFC with runs of blanks
folded; ``Article.origins`` tells for every character where it stood in ``Source.content`` (-1
for inserted ones: line breaks, column bars of tables, a headline known from metadata only).
"""
from __future__ import annotations

import html
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import regex

from pipeline.article import Article, Line, Source
from pipeline.blocks import Page, read_page
from pipeline.byline import names
from pipeline.glued import cut_glued, cut_masthead
from pipeline.labels import label
from pipeline.offsets import Traced
from pipeline.published import Stamp, from_url, parse_stamp
from pipeline.rows import Row


class CleaningError(ValueError):
    """There is no article in the page; the message says what was found instead."""


# Under this many characters of paragraphs a page is a shell, a list or a form: the shortest
# article seen, a two-sentence notice, has 180.
_LEAST = 90
# The longest article seen has 13,000 characters, a whole law 300,000; the stages that follow take
# seconds for that, and minutes for the endless lines of damaged pages.
MAX_CHARACTERS = 300_000
# No paragraph, and no page flattened to one line, comes near; to trace each of its characters costs
# a hundred bytes.
MAX_LINE = 1_000_000
MAX_LINES = 100_000  # the largest page seen has 4,000
_NAMES = 22  # characters: "Khoa học và công nghệ" is a section and a subheading, longer names are not
_LINES = regex.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_HEADING = regex.compile(r"^\s{0,3}#{1,6}\s+|\s+#+\s*$")
_EMPHASIS = regex.compile(r"\*\*|__(?=\S)|(?<=\S)__|(?<![\w*])\*(?=\S)|(?<=\S)\*(?![\w*])")
_WHOLE = regex.compile(r"^\s*([*_]{1,3})(?!\s)[^*]{10,400}\1\s*$")
_MD_LINK = regex.compile(r"!?\[([^\]\n]{0,500})\]\([^()\s]{1,500}(?:\s\"[^\"]*\")?\)")
_FIELD = regex.compile(r"^(?P<name>title|source|link|url|published(?:\s?date)?|publish_date|date|author|authors|tags|keywords|category|"
                       r"summary|description|content|text|tiêu đề|nguồn|đường dẫn|ngày đăng|tác giả|từ khóa|chuyên mục|tóm tắt|nội dung)"
                       r"\s?:\s*", regex.IGNORECASE)
_LATER_FIELD = regex.compile(r"^(?:author|authors|tags|keywords|category|link|url|published|date|comments|related|summary)\s?:\s", regex.IGNORECASE)
_FIELD_KINDS = {"title": "title", "tiêu đề": "title", "author": "byline", "authors": "byline", "tác giả": "byline",
                "source": "byline", "nguồn": "byline", "content": "body", "text": "body", "nội dung": "body"}
_SITE = regex.compile(r"""^\W*(?:chào\smừng\s.{0,30}?(?:với|đến)\s|bản\squyền\s(?:thuộc\svề|thuộc|của)\s|(?:19|20)\d\d\s)?
    (?:cổng|trang|website|chuyên\strang|báo|đài)\s(?:tin\s)?(?:thông\stin|điện\stử|tttđt|ttđt|phát\sthanh)""", regex.VERBOSE | regex.IGNORECASE)
_AUTHORITY = regex.compile(r"""^\W*(?:(?i:(?:ủy|uỷ)\sban\s(?:nhân\sdân|mttq|mặt\strận)|ubnd|hđnd|đảng\sbộ|(?:tỉnh|huyện|thành|thị)\s(?:ủy|uỷ)|liên\sđoàn|
    hội\s(?:nông|liên|cựu|chữ)|công\san|trang\stin|ban\s(?:an|quản|dân|nội|tuyên|tổ)|thanh\stra\s(?:tỉnh|thành|huyện|bộ|chính))\s?
    |(?i:sở|bộ|cục|chi\scục|trường|phòng)\s\p{Lu})""", regex.VERBOSE)
_PLACE = regex.compile(r"^\W*(?:tỉnh|thành\sphố|tp|huyện|quận|thị\sxã|xã|phường|thị\strấn|đặc\skhu|bộ|sở)\b", regex.IGNORECASE)


def clean(source: Source, relabel: Callable[[list[Row]], None] | None = None) -> Article:
    """The article of a source. Raises :class:`CleaningError` if the page holds none, or one of more
    than ``MAX_CHARACTERS`` characters. ``relabel``: see :func:`labelled`."""
    page, rows = labelled(source, relabel)
    if relabel is None:  # where people said what the lines are, it is an article
        _refuse_lists(rows)
    return _assemble(source, page, rows)


def labelled(source: Source, relabel: Callable[[list[Row]], None] | None = None) -> tuple[Page | None, list[Row]]:
    """The lines of a page, in its order, with the label of each in ``kind``; and its blocks where it
    is HTML. ``relabel`` may change labels by hand. Raises :class:`CleaningError` for a page without text."""
    page = read_page(source.content, MAX_LINE, MAX_LINES) if source.markup == "html" else None
    if page and page.longest > MAX_LINE:
        raise CleaningError(_too_long(page.longest))
    if page and len(page.blocks) > MAX_LINES:
        raise CleaningError(_too_many())
    rows = [Row.of_block(b) for b in page.blocks] if page else _text_rows(source.content)
    if not rows:
        raise CleaningError("the page shows no text; fetch it again with its scripts run")
    if source.furniture:
        for row in rows:
            # a subheading in an article may be called as a section of the site is
            row.recurs = row.masked in source.furniture and (row.size >= _NAMES or row.link > 0.5 or row.furniture > 0)
    fields = None if page else _labelled_export(rows)
    if fields is None:
        label(rows, source.title or (page and _meta_title(page)) or None)
    if relabel:
        relabel(rows)
    return page, rows


# ------------------------------------------------------------------ lines of a text

def _text_rows(content: str) -> list[Row]:
    spans: list[tuple[int, int]] = []
    at = 0
    for cut in _LINES.finditer(content):
        spans.append((at, cut.start()))
        at = cut.end()
    spans.append((at, len(content)))
    longest = max(e - s for s, e in spans)
    if longest > MAX_LINE:
        raise CleaningError(_too_long(longest))
    if len(spans) > MAX_LINES:
        raise CleaningError(_too_many())
    markdown = any(_HEADING.match(content[s:e]) for s, e in spans[:400]) or content.count("**") >= 4
    rows: list[Row] = []
    gap = True
    for start, end in spans:
        text = Traced.of(content, start, end).fold() if content[start:end].strip() else None
        if not text or not text.text:
            gap = True
            continue
        row = _markdown_row(text) if markdown else Row(text)
        if row.text.text:
            row.gap = gap
            rows.append(row)
            gap = False
    return _unwrapped(rows)


def _too_long(size: int) -> str:
    return f"a line of {size:,} characters; over {MAX_LINE:,} it is data or a damaged page: fetch it again, or take the line out"


def _too_many() -> str:
    return f"over {MAX_LINES:,} lines; no page has as many: split it into its articles"


def _unwrapped(rows: list[Row]) -> list[Row]:
    """Paragraphs that were broken at the width of a page, whole again. Such a paragraph is a group
    of lines of about one length in which many lines (two in five: the others go on with a name or
    a number, or end a paragraph) go on in small letters; a list of headlines, one a line, does not."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and not rows[end].gap:
            end += 1
        group = rows[at:end]
        # 45-120: narrower are menus and cells of tables, wider are paragraphs
        broken = [last.size for last, row in pairwise(group) if row.text.text[0].islower() and not last.ended and 45 <= last.size <= 120]
        if len(group) > 2 and 5 * len(broken) >= 2 * (len(group) - 1):
            width = max(broken)
            out.append(group[0])
            for last, row in pairwise(group):
                # 1.1: a headline of one line stands wider than the paragraphs under it
                if 0.75 * width <= last.size <= 1.1 * width and not row.item and (row.text.text[0].islower() or not last.ended):
                    out[-1] = replace(out[-1], text=Traced.join([out[-1].text, row.text], " "))
                else:
                    out.append(row)
        else:
            out += group
        at = end
    return out


def _markdown_row(text: Traced) -> Row:
    """The line without its Markdown signs, which are no part of the article."""
    mark = "#" if _HEADING.match(text.text) else "*" if _WHOLE.match(text.text) else ""
    bare = text.sub(_MD_LINK, lambda m: m.group(1)).sub(_HEADING).sub(_EMPHASIS).fold()
    # a wholly bold line is a subheading, a wholly slanted one a caption
    if mark == "*" and text.text.lstrip().startswith("**"):
        mark = ""
    return Row(bare, markdown=mark)


def _labelled_export(rows: list[Row]) -> dict[str, int] | None:
    """Labels for the lines of an exported record ("Title: …", "Content: …"); ``None`` if the
    text is not one. At least three fields, the content among them, make one."""
    found: dict[str, int] = {}
    for i, row in enumerate(rows):
        match = _FIELD.match(row.text.text)
        if match and match["name"].lower() not in found:
            found[match["name"].lower()] = i
    body = next((found[k] for k in ("content", "text", "nội dung") if k in found), None)
    if body is None or len(found) < 3 or min(found.values()) > 2:
        return None
    # what follows another field's name is that field's ("Category: …", then comments), not the content's
    end = next((i for i in range(body + 1, len(rows)) if _LATER_FIELD.match(rows[i].text.text)), len(rows))
    label(rows[body:end])  # the headline stands above
    for row in rows[end:]:
        row.kind = "noise"
    names_at = {i: name for name, i in found.items() if i <= body or i >= end}
    for i in (*range(body + 1), *range(end, len(rows))):
        kind = _FIELD_KINDS.get(names_at.get(i, ""), "noise")
        dates = i <= body or names_at.get(i, "").startswith(("published", "date"))  # not the crawler's own, below
        rows[i].kind = "date" if kind == "noise" and rows[i].stamp and dates else kind
        if i in names_at:
            name = _FIELD.match(rows[i].text.text).end()
            if kind == "body":
                rows[i].head = rows[i].text[:name].strip()
            rows[i].text = rows[i].text[name:].strip()
    # browsers show headlines with the site's name behind: "… - Báo Sơn Trà"
    site = next((rows[i].text.text for i, name in names_at.items() if name in ("source", "nguồn")), "")
    for row in rows[:body]:
        if site and row.kind == "title" and row.text.text.endswith(f" - {site}"):
            row.text = row.text[:-len(site) - 3].strip()
    rows[:] = [row for row in rows if row.text.text]
    return found


# ------------------------------------------------------------------ is it an article?

def _refuse_lists(rows: list[Row]) -> None:
    """Raise :class:`CleaningError` for front pages, lists and shells. In doubt it is an article."""
    body = list({r.key: r for r in rows if r.kind == "body"}.values())
    size = sum(r.size for r in body)
    # A teaser follows the link to its article. In a list of them one is the longest text.
    teasers = {id(r) for before, r in pairwise(rows) if r.sentence and before.link > 0.5 and before.size >= 25}
    found = [r for r in body if r.sentence]
    listed = len(teasers) >= 3 and 2 * sum(id(r) in teasers for r in found) >= max(1, len(found))
    if size < _LEAST or listed or not any(r.sentence or r.item for r in body):
        raise CleaningError(f"no article in the page: {size} characters of running text among {len(rows)} lines "
                            "(a front page, a list or an empty shell); give the article's own page")


# ------------------------------------------------------------------ the article

def _assemble(source: Source, page: Page | None, rows: list[Row]) -> Article:
    first = next((i for i, r in enumerate(rows) if r.kind == "title"), -1)
    last = max((i for i, r in enumerate(rows) if r.kind == "body"), default=0)
    stamps = [((i < first) + 2 * (i > last), i, r.stamp) for i, r in enumerate(rows) if r.kind == "date" and r.stamp]
    kept = _without_repeats(_joined([r for r in rows if r.kind in ("title", "body", "caption")]))
    bylines = [n for r in rows if r.kind == "byline" for n in names(r.text.text)]
    lines: list[tuple[Traced, str]] = []
    # number of a line → furniture glued to its beginning, to its end: in the text, in no line
    heads: dict[int, Traced] = {}
    tails: dict[int, Traced] = {}
    headline = next((r.text.text for r in kept if r.kind == "title"), "")
    for row in kept:
        if row.kind == "body":
            head, rest = cut_masthead(row.text, headline)
            head = Traced.join([h for h in (row.head, head) if h], " ") if row.head or head else None
            if head:
                heads[len(lines)] = head
                row = replace(row, text=rest)
        parts, tail, signed = cut_glued(row.text) if row.kind == "body" else ([(row.text, row.kind)], None, [])
        lines += parts
        bylines += signed
        if tail:
            tails[len(lines) - 1] = tail
    title = source.title or next((t.text for t, kind in lines if kind == "title"), None)
    if title is None and page:
        title = _meta_title(page)
    if title and not any(kind == "title" for _, kind in lines):
        lines.insert(0, (Traced.inserted(title).fold(), "title"))
        heads = {n + 1: head for n, head in heads.items()}
        tails = {n + 1: tail for n, tail in tails.items()}
    size = sum(len(t) for t, _ in lines)
    if size > MAX_CHARACTERS:
        raise CleaningError(f"an article of {size:,} characters; over {MAX_CHARACTERS:,} it is a book or a damaged page: "
                            "split it or fetch it again")
    whole = [Traced.join([p for p in (heads.get(n), t, tails.get(n)) if p], " ") for n, (t, _) in enumerate(lines)]
    text = Traced.join(whole, "\n")
    spans: list[Line] = []
    at = 0
    for n, ((part, kind), printed) in enumerate(zip(lines, whole)):
        start = at + len(heads[n]) + 1 if n in heads else at
        spans.append(Line(start, start + len(part), kind))
        at += len(printed) + 1
    published = source.published or _printed(stamps) or (page and _meta_date(page)) or from_url(source.url or "")
    return Article(text=text.text, lines=spans, title=title, published=published or None,
                   byline=list(dict.fromkeys(bylines)), portal=_portal(source, page, rows), origins=list(text.origins))


def _joined(rows: list[Row]) -> list[Row]:
    """Paragraphs whose lines were broken by the width of a page, whole again; cells of a table's
    row on one line."""
    out: list[Row] = []
    for row in rows:
        last = out[-1] if out else None
        if last and last.kind == row.kind == "body" and row.row and row.row == last.row and row.cell != last.cell \
                and last.size + row.size <= 400:
            out[-1] = replace(last, text=Traced.join([last.text, row.text], " | "), cell=row.cell)
        elif last and last.kind == row.kind == "body" and _broken(last, row):
            out[-1] = replace(last, text=Traced.join([last.text, row.text], " "))
        else:
            out.append(row)
    return out


def _broken(last: Row, row: Row) -> bool:
    """Whether a line goes on in the next: no blank line between, no end, and a small letter next."""
    following = row.text.text[0]
    return not row.gap and not last.ended and not row.item and following.isalpha() and following.islower()


def _without_repeats(rows: list[Row]) -> list[Row]:
    """The headline once; a paragraph that repeats in full once; a lead that the text begins with
    again in full (some portals print it twice, the first time cut off) in its fuller form."""
    out: list[Row] = []
    seen: set[str] = set()
    titled = False
    for i, row in enumerate(rows):
        if row.kind == "title":
            if titled:
                continue
            titled = True
        elif row.size >= 60:
            if row.key in seen:
                continue
            seen.add(row.key)
            if row.kind == "body" and any(r.kind == "body" and r.size > row.size and r.key.startswith(row.key)
                                          for r in rows[i + 1:i + 4]):
                continue
        out.append(row)
    return out


def _printed(stamps: list[tuple[int, int, Stamp]]) -> str | None:
    """The best of the page's own stamps, given as (zone, row, stamp): one that says so, then one
    between headline and text (zone 0) before one above the headline (1: the day of the visit may
    stand there) and below the text (2), with a time, the first."""
    ranked = sorted(stamps, key=lambda s: (not s[2].own, s[2].banner, s[0], not s[2].timed, s[1]))
    return ranked[0][2].value if ranked else None


# ------------------------------------------------------------------ metadata

def _meta_title(page: Page) -> str | None:
    """The headline that metadata gives, without the site's name."""
    title = page.meta.get("og:title") or page.meta.get("twitter:title") or page.title
    if not title:
        return None
    site = page.meta.get("og:site_name", "")
    parts = [p for p in regex.split(r"\s+[|–—•·-]\s+|\s*\|\s*", html.unescape(title)) if p.strip()]
    best = max(parts, key=len, default="").strip()
    if len(title.split()) < 4 or _is_portal(title) or _is_portal(best) or best.lower() in ("home", site.lower()):
        return None
    return best if len(parts) > 1 and len(best) > 0.5 * len(title) else title.strip()


def _meta_date(page: Page) -> str | None:
    for key in ("article:published_time", "datepublished", "og:published_time", "pubdate", "publishdate", "publish_date",
                "dc.date.issued", "dc.date", "date", "article:modified_time", "og:updated_time"):
        if page.meta.get(key) and (found := parse_stamp(page.meta[key])):
            return found
    for script in page.linked_data:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            value = item.get("datePublished") if isinstance(item, dict) else None
            if isinstance(value, str) and (found := parse_stamp(value)):
                return found
    return next((found for t in page.times[:1] if (found := parse_stamp(t))), None)


def _is_portal(text: str) -> bool:
    """Whether a title names a site rather than an article: a site's word, or an authority and no
    more than its name (in capitals, or short)."""
    return _SITE.search(text) is not None or (_AUTHORITY.match(text) is not None
                                              and (text.isupper() or len(text.split()) <= 6))


def _portal(source: Source, page: Page | None, rows: list[Row]) -> str | None:
    """The name of the portal or its authority, as metadata or the page's furniture prints it."""
    given = [g for g in (page.meta.get("og:site_name"), page.title) if g] if page else []
    given = [part for g in given for part in regex.split(r"\s+[|–—-]\s+", g)[::-1]]
    text = [i for i, r in enumerate(rows) if r.kind != "noise"]
    # under the text, where tags and other news stand too, an authority is believed in capitals only
    furniture = [*range(text[0]), *range(len(rows) - 1, text[-1], -1)]
    lines = [(r.text.text, rows[i + 1].text.text if i + 1 < len(rows) else "") for i in furniture
             if (r := rows[i]).size <= 160 and not r.dated and (i < text[0] or r.text.text.isupper() or _SITE.match(r.text.text))]
    for found in (_SITE.match, _AUTHORITY.match):
        for line, below in [*((g, "") for g in given), *lines]:
            if not found(line):
                continue
            if len(line.split()) > 5:
                return line[:200]
            # "CỔNG THÔNG TIN ĐIỆN TỬ" alone is no name: the place stands on the next line
            if len(below) <= 60 and _PLACE.match(below):
                return f"{line} {below}"
            if found == _AUTHORITY.match:
                return line[:200]
    host = regex.match(r"https?://([^/:?#]{3,100})", source.url or (page and page.meta.get("og:url")) or "")
    return host[1] if host else next((g[:200] for g in given), None)
