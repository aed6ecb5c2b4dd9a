"""Stage 3: an article's text → its sentences, and underthesea's words of those that are asked about."""
from __future__ import annotations

import bisect
from operator import itemgetter

import regex
from underthesea import sent_tokenize, word_tokenize

from pipeline.article import Article, Context, Sentence, sentence_at

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
# A blank after a mark that no word spans.
_STRETCH = regex.compile(r"[,;:)”\"]\s(?=\S)")
# The number of the first item, left behind the colon: "… nhiệm vụ sau: 1. | Giữ vững …".
_NUMBER_LEFT = regex.compile(r"(?<=[:;])\s+(\d{1,2}[.)])$")
_NEXT_START = regex.compile(r"[\p{Lu}\d“\"'‘«(\[•\-–+*]")


def segment(article: Article) -> Context:
    """Sentences of an article, and its words, each sentence's found when they are first asked for."""
    sentences = [Sentence(line.start + s, line.start + e, number) for number, line in enumerate(article.lines)
                 for s, e in split_sentences(article.text[line.start:line.end])]
    return Context(article=article, sentences=sentences, words=Segmentation(article.text, sentences))


class Segmentation:
    """underthesea's words of an article, found where they are asked about: cutting all of it into words would
    take half as long as the rest of the line, and nine tenths of it hold nothing that hangs on words. A sentence is cut
    a stretch at a time, from one comma or bracket to the next, both of them included: the tokenizer looks
    two words around, and of 2,000 words one comes out otherwise than in its whole sentence (corpus/ and as many
    real articles again). Offsets are code points of the article's text."""

    def __init__(self, text: str, sentences: list[Sentence]) -> None:
        self._text, self._sentences = text, sentences
        self._cuts: dict[int, list[int]] = {}  # starts of a sentence's stretches, by its own start
        self._found: dict[int, list[tuple[int, int]]] = {}  # words of a stretch, by its start

    def words_of(self, sentence: Sentence) -> list[tuple[int, int]]:
        """The words of a sentence as ``[start, end)``, in order."""
        cuts = self._stretches(sentence)
        return [w for start, end in zip(cuts, [*cuts[1:], sentence.end]) for w in self._stretch(sentence, start, end)]

    def starts(self, offset: int) -> bool:
        """Whether a word starts at ``offset``."""
        word = self._last_before(offset + 1)
        return word is not None and word[0] == offset

    def around(self, offset: int) -> tuple[int, int] | None:
        """The word that ``offset`` falls within, between its first character and its last ("bản | chất")."""
        word = self._last_before(offset)
        return word if word and offset < word[1] else None

    def _last_before(self, offset: int) -> tuple[int, int] | None:
        """The last word that starts before ``offset``, of the stretch that holds the character before it."""
        sentence = sentence_at(self._sentences, offset - 1)
        if sentence is None:
            return None
        cuts = self._stretches(sentence)
        i = bisect.bisect_left(cuts, offset) - 1
        words = self._stretch(sentence, cuts[i], cuts[i + 1] if i + 1 < len(cuts) else sentence.end)
        i = bisect.bisect_left(words, offset, key=itemgetter(0)) - 1
        return words[i] if i >= 0 else None

    def _stretches(self, sentence: Sentence) -> list[int]:
        cuts = self._cuts.get(sentence.start)
        if cuts is None:
            cuts = self._cuts[sentence.start] = [sentence.start, *(m.end() for m in _STRETCH.finditer(self._text, sentence.start, sentence.end))]
        return cuts

    def _stretch(self, sentence: Sentence, start: int, end: int) -> list[tuple[int, int]]:
        words = self._found.get(start)
        if words is None:
            left = max(start - 2, sentence.start)  # the mark and the blank that the stretch before it ends with
            words = self._found[start] = [(left + s, left + e) for s, e in _words(self._text[left:end]) if left + s >= start]
        return words


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
            if out and (left := _NUMBER_LEFT.search(line, *out[-1])):
                out[-1], s = (out[-1][0], left.start()), left.start(1)
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
