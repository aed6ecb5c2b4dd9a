"""Round trips through encodings, and hostile pages, against reading and cleaning.

usage: stress_reading.py [--mixtures 10000] [--seed 1] [--hostile]

Mixtures: articles of corpus/ are cut into texts, each written in an encoding, a composition and with
things put in between that print nothing; what is read and folded must be the text, and every
character must stand where its offset says. --hostile also times pages that are made to hurt, each in a
process of its own, with the most memory that it took (Linux only). Exit status 1 if anything fails.
"""
from __future__ import annotations

import argparse
import gzip
import random
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TONES = "\u0300\u0301\u0303\u0309\u0323"
SECONDS, MEGABYTES = 20, 1000  # what a hostile page may cost


# ------------------------------------------------------------------ mixtures

def to_1258(text: str) -> bytes:
    """A letter with its shape, then its tone, as Windows writes them. Raises ``UnicodeEncodeError``."""
    out = b""
    for c in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", c)
        shape = unicodedata.normalize("NFC", "".join(m for m in parts if m not in TONES))
        out += (shape + "".join(m for m in parts if m in TONES)).encode("cp1258")
    return out


def to_tcvn3(text: str) -> bytes:
    from pipeline.encodings import _TCVN3

    codes = {letter: code for code, letter in _TCVN3.items()}
    return b"".join(bytes([codes[c]]) if c in codes else c.encode("ascii") for c in text)


def to_vni(text: str) -> bytes:
    from pipeline.encodings import _VNI_LETTERS, _VNI_MARKS

    letters = {letter: code for code, letter in _VNI_LETTERS.items()}
    marks = {m: code for code, m in _VNI_MARKS.items() if code >= 0xE0}
    out = bytearray()
    for c in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", c)
        base = {"o": "ơ", "u": "ư", "O": "Ơ", "U": "Ư"}[parts[0]] if "\u031b" in parts else parts[0]
        rest = "".join(sorted(parts[1:].replace("\u031b", ""), key=lambda m: m not in "\u0302\u0306"))
        if c in letters:
            out.append(letters[c])
        else:
            out += bytes([letters[base]]) if base in letters else base.encode("ascii")
            out += bytes([marks[rest]]) if rest else b""
    return bytes(out)


# TCVN3 has no capitals with tones: texts for it are in small letters.
ENCODERS = {"utf-8": str.encode, "utf-8 with BOM": lambda t: b"\xef\xbb\xbf" + t.encode(), "utf-16": lambda t: t.encode("utf-16"),
            "utf-16-le": lambda t: t.encode("utf-16-le"), "utf-16-be": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
            "windows-1258": to_1258, "tcvn3": to_tcvn3, "vni": to_vni,
            "utf-8 taken for latin-1": lambda t: t.encode().decode("latin-1").encode(),
            "tcvn3 taken for windows-1252": lambda t: to_tcvn3(t).decode("cp1252").encode(),
            "vni taken for windows-1252": lambda t: to_vni(t).decode("cp1252").encode()}
UNICODE = [name for name in ENCODERS if name.startswith("utf")]
COMPOSITIONS = ("NFC", "NFD", "shape and tone apart", "mixed")
UNSEEN = "\u200b\u00ad\ufeff\u2060\u200e"
LOOK_ALIKES = str.maketrans("Đđ", "Ðð")


def composed(text: str, how: str, dice: random.Random) -> str:
    if how == "NFD":
        return unicodedata.normalize("NFD", text)
    if how == "NFC":
        return text
    def apart(c: str) -> str:
        parts = unicodedata.normalize("NFD", c)
        return (unicodedata.normalize("NFC", "".join(m for m in parts if m not in TONES)) + "".join(m for m in parts if m in TONES))
    if how == "mixed":
        return "".join(dice.choice((c, apart(c), unicodedata.normalize("NFD", c))) for c in text)
    return "".join(map(apart, text))


def disturbed(text: str, dice: random.Random) -> str:
    """The text with what prints the same: unseen characters between letters, other blanks, eths,
    entities."""
    text = text.translate(LOOK_ALIKES) if dice.random() < 0.3 else text
    out = []
    for before, c in zip("\0" + text, text):
        if dice.random() < 0.02 and before.isalpha() and c.isalpha() and c.isascii():
            out.append(dice.choice(UNSEEN))
        if c == " " and dice.random() < 0.1:
            out.append(dice.choice(("\u00a0", "  ", "\u2003", "\t", "&nbsp;")))
        elif c == "&" or c == '"' and dice.random() < 0.5:
            out.append({"&": "&amp;", '"': "&quot;"}[c])
        else:
            out.append(c)
    return "".join(out)


def texts() -> list[str]:
    """Pieces of the corpus of 200 characters or more, in NFC with plain blanks, of letters that all
    encodings have."""
    from pipeline.offsets import Traced

    out = []
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        lines = [Traced.of(x).fold().text for x in path.read_text("utf-8").splitlines()]
        out += [x for x in lines if len(x) >= 200 and "&" not in x]
    return out


