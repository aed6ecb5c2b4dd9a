"""Names by a small spaCy model on underthesea's words: PERSON, POST, ORG, PLACE, DOC.

Trained by ``python -m pipeline train ner`` on the project's own articles; its card, with scores and
limits, is ``models/ner/README.md``. The rules (:mod:`pipeline.recognise`) know the genre's grammar;
the model judges by what stands around a name. The line does without it; the card says why.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import gazetteer
from pipeline.article import Context
from pipeline.candidates import SURNAMES, VIETNAMESE
from pipeline.trained import MODELS
from pipeline.vocabulary import forms

LABELS = ("PERSON", "POST", "ORG", "PLACE", "DOC")
FOLDER = MODELS / "ner"
WORDS = FOLDER / "words.json"
_BLANK = {"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}  # words come from underthesea
VOCAB = spacy.blank("vi", config=_BLANK).vocab


def blank() -> Language:
    """A pipeline without components, over the vocabulary of :func:`words`."""
    return spacy.blank("vi", vocab=VOCAB, config=_BLANK)


@lru_cache(maxsize=1)
def load(folder: Path = FOLDER) -> Language:
    """The trained pipeline, read once in a process. Raises ``OSError`` where there is none."""
    return spacy.load(folder, vocab=VOCAB, exclude=["vocab"])


def words(ctx: Context) -> Doc:
    """underthesea's words of a whole article: ``doc.text`` is its text, character for character. Raises
    ``ValueError`` if the words do not cover the text."""
    text, at = ctx.text, 0
    words: list[str] = []
    spaces: list[bool] = []
    for sentence in ctx.sentences:
        for start, end in ctx.words.words_of(sentence):
            _blank_tokens(words, spaces, text[at:start])
            words.append(text[start:end])
            spaces.append(False)
            at = end
    _blank_tokens(words, spaces, text[at:])
    doc = Doc(VOCAB, words=words, spaces=spaces)
    if doc.text != text:
        raise ValueError("segmentation lost characters; please report the article")
    return doc


def names(docs: Sequence[Doc], nlp: Language | None = None) -> list[list[tuple[int, int, str]]]:
    """For each Doc of underthesea's words, the names in it: (start, end, label), offsets in code
    points of ``doc.text``, sorted, without overlaps. The Docs are left as they are. ``nlp`` is the
    pipeline to ask instead of the project's own."""
    recogniser = (nlp or load()).get_pipe("ner")
    return [[(e.start_char, e.end_char, e.label_) for e in d.ents] for d in recogniser.pipe(tagged(d) for d in docs)]


def _blank_tokens(words: list[str], spaces: list[bool], blanks: str) -> None:
    """Blanks between words: one plain space rides on the word before it, the rest is a token."""
    if not blanks:
        return
    if blanks[0] == " " and words and not spaces[-1] and not words[-1].isspace():
        spaces[-1] = True
        blanks = blanks[1:]
    if blanks:
        words.append(blanks)
        spaces.append(False)


def tagged(words: Iterable) -> Doc:
    """A Doc of the same tokens, each with its kind as tag: what the model sees beside the words."""
    tokens = [(t.text, bool(t.whitespace_)) for t in words]
    return Doc(VOCAB, words=[t for t, _ in tokens], spaces=[s for _, s in tokens], tags=[kind(t) for t, _ in tokens])


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that ``kind`` knows: ``known`` by lower case, and family names, folded."""

    known: dict[str, str]
    surnames: frozenset[str]


def renew_words() -> None:
    """Writes down what the vocabularies of the rules say of words today, for training. The model keeps to
    that until it is trained anew: a word added to a rule must not change what the weights see."""
    known: dict[str, str] = {}
    for name, vocabulary, ids in (("honorific", "honorifics", ()), ("post", "posts", ("heads", "deputies", "suffixes")),
                                  ("body", "organisations", ("closed", "authority", "steering", "proper", "office"))):
        for form in forms(vocabulary, *ids) if ids else forms(vocabulary):
            known.setdefault(form.lower(), name)
    for word in ("sở", "bộ", "phòng", "ban"):
        known[word] = "body"
    for word in (*gazetteer.KIND_LEVEL, "tp", "tp.", "thôn", "bản", "ấp", "buôn", "khu phố", "đường"):
        known[word] = "place kind"
    WORDS.write_text(json.dumps({"known": known, "surnames": sorted(SURNAMES)}, ensure_ascii=False, indent=0) + "\n", "utf-8")
    _words.cache_clear()
    kind.cache_clear()


@lru_cache(maxsize=1)
def _words() -> _Words:
    read = json.loads(WORDS.read_text("utf-8"))
    return _Words(read["known"], frozenset(read["surnames"]))


@lru_cache(maxsize=65536)
def kind(word: str) -> str:
    """What a word is by itself: the kind of its letters, or of the vocabulary it belongs to. A
    function of the word alone: the cache saves time and changes nothing."""
    if not any(c.isalpha() for c in word):
        return "number" if any(c.isdigit() for c in word) else "mark"
    known = _words().known.get(word.lower())
    if known:
        return known + (" capital" if word[0].isupper() else "")
    syllables = word.split()
    if not word[0].isupper():
        return "low" if word.islower() else "mixed"
    if any(c.isdigit() for c in word):
        return "code"
    if not all(s[0].isupper() for s in syllables):
        return "capital"
    if len(word) > 1 and word.isupper():
        return "upper"
    if gazetteer.longest_name(syllables) == len(syllables):
        return "place province" if gazetteer.lookup(word, "province") else "place"
    if syllables[0].casefold() in _words().surnames:
        return f"name {min(len(syllables), 5)}"
    if not all(VIETNAMESE.fullmatch(s) for s in syllables):
        return "foreign"
    return f"capitals {min(len(syllables), 5)}"
