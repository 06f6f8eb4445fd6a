"""The sheet on a photograph: its four corners against a darker ground,
drawn out to a page seen from straight above.

Source: the usual way of document scanners: the largest bright outline with four corners, and a
projective map.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from extract.read.scan.ink import Picture, median_level

_SMALL = 1200
"""Pixels of the longer side of the picture in which the outline is looked for."""

_NEAR = 61
"""Pixels of it: wider than the strip of ground beside a sheet,
narrow enough for the light to be even.
"""

_LEAST_SHARE = 0.6
_DARKER = 0.75
"""Share of the picture that the sheet covers at least,
and how dark the ground is beside it at most.
"""

_AT_EDGE = 2
"""Pixels of the small picture."""

_SIDES = 3
"""Sides of the sheet that must lie inside the picture; a scanner's black edge shows one or two."""


def flatten_sheet(picture: Picture) -> Picture:
    """The sheet alone, as large as the picture; the picture itself
    where no sheet lies on a darker ground.
    """
    corners = find_sheet(picture)
    if corners is None:
        return picture
    height, width = picture.shape
    page = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), page)
    return np.asarray(
        cv2.warpPerspective(picture, matrix, (width, height), flags=cv2.INTER_CUBIC), np.uint8
    )


def find_sheet(picture: Picture) -> NDArray[np.float32] | None:
    """The corners of the sheet in pixels, from the upper left one clockwise;
    None where there is no such sheet.
    """
    if not _is_framed_darkly(picture):
        return None
    scale = _SMALL / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), 1)
    # the lightest level near by is the paper's, however the light falls off
    paper = cv2.blur(cv2.dilate(small, np.ones((_NEAR, _NEAR), np.uint8)), (_NEAR, _NEAR))
    level = np.asarray(cv2.divide(small, paper, scale=255), np.uint8)
    sheet = np.where(level > _DARKER * 255, np.uint8(255), np.uint8(0))
    outlines, _ = cv2.findContours(sheet, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea, default=None)
    if outline is None or cv2.contourArea(outline) < _LEAST_SHARE * small.size:
        return None
    hull = cv2.convexHull(outline)
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True)[:, 0].astype(
        np.float32
    )
    if len(corners) != 4 or not _is_on_dark(level, corners):
        return None
    ordered = _clockwise(corners)
    return (
        np.asarray(ordered / scale, np.float32)
        if _sides_inside(ordered, small.shape) >= _SIDES
        else None
    )


def _is_framed_darkly(picture: Picture) -> bool:
    """Whether the picture's outermost pixels are ground on enough sides;
    a glance spares scans the search.
    """
    paper = median_level(picture[:: len(picture) // 100 + 1])
    sides = (picture[0], picture[-1], picture[:, 0], picture[:, -1])
    return sum(median_level(side) < _DARKER * paper for side in sides) >= _SIDES


def _is_on_dark(level: Picture, corners: NDArray[np.float32]) -> bool:
    """Whether what lies outside the corners is much darker than what lies inside."""
    mask = np.zeros_like(level)
    cv2.fillConvexPoly(mask, corners.astype(np.int32), 255)
    inside, outside = level[mask > 0], level[cv2.dilate(mask, np.ones((5, 5), np.uint8)) == 0]
    return bool(outside.size and np.median(outside) < _DARKER * np.percentile(inside, 20))


def _clockwise(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """Four corners from the upper left one clockwise."""
    middle = corners.mean(axis=0)
    turns = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    return np.asarray(corners[np.argsort(turns)], np.float32)


def _sides_inside(corners: NDArray[np.float32], shape: tuple[int, ...]) -> int:
    """How many sides do not run along the picture's edge."""
    height, width = shape
    sides = [(corners[at], corners[(at + 1) % 4]) for at in range(4)]
    edges = ((0, 0), (1, 0), (0, width - 1), (1, height - 1))
    along = [
        any(max(abs(one[axis] - end), abs(other[axis] - end)) < _AT_EDGE for axis, end in edges)
        for one, other in sides
    ]
    return along.count(False)
