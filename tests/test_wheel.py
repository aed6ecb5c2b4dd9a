"""The package as it is installed: from any folder, with its models, the same records."""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.write import manifest_path

ROOT = Path(__file__).parent.parent


def test_a_wheel_holds_all_that_extraction_needs(tmp_path):
    sources, site, elsewhere = tmp_path / "sources", tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("pipeline", "models"):
        shutil.copytree(ROOT / name, sources / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", site, sources], check=True, capture_output=True, env=os.environ | {"PYTHONPATH": ""})
    article = sorted((ROOT / "corpus").glob("*.txt"))[0]
    outputs = []
    for folder, path in ((elsewhere, site), (ROOT, ROOT)):
        out = tmp_path / f"{path.name}.jsonl"
        done = subprocess.run([sys.executable, "-m", "pipeline", "extract", article, "--out", out, "--workers", "1"], cwd=folder,
                              env=os.environ | {"PYTHONPATH": str(path)}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        outputs.append((out.read_bytes(), json.loads(manifest_path(out).read_bytes())["fingerprint"]))
    assert outputs[0] == outputs[1]
    where = subprocess.run([sys.executable, "-c", "import pipeline.trained; print(pipeline.trained.MODELS)"], cwd=elsewhere,
                           env=os.environ | {"PYTHONPATH": str(site)}, capture_output=True, text=True, check=True)
    assert Path(where.stdout.strip()) == site / "pipeline" / "models"
