"""Stage 3: an article's text → a spaCy ``Doc`` of underthesea's words, and its sentences.

``doc.text == article.text``, character for character.
"""
from __future__ import annotations

from contextlib import ExitStack
from itertools import accumulate

import regex
import spacy
from spacy.tokens import Doc
from underthesea import sent_tokenize, word_tokenize

from pipeline.article import Article, Context, Sentence

VOCAB = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}}).vocab
# Articles whose words are kept: making a word anew costs a hundred times what finding it does.
_FORGET_EVERY = 500
# A sentence also ends where the blank after it was lost: "hội nghị.Đồng chí".
_GLUED = regex.compile(r"(?<=(?:[\p{Ll}\)”\"]{2}|\d%)[.!?…])(?=[\p{Lu}“\"][\p{Ll}\s])")
# A heading run into the paragraph after it, on pages flattened to one line: "… cấp bộ trở lên Theo công văn …".
_RUN_IN = regex.compile(
    r"(?<=[\p{Ll}\d)”])[ \u00a0]+(?=(?:Theo|Tại (?:hội|buổi|cuộc|phiên|lễ)|Ngoài ra|Bên cạnh|Đối với|Tuy nhiên|Trước đó|Phát biểu|Cùng với|Trong đó|Nhằm"
    r"|Đồng thời|Hiện nay|Năm \d{4},|Sáng \d|Chiều \d|Ngày \d{1,2}[/.-]\d)[ ,])")
# No sentence ends after these: numbering, initials, academic and office abbreviations.
_NO_END = regex.compile(
    r"(?:^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxIVX]+|\p{Lu})|[\s(\"“/.-](?:TP|Tp|TX|TT|Q|P|H|T|TS|ThS|Ths|PGS|GS|BS|CK(?:I{1,2}|[12])|KS|LS|CN|TSKH|NSND|NSƯT"
    r"|St|Mr|Mrs|Dr|đ/c|Đ/c|ĐC|đc|tr|vv|V|v))\.$")
_NEXT_START = regex.compile(r"[\p{Lu}\d“\"'‘«(\[•\-–+*]")


def segment(article: Article) -> Context:
    """Words and sentences of an article. Raises ``ValueError`` if the words do not cover the text."""
    text = article.text
    sentences: list[Sentence] = []
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for number, line in enumerate(article.lines):
        for s, e in split_sentences(text[line.start:line.end]):
            sentence = Sentence(line.start + s, line.start + e, number)
            sentences.append(sentence)
            for start, end in _words(text[sentence.start:sentence.end]):
                start, end = sentence.start + start, sentence.start + end
                _blank_tokens(words, spaces, text[at:start])
                words.append(text[start:end])
                spaces.append(False)
                at = end
    _blank_tokens(words, spaces, text[at:])
    doc = Doc(VOCAB, words=words, spaces=spaces)
    if doc.text != text:
        raise ValueError("segmentation lost characters; please report the article")
    starts = [0, *accumulate(len(word) + space for word, space in zip(words, spaces))][:len(words)]
    return Context(article=article, doc=doc, sentences=sentences, word_starts=starts)


def forget_words() -> None:
    """Have spaCy forget the words of the articles before, now and then, which it would keep for good.
    To be called between articles, when nothing of them is used any more but their records."""
    _Memory.articles += 1
    if _Memory.articles % _FORGET_EVERY == 0:
        _Memory.zone.close()
        _Memory.zone.enter_context(VOCAB.memory_zone())


class _Memory:
    zone = ExitStack()
    articles = -1


def split_sentences(line: str) -> list[tuple[int, int]]:
    """Sentence spans of one line, trimmed. underthesea's splits, without its known wrong ones
    (inside names of sites, after abbreviations and numbering), with those at lost blanks added."""
    cuts = [0]
    at = 0
    for piece in sent_tokenize(line):
        found = line.find(piece, at)
        if found < 0:  # never seen; keep the line whole rather than guess
            continue
        if found > 0:
            cuts.append(found)
        at = found + len(piece)
    cuts.extend(m.start() for m in _GLUED.finditer(line))
    run_in = {m.end() for m in _RUN_IN.finditer(line)}
    cuts.extend(run_in)
    cuts = sorted(set(cuts))
    out: list[tuple[int, int]] = []
    for start, end in zip(cuts, [*cuts[1:], len(line)]):
        piece = line[start:end]
        s, e = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if s >= e:
            continue
        if out and s not in run_in and not _ends(line[out[-1][0]:out[-1][1]], line[s:e], gap=s - out[-1][1]):
            out[-1] = (out[-1][0], e)
        else:
            out.append((s, e))
    return out


def _ends(before: str, after: str, gap: int) -> bool:
    if _NO_END.search(before[-12:]):
        return False
    if not _NEXT_START.match(after):
        return False
    if gap == 0 and not _GLUED.search(before[-3:] + after[:2]):
        return False
    return before[-1] in ".!?…:;”\"»)" or before[-1].isalnum()


def _words(text: str) -> list[tuple[int, int]]:
    """Words of one sentence as ``[start, end)``. underthesea rewrites blanks, so its words are walked
    over the text's non-blank characters in order."""
    spans: list[tuple[int, int]] = []
    at, size = 0, len(text)
    for word in word_tokenize(text, use_token_normalize=False):
        while at < size and text[at].isspace():
            at += 1
        start = at
        if text.startswith(word, at):
            at += len(word)
        else:  # other blanks inside, or letters that it composed
            need = sum(not c.isspace() for c in word)
            while need and at < size:
                need -= not text[at].isspace()
                at += 1
        if at > start:
            spans.append((start, at))
    rest = text[at:].strip()
    if rest:  # the tokenizer dropped characters: they are a word of their own
        start = text.index(rest, at)
        spans.append((start, start + len(rest)))
    return spans


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
