"""What a page paints, object by object in its order, forms opened: kinds, places, matrices."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium

Handle = Any
Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]
"""(left, bottom, right, top) in points of the PDF's own page, y upwards."""

Painted = tuple[Handle, int, Matrix]
"""An object of a page, its kind, and the matrix of the form that it stands in."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_MAX_DEPTH = 6


def painted_objects(page: Handle) -> Iterator[Painted]:
    """Every object of the page, also those inside forms, each with its kind and the matrix of its
    form; forms themselves are left out.
    """
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _object(pdfium.FPDFPage_GetObject(page, index), IDENTITY, 0)


def _object(handle: Handle, matrix: Matrix, depth: int) -> Iterator[Painted]:
    kind = pdfium.FPDFPageObj_GetType(handle)
    if kind != pdfium.FPDF_PAGEOBJ_FORM:
        yield handle, kind, matrix
    elif depth < _MAX_DEPTH:
        inner = product(matrix_of(handle), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(handle)):
            yield from _object(pdfium.FPDFFormObj_GetObject(handle, index), inner, depth + 1)


def matrix_of(handle: Handle) -> Matrix:
    """The object's own matrix."""
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that applies ``inner`` first."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


_SIDES = tuple(ctypes.c_float() for _ in range(4))


def bounds(handle: Handle, matrix: Matrix) -> Rectangle:
    """The object's rectangle in page coordinates; what clips it is not looked at."""
    left, bottom, right, top = _SIDES
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    if matrix is IDENTITY:
        return left.value, bottom.value, right.value, top.value
    corners = [
        moved((x, y), matrix) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    return around(corners)


def moved(point: Point, matrix: Matrix) -> Point:
    """A point where a matrix sets it."""
    a, b, c, d, e, f = matrix
    return point[0] * a + point[1] * c + e, point[0] * b + point[1] * d + f


def around(points: list[Point]) -> Rectangle:
    """The rectangle around points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def clip_rectangle(clip: Handle) -> Rectangle:
    """The rectangle that all paths of a clip have in common, each taken as wide as it is."""
    left, bottom, right, top = float("-inf"), float("-inf"), float("inf"), float("inf")
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(pdfium.FPDFClipPath_CountPaths(clip)):
        points = []
        for index in range(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path))):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                points.append((x.value, y.value))
        if points:
            x0, y0, x1, y1 = around(points)
            left, bottom, right, top = max(left, x0), max(bottom, y0), min(right, x1), min(top, y1)
    return left, bottom, right, top


_NAME_SIZE = 64
_WRITTEN = ctypes.c_ulong()


def mark_names(handle: Handle) -> list[str]:
    """The tags of the marked content that an object stands in."""
    names = []
    for index in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        buffer = (ctypes.c_ushort * _NAME_SIZE)()
        if pdfium.FPDFPageObjMark_GetName(mark, buffer, 2 * _NAME_SIZE, _WRITTEN):
            names.append(bytes(buffer)[: max(0, _WRITTEN.value - 2)].decode("utf-16-le", "replace"))
    return names
