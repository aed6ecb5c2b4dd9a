"""HTML page source → blocks of text in reading order, each character traced to the source.

A small tolerant reader instead of a tree: a tree does not tell where its characters stood, and
page source is hostile (tags nested 200,000 deep, comments and quotes never closed). One pass,
linear in the length of the page. Templates' ``<?php … ?>`` is skipped like a comment.
"""
from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

import regex

from pipeline.offsets import Traced

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SKIPPED = frozenset("script style noscript template svg math iframe object select textarea button audio video canvas "
                     "datalist map applet".split())
# Only a tag of these goes on inside its paragraph; any other tag begins a new block.
_INLINE = frozenset("a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark meter o:p q s samp "
                    "small span strike strong sub sup time tt u var wbr st1:place st1:city st1:country-region".split())
_CLOSES = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd"), "tr": ("tr", "td", "th"), "td": ("td", "th"),
           "th": ("td", "th"), "tbody": ("tr", "td", "th"), "p": ("p",)}
_SCOPE = frozenset("ul ol dl table div body article section main".split())

# Of the standard library, which reads these three times as fast as `regex`: half of a page's time.
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/><]{0,60}+)(?P<rest>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
_PLAIN_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][^\s/><]{0,60}+)(?P<rest>[^>]*+)>")
_BROKEN_QUOTES = 20  # each broken tag costs a scan to the end of the page; after so many, quotes are ignored
# Elements looked back over for the one that a tag closes: on real pages it is among the last five, and
# a page of 200,000 nested ones still takes linear time.
_REACH = 40
# Boxes that an element's class speaks for: the element and two below, as in <div class="title"><h1><span>. At three,
# boxes of whole columns ("news-source") begin to tell of all that is in them.
_HINT_DEPTH = 2
_BOLD = 0.9  # share of its letters in bold type that makes a block bold: a full stop or a number may be outside
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*+)\s*+(?:=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
# Most tags carry none of the attributes that are asked for; all of these do.
_MATTERS = regex.compile(r"class|\bid|style|hidden", regex.IGNORECASE)
_TOLD = frozenset(("meta", "script", "time"))
_ENTITY = regex.compile(r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_COMMENT_END = regex.compile(r"--!?>")
# Weak hints in names of classes and ids, as CMSs of many makers spell them.
_FURNITURE = regex.compile(
    r"(?:^|[\s_-])(?:menu|nav(?:bar|igation|list)?|breadcrumbs?|foo?ter|sidebar|side-?bar|related?|relation|relative|comments?|cmt|"
    r"binhluan|share|social|tags?|banner|slide(?:r|show)?|carousel|popup|modal|widget|visit(?:or)?s?|counter|thong-?ke|"
    r"lien-?ket|links?|other|others|tin-?khac|cactinkhac|tin-?lien-?quan|most|newest|xem-?nhieu|paging|pagination|pager|"
    r"search|login|rating|vote|danh-?gia|weather|adv?s?|quang-?cao|copyright|toolbar|tool|print|zone(?:left|right)|"
    r"right|left|topnav|top-?bar)(?:$|[\s_-]|\d)|tinkhac|lienquan|related|comment|sidebar|footer|breadcrumb|navlist",
    regex.IGNORECASE)
_HINTS = (
    ("date", regex.compile(r"(?:^|[\s_-])(?:time|date|datetime|post-?time|publish(?:ed)?(?:-?date|-?time)?|ngay(?:-?dang)?|"
                           r"thoi-?gian|pub-?date|meta-time|created?)(?:$|[\s_-])|date", regex.IGNORECASE)),
    ("caption", regex.compile(r"caption|chu-?thich|img-?desc|image-?desc|photo-?desc|image-?note|img-?note", regex.IGNORECASE)),
    ("byline", regex.compile(r"author|byline|tac-?gia|source|nguon|signature|but-?danh", regex.IGNORECASE)),
    ("lead", regex.compile(r"sapo|summary|lead|abstract|tom-?tat|intro|trich-?yeu|news-?desc|mo-?ta|short-?desc|description",
                           regex.IGNORECASE)),
    ("title", regex.compile(r"title|headline|tieu-?de|heading|ten-?bai", regex.IGNORECASE)),
)


@dataclass(slots=True)
class Block:
    """A piece of text that the page shows on lines of its own."""

    text: Traced
    link: float = 0.0  # share of its characters that are links
    bold: bool = False  # wholly in bold type
    heading: int = 0  # 1-6 in h1-h6, else 0
    hint: str = ""  # what its class says: date, caption, byline, lead, title; or nothing
    furniture: int = 0  # number of the innermost element around it that names menus, footers, comments, …; 0 if none
    after_image: bool = False  # the first text after a picture in the same cell or box
    row: int = 0  # number of the innermost table row around it, 0 outside tables
    cell: int = 0
    container: int = 0  # number of the box (div, td, section, …) that holds it


@dataclass(slots=True)
class Page:
    """What a page's source holds."""

    blocks: list[Block] = field(default_factory=list)
    longest: int = 0  # characters of source in its longest block
    title: str | None = None  # of <title>
    meta: dict[str, str] = field(default_factory=dict)  # <meta> by lower-case property, name or itemprop
    times: list[str] = field(default_factory=list)  # datetime attributes of <time>
    linked_data: list[str] = field(default_factory=list)  # JSON-LD scripts, as they stand


@dataclass(slots=True)
class _Open:
    """An element that has not ended."""

    tag: str
    furniture: int
    hint: str
    hint_depth: int  # how far up the hint was given
    heading: int
    row: int
    cell: int
    container: int
    hidden: bool


def read_page(source: str, most: int = 1_000_000, blocks: int = 100_000) -> Page:
    """The blocks of a page, without those of over ``most`` characters; reading ends after ``blocks``
    blocks and one. Never raises; markup that makes no sense is skipped."""
    return _Reader(source, most, blocks).run()


class _Reader:
    """One pass over the source, with the open elements on a stack."""

    def __init__(self, source: str, most: int, blocks: int) -> None:
        self.source = source
        self.most, self.blocks = most, blocks
        self.size = 0  # characters of source in the block that is being read
        self.page = Page()
        self.stack = [_Open("", 0, "", 9, 0, 0, 0, 0, False)]
        self.open: Counter[str] = Counter()
        self.links = 0
        self.parts: list[Traced] = []
        self.linked = 0
        self.heavy = 0  # characters in bold
        self.image = False
        self.count = 0  # numbers rows, cells and containers
        # for finding end tags; where lower case has another length ("İ"), only plain letters are lowered
        lower = source.lower()
        self.lower = lower if len(lower) == len(source) else source.translate(_LOWER)
        self.lasts: dict[str, int] = {}
        self.named: dict[str, tuple[str, bool]] = {}  # what names of classes say

    def run(self) -> Page:
        source, at = self.source, 0
        last = source.rfind(">")  # no markup begins after it
        broken = 0
        while len(self.page.blocks) <= self.blocks:
            markup = _MARKUP.search(source, at)
            start = markup.start() if markup and markup.start() < last else len(source)
            if start > at:
                self.text(at, start)
            if start == len(source):
                break
            if source.startswith("<!--", start):
                end = None if source.startswith(("<!-->", "<!--->"), start) else _COMMENT_END.search(source, start + 4)
                at = end.end() if end else source.find(">", start) + 1
                continue
            if source[start + 1] in "!?":
                php = source.startswith("<?", start) and self.ahead("?>", start)
                at = source.find("?>", start) + 2 if php else source.find(">", start) + 1
                continue
            tag = _TAG.match(source, start) if broken < _BROKEN_QUOTES else None
            if tag is None:
                broken += 1
                tag = _PLAIN_TAG.match(source, start)
            if tag is None:  # "</ " or a name that never ends
                self.text(start, start + 2)
                at = start + 2
                continue
            at = self.tag(tag)
        self.flush()
        return self.page

    def ahead(self, what: str, at: int) -> bool:
        """Whether ``what`` stands at or after ``at``; its last place is looked for once a page."""
        if what not in self.lasts:
            self.lasts[what] = self.lower.rfind(what)
        return self.lasts[what] >= at

    def tag(self, tag: re.Match) -> int:
        """Take in a tag; returns where reading goes on."""
        name = tag["name"].lower()
        if tag["close"]:
            self.end(name)
            return tag.end()
        rest = tag["rest"]
        attributes = _attributes(rest) if name in _TOLD or _MATTERS.search(rest) else {}
        if name in _SKIPPED and not rest.endswith("/"):
            return self.skip(name, attributes, tag.end())
        if name == "title" and self.page.title is None and self.ahead("</title", tag.end()):
            end = self.lower.find("</title", tag.end())
            self.page.title = " ".join(html.unescape(self.source[tag.end():end][:1000]).split()) or None
            return end
        self.start(name, attributes)
        return tag.end()

    def skip(self, name: str, attributes: dict[str, str], at: int) -> int:
        """Past an element whose text is not shown. One that never ends hides nothing, a script all."""
        if not self.ahead(f"</{name}", at):
            return len(self.source) if name in ("script", "style") else at
        end = self.lower.find(f"</{name}", at)
        if attributes.get("type", "").lower() == "application/ld+json":
            self.page.linked_data.append(self.source[at:end][:100_000])
        if name not in ("script", "style", "noscript", "template"):
            self.flush()
        close = self.source.find(">", end)
        return close + 1 if close >= 0 else len(self.source)

    def text(self, start: int, end: int) -> None:
        if self.stack[-1].hidden or self.open["head"] or not self.parts and self.source[start:end].isspace():
            return
        self.size += end - start
        if self.size > self.most:
            return
        piece = Traced.of(self.source, start, end)
        if "&" in piece.text:
            piece = piece.sub(_ENTITY, lambda m: html.unescape(m.group()))
        if self.links:
            self.linked += len(piece.text.strip())
        if self.open["b"] or self.open["strong"]:
            self.heavy += len(piece.text.strip())
        self.parts.append(piece)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "meta":
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if key and attributes.get("content"):
                self.page.meta.setdefault(key.lower(), attributes["content"][:2000])
            return
        if name == "body":
            while len(self.stack) > 1 and self.open["head"]:
                self.pop()
        if name == "time" and attributes.get("datetime"):
            self.page.times.append(attributes["datetime"][:100])
        if name not in _INLINE:
            self.flush()
        if name == "img":
            # pictures among the words (icons, emoji) do not make a caption of what follows
            self.image = self.image or not any(p.text.strip() for p in self.parts)
        if name in _VOID:
            return
        for tag in _CLOSES.get(name, ()):
            self.close_within_scope(tag)
        if name not in _INLINE and self.open["p"]:
            self.close_within_scope("p")
        if name == "a":
            if self.open["a"]:
                self.end("a")
            self.links += 1
        self.push(name, attributes)

    def push(self, name: str, attributes: dict[str, str]) -> None:
        above = self.stack[-1]
        names = (attributes.get("class", "") + " " + attributes.get("id", ""))[:300]
        hint, depth = above.hint, above.hint_depth + 1
        if names not in self.named:
            self.named[names] = (next((kind for kind, pattern in _HINTS if pattern.search(names)), ""),
                                 _FURNITURE.search(names) is not None)
        own, furniture = self.named[names]
        if own:
            hint, depth = own, 0
        if name == "figcaption":
            hint, depth = "caption", 0
        elif name == "time":
            hint, depth = "date", 0
        style = attributes.get("style", "").replace(" ", "").lower()
        self.count += 1
        self.stack.append(_Open(
            tag=name,
            furniture=self.count if name in ("nav", "footer", "aside", "marquee")
            or furniture and name not in ("body", "form", "html", "main", "article") else above.furniture,
            hint=hint if depth <= _HINT_DEPTH else "", hint_depth=depth,
            heading=int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else above.heading,
            row=self.count if name == "tr" else above.row,
            cell=self.count if name in ("td", "th") else above.cell,
            container=self.count if name in ("div", "td", "th", "section", "article", "main", "li", "form") else above.container,
            hidden=above.hidden or "display:none" in style or "hidden" in attributes))
        self.open[name] += 1

    def end(self, name: str) -> None:
        if name not in _INLINE:
            self.flush()
        if not self.open[name]:
            return
        if name in _INLINE:
            # an inline end tag never closes the boxes opened since
            for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _REACH), -1):
                if self.stack[depth].tag == name:
                    del self.stack[depth]
                    self.open[name] -= 1
                    self.links -= name == "a"
                    return
            return
        while self.stack[-1].tag != name:
            self.pop()
        self.pop()
        if name in ("table", "figure", "td", "article", "section"):
            self.image = self.image and name == "td"

    def pop(self) -> None:
        gone = self.stack.pop()
        self.open[gone.tag] -= 1
        self.links -= gone.tag == "a"

    def close_within_scope(self, tag: str) -> None:
        if not self.open[tag]:
            return
        for depth in range(len(self.stack) - 1, max(0, len(self.stack) - _REACH), -1):
            if self.stack[depth].tag == tag:
                while len(self.stack) > depth:
                    self.pop()
                return
            if self.stack[depth].tag in _SCOPE:
                return

    def flush(self) -> None:
        """End the block that is being read."""
        size, self.size = self.size, 0
        self.page.longest = max(self.page.longest, size)
        if not self.parts:
            return
        parts, linked, heavy = self.parts, self.linked, self.heavy
        self.parts, self.linked, self.heavy = [], 0, 0
        if size > self.most or not any(p.text.strip() for p in parts):
            return
        text = Traced.join(parts).fold()
        if not text.text:
            return
        here = self.stack[-1]
        self.page.blocks.append(Block(
            text, link=min(1.0, linked / len(text)), bold=heavy >= _BOLD * len(text.text.replace(" ", "")), heading=here.heading, hint=here.hint,
            furniture=here.furniture, after_image=self.image, row=here.row, cell=here.cell, container=here.container))
        self.image = False


def _attributes(rest: str) -> dict[str, str]:
    if len(rest) < 2:
        return {}
    out: dict[str, str] = {}
    # long attributes are data (pictures, view states), not names
    for name, double, single, bare in _ATTRIBUTE.findall(rest[:20_000]):
        out.setdefault(name.lower(), html.unescape(double or single or bare))
    return out
