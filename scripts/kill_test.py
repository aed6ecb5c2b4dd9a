"""Kill runs at random times, go on with --resume, and compare with a run that nothing disturbed.

usage: kill_test.py [--kills N] [--copies N] [--seed N] [FILE_OR_FOLDER…]     (default: 20 kills, corpus 10 times over)

All processes of a run are killed at once, as by a loss of power. Exit status 1 if any file differs.
"""
from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.write import duplicates_path, errors_path

ROOT = Path(__file__).parents[1]


def start(inputs: Path, out: Path, *more: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "pipeline", "extract", str(inputs), "--out", str(out), "--workers", "2", *more],
                            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def written(out: Path) -> int:
    part = Path(f"{out}.part")
    return part.stat().st_size if part.exists() else 0


def finish(process: subprocess.Popen) -> None:
    _, message = process.communicate()
    if process.returncode not in (0, 3):
        sys.exit(f"a run failed: {message.decode()}")


def copies(sources: list[Path], folder: Path, number: int) -> None:
    """The articles so many times over, each copy with a line that makes it another article."""
    for n in range(number):
        for source in sources:
            for path in sorted(source.rglob("*.txt")) if source.is_dir() else [source]:
                (folder / f"{n:03d}-{path.name}").write_text(path.read_text("utf-8") + f"\nBản in thứ {n}.\n", "utf-8")
    (folder / "nothing.txt").write_text(" ")


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--copies", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("inputs", nargs="*", type=Path, default=[ROOT / "corpus"])
    args = options.parse_args()
    rng = random.Random(args.seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        inputs = folder / "in"
        inputs.mkdir()
        copies(args.inputs, inputs, args.copies)
        begun = time.monotonic()
        finish(start(inputs, folder / "whole.jsonl"))
        whole = time.monotonic() - begun
        files = [f(folder / "whole.jsonl").read_bytes() for f in (Path, errors_path, duplicates_path)]
        records = files[0].count(b"\n")
        print(f"{records} records, undisturbed in {whole:.0f} s", flush=True)
        out, wrong, kills, taken = folder / "killed.jsonl", 0, 0, 0
        while kills < args.kills:
            for path in folder.glob("killed.jsonl*"):
                path.unlink()
            for _ in range(rng.randint(1, 3)):
                process = start(inputs, out, "--resume")
                # mostly somewhere in the work, measured by what is written; one in five while it starts
                size, late = rng.uniform(0, len(files[0])), time.monotonic() + (rng.uniform(0, whole / 3) if rng.random() < 0.2 else 1e9)
                while process.poll() is None and written(out) < size and time.monotonic() < late:
                    time.sleep(0.005)
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                    kills += 1
                    print(f"kill {kills:3d}: {written(out):9,d} bytes written", flush=True)
                process.wait()
            finish(start(inputs, out, "--resume"))
            taken += 1
            same = [f(out).read_bytes() for f in (Path, errors_path, duplicates_path)] == files
            wrong += not same
            print("output equal to the undisturbed run" if same else "OUTPUT DIFFERS", flush=True)
            if not same:
                shutil.copytree(folder, ROOT / "out" / "kill_test", dirs_exist_ok=True)
    print(f"{kills} kills, {taken} resumed outputs, {wrong} different")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
