"""Files on local disks and in object stores: ``s3://bucket/folder``, or whatever address Arrow or fsspec knows.

Credentials come from where the filesystem's own client looks for them: environment variables,
configuration files, the role of the machine. A store of one's own is named in ``AWS_ENDPOINT_URL``.
"""
from __future__ import annotations

import os
import re
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from pyarrow import ArrowInvalid, fs

from pipeline.containers import error_line
from pipeline.read import KINDS, files, kind
from pipeline.records import ErrorLine

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def remote(address: str) -> bool:
    """Whether a file is named by an address, and not by a path on this machine."""
    return bool(_ADDRESS.match(address))


@lru_cache(maxsize=64)
def connect(address: str) -> tuple[fs.FileSystem, str]:
    """The filesystem of a path or an address, and the path in it. Raises ``OSError`` where it cannot be reached, or is unknown."""
    if not remote(address):
        return fs.LocalFileSystem(), os.path.abspath(address)
    try:
        return fs.FileSystem.from_uri(quote(address, safe="/:?&=%@+,;~"))  # letters beyond ASCII are no address to Arrow
    except ArrowInvalid:
        pass
    try:
        import fsspec

        found, path = fsspec.url_to_fs(address)
    except (ImportError, ValueError) as e:
        raise OSError(f"{address}: {e}") from e
    return fs.PyFileSystem(fs.FSSpecHandler(found)), path


@dataclass(frozen=True, slots=True)
class Found:
    """A file among the inputs: ``path`` as the records name it, ``at`` in the filesystem of the address
    ``root`` (empty: on a local disk)."""

    path: str
    at: str
    root: str
    size: int
    changed: str


def find(inputs: Iterable[str]) -> Iterator[Found | ErrorLine]:
    """The files of ``inputs`` in the order in which :func:`pipeline.read.read` reads them, those by an address last; each once."""
    inputs = sorted(set(inputs))
    for found in files([i for i in inputs if not remote(i)]):
        if isinstance(found, ErrorLine):
            yield found
        else:
            with suppress(OSError):
                state = os.stat(found)
                yield Found(found, found, "", state.st_size, str(state.st_mtime_ns))
                continue
            yield error_line(found, "cannot be read; check its permissions and links")
    seen: set[str] = set()
    for address in filter(remote, inputs):
        for item in _find(address):
            if isinstance(item, ErrorLine):
                yield item
            elif item.path not in seen:
                seen.add(item.path)
                yield item


def _find(address: str) -> Iterator[Found | ErrorLine]:
    system, root = connect(address)
    prefix = address.partition("?")[0].rstrip("/").removesuffix(root.rstrip("/"))
    if not remote(prefix):
        prefix = address.partition("://")[0] + "://"
    info = system.get_file_info(root)
    if info.type == fs.FileType.File:
        if kind(root) is None:
            yield error_line(address, f"unknown kind of file; give {', '.join(KINDS)}, or one of them with .gz or .zst")
            return
        infos = [info]
    else:
        infos = system.get_file_info(fs.FileSelector(root, recursive=True, allow_not_found=True))
        if not infos:
            yield error_line(address, "no such file or folder; check the address, which can hold no pattern")
    # a folder's names sort by name, not with the separator in between: as in a local folder
    for info in sorted(infos, key=lambda i: i.path.split("/")):
        below = info.path.removeprefix(root)
        if info.type == fs.FileType.File and kind(info.path) and not any(part.startswith(".") for part in below.split("/")):
            yield Found(prefix + info.path, info.path, address, info.size or 0, str(info.mtime_ns or ""))


class Folder:
    """A folder by its path or address, to write files to that are whole or not there."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._system, root = connect(address)
        self._root = root.rstrip("/")

    @property
    def local(self) -> bool:
        """Whether it is on a disk of this machine, or one that looks like it."""
        return isinstance(self._system, fs.LocalFileSystem)

    def create(self) -> None:
        """Make it, with the folders above, where it is not there."""
        self._system.create_dir(self._root, recursive=True)

    def put(self, name: str, source: Path) -> None:
        """Copy a local file to ``name``: an object store shows an upload when it is complete; elsewhere a file is renamed."""
        if not self.local:
            with source.open("rb") as file, self._system.open_output_stream(f"{self._root}/{name}") as out:
                shutil.copyfileobj(file, out)
            return
        part = Path(self._root, f"{name}.{uuid.uuid4().hex}.part")
        try:
            with source.open("rb") as file, part.open("wb") as out:
                shutil.copyfileobj(file, out)
                out.flush()
                os.fsync(out.fileno())
            os.replace(part, Path(self._root, name))
        finally:
            part.unlink(missing_ok=True)

    def open(self, name: str) -> BinaryIO:
        """A file's bytes as a stream. Raises ``FileNotFoundError``."""
        return self._system.open_input_stream(f"{self._root}/{name}")

    def read(self, name: str) -> bytes | None:
        """A file's bytes; None where there is no such file."""
        try:
            with self.open(name) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def size(self, name: str) -> int | None:
        """A file's size in bytes; None where there is no such file."""
        return self._system.get_file_info(f"{self._root}/{name}").size

    def names(self) -> dict[str, int]:
        """The files in it with their sizes."""
        infos = self._system.get_file_info(fs.FileSelector(self._root, allow_not_found=True))
        return {info.base_name: info.size or 0 for info in infos if info.type == fs.FileType.File}

    def delete(self, name: str) -> None:
        """Delete a file. Raises ``FileNotFoundError``."""
        self._system.delete_file(f"{self._root}/{name}")

    def remove(self) -> None:
        """Delete it with all that is in it."""
        self._system.delete_dir(self._root)
