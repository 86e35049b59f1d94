"""Makes the scripts of docs/ importable, which are no package."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

sys.path.insert(0, str(ROOT / "docs"))
