"""The licences of every package that is installed to run this project, and whether each allows it to be given on under MIT.

usage: licences.py        Prints name, version and licence; exit status 1 if one is unknown or does not fit.
"""
from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
# Licences of libraries that may be used unchanged by, and installed beside, a work under MIT: permissive
# ones, and those that ask for their own files only to stay under them (MPL, LGPL).
FITTING = re.compile(r"\b(?:MIT(?:-0)?|BSD|[0-3]?-?clause|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public|LGPL|Lesser General|Unlicense|"
                     r"Zlib|HPND|CC0|0BSD|CNRI-Python|public domain|Artistic)", re.IGNORECASE)


def required() -> list[str]:
    """Names of the packages that requirements.txt pins, and of those of the extras that are installed here."""
    pinned = [[line.partition("==")[0].strip() for line in file.read_text("utf-8").splitlines() if "==" in line]
              for file in (ROOT / "requirements.txt", *sorted(ROOT.glob("requirements-*.txt")))]
    installed = {(dist.metadata["Name"] or "").lower().replace("_", "-") for dist in metadata.distributions()}
    return sorted({*pinned[0], *(name for names in pinned[1:] for name in names if name.lower() in installed)})


def licence(name: str) -> str:
    """What a package says its licence is; empty if nothing."""
    about = metadata.metadata(name)
    said = [about.get("License-Expression") or "",
            *(c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")),
            (about.get("License") or "").strip().partition("\n")[0][:80]]
    return next((s for s in said if s and s not in ("OSI Approved", "UNKNOWN", "Other/Proprietary License")), "")


def unfitting(names: list[str]) -> dict[str, str]:
    """The packages whose licence is unknown or does not fit."""
    return {n: found for n in names if not FITTING.search(found := licence(n))}


def main() -> int:
    names = required()
    for name in names:
        print(f"{name:26s} {metadata.version(name):12s} {licence(name)}")
    bad = unfitting(names)
    for name, found in bad.items():
        print(f"does not fit: {name}: {found or 'no licence told'}", file=sys.stderr)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
