"""The scans made for measuring: which document, worn how, and which half of the measurement it belongs to.

Parameters of the engine are chosen on the renderings of ``tune`` only; accuracy is reported on ``report``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from scripts.measure.annotated import SAMPLES, SHARED
from scripts.measure.degrade import Wear, scan, scan_appendix

Split = Literal["tune", "report"]
SEED_PLAN = SHARED / "seed" / "plan_portrait.pdf"


@dataclass(frozen=True, slots=True)
class Rendering:
    """One scan to make. ``appendix``: only the pages from this one on are scans; ``wear`` None: the file is a scan."""

    name: str
    split: Split
    source: Path
    wear: Wear | None
    seed: int = 0
    appendix: int | None = None

    def make(self) -> bytes:
        """The scan's bytes; the same ones every time."""
        data = self.source.read_bytes()
        if self.wear is None:
            return data
        if self.appendix is not None:
            return scan_appendix(data, self.appendix, self.wear, self.seed)
        return scan(data, self.wear, self.seed)

    @property
    def dpi(self) -> int:
        """Dots an inch of its pictures."""
        return self.wear.dpi if self.wear else 200


def _office(dpi: int, skew: float) -> Wear:
    """What the paper of an office looks like: askew, grainy, sealed, and saved to be small."""
    return Wear(dpi=dpi, skew=skew, noise=10, specks=1, blur=dpi / 400, quality=40, stamp=True)


def _sample(name: str) -> Path:
    return SAMPLES / f"{name}.pdf"


RENDERINGS = (
    Rendering("district-2024 at 200 dpi, worn", "tune", _sample("district-2024"), _office(200, 0.8), 11),
    Rendering("commune-2024 at 150 dpi, worn", "tune", _sample("commune-2024"), _office(150, -1.1), 12),
    Rendering("commune-2024 at 300 dpi, grey", "tune", _sample("commune-2024"), Wear(dpi=300, grey=True, skew=0.5), 13),
    Rendering("district-2024 photographed", "tune", _sample("district-2024"), Wear(photo=True, quality=70), 14),
    Rendering("seed at 200 dpi as scanned", "report", SHARED / "seed" / "plan_scan_200dpi.pdf", None),
    Rendering("seed at 150 dpi, worn", "report", SEED_PLAN, _office(150, 1.0), 21),
    Rendering("seed at 200 dpi, worn", "report", SEED_PLAN, _office(200, -1.5), 22),
    Rendering("seed at 300 dpi, worn", "report", SEED_PLAN, _office(300, 2.0), 23),
    Rendering("seed photographed", "report", SEED_PLAN, Wear(photo=True, quality=70, noise=4), 24),
    Rendering("seed, page 9 on its side", "report", SEED_PLAN, Wear(turned=(9,), skew=0.6), 25),
    Rendering("seed, scanned appendix", "report", SEED_PLAN, Wear(skew=0.7, noise=6), 26, appendix=9),
    Rendering("commune-2025 at 200 dpi, worn", "report", _sample("commune-2025"), _office(200, 0.9), 27),
    Rendering("commune-2025 at 150 dpi, worn", "report", _sample("commune-2025"), _office(150, -0.7), 28),
)