def one(text: str, dice: random.Random) -> str | None:
    """Write a text in some way and read it again; what went wrong, or ``None``."""
    from pipeline.encodings import decode
    from pipeline.offsets import Traced

    encoder = dice.choice(list(ENCODERS))
    if "tcvn3" in encoder:
        text = text.lower()
    written, how = text, "NFC"
    if encoder in UNICODE:
        how = dice.choice(COMPOSITIONS)
        written = composed(disturbed(text, dice), how, dice)
    try:
        data = ENCODERS[encoder](written)
    except (UnicodeError, KeyError):  # signs that the encoding lacks
        plain = "".join(c for c in text if c.isalnum() or c in " .,;:()/-%")
        text = written = Traced.of(plain).fold().text
        data = ENCODERS[encoder](written)
    source, name = decode(data)
    folded = Traced.of(source).fold()
    label = f"{encoder}, {how}: read as {name}"
    if folded.text != text:
        at = next((i for i, (a, b) in enumerate(zip(folded.text, text)) if a != b), min(len(folded.text), len(text)))
        return f"{label}: {text[max(0, at - 20):at + 20]!r} became {folded.text[max(0, at - 20):at + 20]!r}"
    if sorted(folded.origins) != list(folded.origins) and how == "NFC":
        return f"{label}: offsets out of order"
    for char, origin in zip(folded.text, folded.origins):
        there = source[origin]
        if char != " " and there != "&" and unicodedata.normalize("NFD", there.replace("Ð", "Đ").replace("ð", "đ"))[0] != unicodedata.normalize("NFD", char)[0]:
            return f"{label}: {char!r} at {origin}, where {there!r} stands"
    return None


def mixtures(count: int, seed: int) -> int:
    """Number of round trips that failed; the first ten are printed."""
    dice = random.Random(seed)
    pool = texts()
    failed = 0
    for number in range(count):
        text = " ".join(dice.choices(pool, k=dice.randint(1, 3)))
        wrong = one(text, dice)
        if wrong:
            failed += 1
            if failed <= 10:
                print(f"mixture {number}: {wrong}")
    return failed


# ------------------------------------------------------------------ hostile pages

LEAD = "Sáng 12/5, UBND huyện tổ chức hội nghị sơ kết công tác cải cách hành chính quý I, triển khai nhiệm vụ quý II năm 2023. "


def hostile(folder: Path) -> list[Path]:
    """Pages that are made to hurt, written into a folder."""
    mega = 2**20
    article = f"<h1>Hội nghị sơ kết quý I</h1><p>{LEAD}</p><p>{LEAD}{LEAD}</p>"
    pages: dict[str, bytes] = {
        "page of 20 MB.html": (f"<html><body>{article}" + "<div class=x><a href=/y>Tin khác</a></div>" * 420_000 + "</body>").encode()[:20 * mega],
        "text of 20 MB.txt": (LEAD + "\n").encode() * (20 * mega // len((LEAD + "\n").encode())),
        "200,000 nested tags.html": ("<div>" * 200_000 + article + "</div>" * 200_000).encode(),
        "200,000 open spans and links.html": ("<span><a href=x>" * 100_000 + article).encode(),
        "unclosed quotes.html": (article + "<a href=\"" * 100_000).encode(),
        "unclosed comments.html": (article + "<!-- <script> <!" * 100_000).encode(),
        "null bytes.html": article.encode() + b"\0" * mega,
        "null bytes.txt": b"\0" * 10 * mega,
        "endless line.txt": LEAD.encode() * (19 * mega // len(LEAD.encode())),
        "endless line of one letter.txt": b"a" * 19 * mega,
        "endless line.html": b"<p>" + LEAD.encode() * (19 * mega // len(LEAD.encode())),
        "endless entities.html": b"<p>" + b"&nbsp;&#x1ebf;" * (15 * mega // 14),
        "combining marks.txt": ("e" + "\u0301" * 5_000_000).encode(),
        "endless row.jsonl": b'{"text": "' + b"a" * 60 * mega,
        "endless row.csv": b'text\n"' + b"a" * 60 * mega,
    }
    for name, data in pages.items():
        (folder / name).write_bytes(data)
    for name, unit in (("bomb.html.gz", b"<p>0</p>"), ("bomb.jsonl.gz", b"\n")):
        with gzip.open(folder / name, "wb", compresslevel=9) as file:
            for _ in range(2000):  # 2 GB
                file.write(unit * (mega // len(unit)))
    return sorted(folder.iterdir())


def worker(path: Path) -> None:
    """Read and clean one file, and print what came of it, the seconds and the memory (MB)."""
    from pipeline.clean import CleaningError, clean
    from pipeline.read import read
    from pipeline.records import ErrorLine

    begun = time.process_time()
    says = "nothing"
    for item in read([path]):
        try:
            says = item.error if isinstance(item, ErrorLine) else f"an article of {len(clean(item).text):,} characters"
        except CleaningError as e:
            says = str(e)
    seconds = time.process_time() - begun  # of the processor: a busy machine does not change it
    # of this process alone; what getrusage tells begins with its parent's
    peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(f"{seconds:.1f}\t{int(peak) / 1024:.0f}\t{says}")


def try_hostile() -> int:
    """Number of pages that cost more than they may."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in hostile(Path(folder)):
            done = subprocess.run([sys.executable, __file__, "--worker", path], capture_output=True, text=True, timeout=600)
            last = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()[-1:]
            seconds, megabytes, says = last[0].split("\t") if done.returncode == 0 else ("inf", "inf", last[0] if last else "died")
            bad = float(seconds) > SECONDS or float(megabytes) > MEGABYTES
            failed += bad
            print(f"{'FAILED ' if bad else ''}{path.name:36s} {seconds:>6s} s {megabytes:>5s} MB  {says[:110]}", flush=True)
    return failed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mixtures", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--worker", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        worker(args.worker)
        return
    failed = mixtures(args.mixtures, args.seed)
    print(f"{args.mixtures:,} mixtures, {failed} failed")
    if args.hostile:
        failed += try_hostile()
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
