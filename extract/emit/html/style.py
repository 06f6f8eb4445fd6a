"""The style of the page: quiet on a screen, plain on paper, no font or picture from elsewhere."""

from pathlib import Path

STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
