"""Where the trained models lie: in ``models/`` of the project's folder, and in an installed package within it."""
from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
MODELS = _PACKAGE / "models" if (_PACKAGE / "models").is_dir() else _PACKAGE.parent / "models"
