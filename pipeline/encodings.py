"""Bytes → text for Vietnamese pages: UTF-8, UTF-16, windows-1258 and the two font encodings
(TCVN3/"ABC" and VNI) in which much of the older web was written.

A legacy reading is believed only if it makes Vietnamese syllables: nearly every byte string is
*some* text in windows-1258, TCVN3 and VNI.
"""
from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Iterator

import regex
from charset_normalizer import from_bytes


class DecodingError(ValueError):
    """The bytes are not text in any encoding known here; the message says what was tried."""


# TCVN3 fonts: one byte a letter; capitals with a tone share the code of the small letter.
_TCVN3 = dict(zip(
    bytes.fromhex("b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaeccceCfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9"
                  "aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a3a4a5a6a7"),
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ"))
# VNI fonts: a letter, then a byte for its marks; a few letters have a byte of their own.
_VNI_MARKS = {0xF9: "\u0301", 0xF8: "\u0300", 0xFB: "\u0309", 0xF5: "\u0303", 0xEF: "\u0323",
              0xEA: "\u0306", 0xE9: "\u0306\u0301", 0xE8: "\u0306\u0300", 0xFA: "\u0306\u0309",
              0xFC: "\u0306\u0303", 0xEB: "\u0306\u0323", 0xE2: "\u0302", 0xE1: "\u0302\u0301",
              0xE0: "\u0302\u0300", 0xE5: "\u0302\u0309", 0xE3: "\u0302\u0303", 0xE4: "\u0302\u0323"}
_VNI_MARKS |= {code - 0x20: marks for code, marks in list(_VNI_MARKS.items())}
_VNI_LETTERS = dict(zip(bytes.fromhex("f1d1f4d4f6d6edeced"), "đĐơƠưƯíìí"))
_VNI_LETTERS |= dict(zip(bytes.fromhex("e6f3f2eecdccc6d3d2ce"), "ỉĩịỵÍÌỈĨỊỴ"))

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_SYLLABLE = regex.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?"
    r"(?:i[êe]u?|y[êe]u?|u[ôo]i?|ư[ơo][iu]?|o[aăeê][iouy]?|u[âaêeơy][auiy]?|uy[êe]|[aăâeêioôơuưy][aiouy]?)"
    r"(?:ng|nh|ch|[cmnpt])?")
_TONES = str.maketrans("", "", "\u0300\u0301\u0303\u0309\u0323")
# Share of the words with marks that must be Vietnamese syllables. Right readings of portal pages
# lie above 0.9 (names of foreigners are the rest), wrong readings of the same bytes below 0.4.
_PLAUSIBLE = 0.7
_BETTER = 0.2  # by which a second reading of letters must surpass the first
_SAMPLE = 200_000  # bytes looked at when comparing encodings; one encoding a file
# Names of tags and words of scripts would outnumber the words of a page.
_TAG = regex.compile(r"<(?:script|style)\b[^<]*+|<[^<>]*+>|&\w{1,10};", regex.IGNORECASE)
# UTF-8 that a portal cut in the middle of a letter is broken in a place or two; other encodings
# read as UTF-8 break at every marked letter, one in five.
_BROKEN = 200  # bytes of text for each that is broken


def decode(data: bytes) -> tuple[str, str]:
    """The text of ``data`` and the name of its encoding. Raises :class:`DecodingError`."""
    for bom, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                      (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(bom):
            try:
                return data.decode("utf-8-sig" if name == "utf-8" else name), name
            except UnicodeDecodeError as e:
                raise DecodingError(f"starts like {name} but byte {e.start} is broken; save it again as UTF-8") from e
    if b"\0" in data[:_SAMPLE] or b"\0" in data:
        return _utf16_without_bom(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as e:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") * _BROKEN <= len(data) and plausibility(text) >= _PLAUSIBLE:
            return text, "utf-8"
        return _legacy(data, e)
    return _font_encoded(text) or (text, "utf-8")


def repaired(text: str, encoding: str, *others: str | None) -> tuple[str | None, ...]:
    """A text that was decoded elsewhere, with its encoding and other texts that came with it: as they
    are, or read anew where a crawler took font codes or UTF-8 for Latin letters."""
    found = _font_encoded(text)
    if found is None:
        return text, encoding, *others
    again = [_single_bytes(other) if other else None for other in others]
    return *found, *(dict(_readings(data)).get(found[1], other) if data else other for other, data in zip(others, again))


def plausibility(text: str) -> float:
    """Share of the words with marks that are Vietnamese syllables, 0..1; 0 where fewer than three
    words, or fewer than one in eight, have marks: running Vietnamese has two in three."""
    good = marked = words = 0
    text = text[:_SAMPLE]
    for word in _WORD.findall(_TAG.sub(" ", text) if "<" in text else text):
        words += 1
        if word.isascii():
            continue
        marked += 1
        # a small letter before a capital ("hßA") is never a word: shapes are checked as written
        flat = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES)).lower().replace("ð", "đ")
        shape = word[1:].islower() or word.isupper() or len(word) == 1
        good += shape and _SYLLABLE.fullmatch(flat) is not None
    return good / marked if marked >= 3 and 8 * marked >= words else 0.0


def _utf16_without_bom(data: bytes) -> tuple[str, str]:
    sample = data[:_SAMPLE]
    for name, zeros in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        # in UTF-16 Vietnamese at least every third character is ASCII: its other byte is zero
        if len(data) % 2 == 0 and zeros.count(0) * 3 > len(zeros):
            try:
                text = data.decode(name)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return text, name
    raise DecodingError(f"holds NUL bytes (the first at byte {data.index(0)}): a binary or damaged file; "
                        "give the article as text, HTML or JSONL in UTF-8")


def _legacy(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    best, text, name = max(((plausibility(t), t, n) for n, t in _readings(data[:_SAMPLE])), key=lambda r: r[0],
                           default=(0.0, "", ""))
    if best < _PLAUSIBLE:
        guess = from_bytes(data[:_SAMPLE]).best()
        if guess is not None and guess.encoding not in ("utf_8", "ascii") and plausibility(str(guess)) >= _PLAUSIBLE:
            try:
                return data.decode(guess.encoding), guess.encoding.replace("_", "-")
            except UnicodeDecodeError:
                pass
        raise DecodingError(f"not UTF-8 (byte {error.start}: {error.reason}) and not UTF-16, windows-1258, TCVN3 or "
                            "VNI; save it again as UTF-8")
    if len(data) > _SAMPLE:
        text = dict(_readings(data))[name]
    return text, name


def _font_encoded(text: str) -> tuple[str, str] | None:
    """Font-encoded text, or UTF-8, that was taken for Latin letters ("Céng hßa x· héi", "Cá»™ng hÃ²a")
    and saved as UTF-8, letter for letter."""
    data = _single_bytes(text)
    if data is None or data.isascii():
        return None
    readings = {name: reading for name, reading in _readings(data) if name != "windows-1258"}
    found = {name: plausibility(reading) for name, reading in readings.items()}
    best = max(found, key=found.__getitem__)
    # font codes make a syllable here and there as they stand: two in five at most
    if found[best] < max(_PLAUSIBLE, plausibility(text) + _BETTER):
        return None
    return readings[best], best


def _single_bytes(text: str) -> bytes | None:
    """The bytes that were taken for these letters; ``None`` where other letters are among them. Control
    characters stand for their own byte, in Latin-1 and where windows-1252 leaves a code free."""
    try:
        return text.encode("cp1252")
    except UnicodeEncodeError as e:
        if not "\x80" <= text[e.start] <= "\x9f":  # nearly every page ends here, at its first marked letter
            return None
    try:
        return b"".join(bytes([ord(c)]) if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in text)
    except UnicodeEncodeError:
        return None


def _readings(data: bytes) -> Iterator[tuple[str, str]]:
    try:
        yield "utf-8", data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        yield "windows-1258", unicodedata.normalize("NFC", data.decode("cp1258"))
    except UnicodeDecodeError:
        pass
    if data.isascii():
        return
    yield "tcvn3", "".join(_TCVN3.get(b) or _single(b) for b in data)
    yield "vni", _vni(data)


def _vni(data: bytes) -> str:
    out: list[str] = []
    for b in data:
        if b in _VNI_LETTERS:
            out.append(_VNI_LETTERS[b])
        elif b in _VNI_MARKS and out and out[-1] in "aeouyAEOUYơưƠƯ":
            out.append(_VNI_MARKS[b])
        else:
            out.append(_single(b))
    return unicodedata.normalize("NFC", "".join(out))


def _single(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace")
