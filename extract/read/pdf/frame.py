"""The way from PDF coordinates to the upright page."""

from __future__ import annotations

from typing import NamedTuple

from schemas.page import Box


class Frame(NamedTuple):
    """The visible part of a page in PDF coordinates (points, y upwards),
    and how its content is turned.

    ``quarters`` counts the clockwise quarter turns that set the content upright.
    """

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def width(self) -> float:
        """Width of the upright page."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the upright page."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A PDF rectangle on the upright page (origin top-left, y downwards)."""
        match self.quarters:
            case 1:
                return Box(
                    bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
                )
            case 2:
                return Box(
                    self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
                )
            case 3:
                return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)
            case _:
                return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)

    def seen_from(self, other: Frame, box: Box) -> Box:
        """A box of this upright page on the upright page of ``other``,
        which turns the same page differently.
        """
        match self.quarters:
            case 1:
                pdf = (
                    box.top + self.left,
                    box.x0 + self.bottom,
                    box.bottom + self.left,
                    box.x1 + self.bottom,
                )
            case 2:
                pdf = (
                    self.right - box.x1,
                    box.top + self.bottom,
                    self.right - box.x0,
                    box.bottom + self.bottom,
                )
            case 3:
                pdf = (
                    self.right - box.bottom,
                    self.top - box.x1,
                    self.right - box.top,
                    self.top - box.x0,
                )
            case _:
                pdf = (
                    box.x0 + self.left,
                    self.top - box.bottom,
                    box.x1 + self.left,
                    self.top - box.top,
                )
        return other.upright(*pdf)
