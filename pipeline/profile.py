"""Site profiles: which blocks recur on the pages of a site, learned once and given to ``extract``.

Never needed. A profile is a small YAML file that people may read and edit; a record depends on its
page and the profile, never on what else is in a run.
"""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import regex
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pipeline.article import Source
from pipeline.byline import labelled as is_byline
from pipeline.byline import signed
from pipeline.clean import CleaningError, labelled
from pipeline.rows import Row, masked

# A block recurs if it stands on a tenth of the pages, and three. On 322 pages of one portal what its
# template prints is on a third of them or more, and a sentence that officials repeat on one in fifty.
SHARE, LEAST = 0.1, 3
LONGEST = 600  # characters; a portal's imprint has 400
MOST = 500  # blocks in a file, those on most pages: a template prints under 200

HEAD = """# Furniture of a site: lines and blocks that recur on its pages, as `python -m pipeline profile` found
# them. A block is dropped from a page where it stands alone, whatever its numbers, signs and capitals.
# Edit freely: take out what belongs to articles.
"""


class Recurring(BaseModel):
    """A block of the site's furniture."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = Field(min_length=1)
    pages: int = Field(ge=0, description="On how many pages it stood")


class Profile(BaseModel):
    """What a profile's file holds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    pages: int = Field(ge=0, description="Pages that it was learned from")
    blocks: tuple[Recurring, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """What :attr:`Source.furniture` takes."""
        return frozenset(masked(b.text) for b in self.blocks)


def learn(sources: Iterable[Source]) -> Profile:
    """The profile of the pages of one site. Pages without text are passed over; so are bylines,
    captions and everything that any of the pages has for its headline."""
    pages = 0
    on: Counter[str] = Counter()
    texts: dict[str, str] = {}
    headlines: set[str] = set()
    for source in sources:
        try:
            _, rows = labelled(source)
        except CleaningError:
            continue
        pages += 1
        headlines |= {row.masked for row in rows if row.kind == "title"}
        found = {row.masked: row for row in rows if _may_recur(row)}
        on.update(found.keys())
        for key, row in found.items():
            texts.setdefault(key, row.text.text)
    least = max(LEAST, SHARE * pages)
    # by frequency, then as first seen, so that the same pages give the same file
    blocks = [Recurring(text=texts[key], pages=count) for key, count in on.most_common() if count >= least and key not in headlines]
    return Profile(pages=pages, blocks=tuple(blocks[:MOST]))


def _may_recur(row: Row) -> bool:
    if row.size > LONGEST or len(row.masked) < 2 or row.kind in ("title", "date", "byline", "caption"):
        return False
    # links to other articles come and go, and are known by being links
    if row.link > 0.5 and row.size > 40:
        return False
    return not (row.scene or row.photo or is_byline(row.text.text) or row.kind == "body" and signed(row.text.text))


def write(profile: Profile, path: Path) -> None:
    """Write a profile as YAML. Raises ``OSError``."""
    body = yaml.safe_dump(profile.model_dump(mode="json"), allow_unicode=True, sort_keys=False, width=120)
    path.write_text(HEAD + body, "utf-8")


def load(path: Path) -> Profile:
    """A profile from its file. Raises ``OSError`` and ``ValueError``, which names the file."""
    try:
        return Profile.model_validate(yaml.safe_load(path.read_text("utf-8")))
    except (ValidationError, yaml.YAMLError, UnicodeDecodeError) as e:
        reason = regex.sub(r"\s+", " ", str(e))[:300]
        raise ValueError(f"{path} is no profile: {reason}; write it with `python -m pipeline profile FOLDER`") from e
