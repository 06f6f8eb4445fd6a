"""Scans made from digital documents: pages as pictures, and everything that paper, stamps and scanners do to them.

Every effect takes and gives a page as an array of bytes (height, width, 3), colours in the order blue, green, red;
what is random comes from a generator that is handed in, so that one seed always gives one picture.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
import pikepdf
import pypdfium2

Picture = np.ndarray[Any, np.dtype[np.uint8]]
Spot = tuple[float, float]
"""A point of a page, as shares of its width and height."""

RED, BLUE, PAPER = (40, 30, 200), (150, 60, 25), (255, 255, 255)
STAMP_MM, PEN_MM = 36.0, 0.5
"""The seal of an office measures 36 mm (Thông tư 22/2024/TT-BCA); a ball pen draws half a millimetre."""
SIGNERS = ("TM. ", "KT. ", "CHỦ TỊCH", "GIÁM ĐỐC")


class Wear(NamedTuple):
    """What happens to every page. ``skew`` in degrees, alternating in sign from page to page; ``noise`` in grey levels;
    ``specks`` a square inch; ``blur`` in pixels; ``quality`` of the JPEG; ``photo``: perspective and uneven light.
    """

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    specks: float = 0.0
    blur: float = 0.0
    quality: int = 85
    grey: bool = False
    stamp: bool = False
    photo: bool = False
    turned: tuple[int, ...] = ()
    """Pages (from 1) that lie on their side, by a quarter turn clockwise."""


def scan(pdf: bytes, wear: Wear, seed: int) -> bytes:
    """A PDF of nothing but pictures: the pages of ``pdf`` after printing, signing, wearing and scanning."""
    generator = np.random.default_rng(seed)
    pictures = render(pdf, wear.dpi)
    spots = find_signatures(pdf) if wear.stamp else {}
    return bind([_worn(one, at, wear, spots.get(at), generator) for at, one in enumerate(pictures)], wear)


def scan_appendix(pdf: bytes, first: int, wear: Wear, seed: int) -> bytes:
    """The document with its pages from ``first`` (counted from 1) as scans, the others as they are."""
    with pikepdf.open(_memory(pdf)) as digital, pikepdf.open(_memory(scan(pdf, wear, seed))) as scanned:
        del digital.pages[first - 1 :]
        digital.pages.extend(scanned.pages[first - 1 :])
        return _saved(digital)


def render(pdf: bytes, dpi: int) -> list[Picture]:
    """The pages as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            np.ascontiguousarray(page.render(scale=dpi / 72, rev_byteorder=False).to_numpy()[..., :3])
            for page in document
        ]
    finally:
        document.close()


def bind(pictures: list[Picture], wear: Wear) -> bytes:
    """Pictures as the pages of a PDF, as a scanner writes it: one JPEG a page."""
    pdf = pikepdf.new()
    for picture in pictures:
        if wear.grey:
            picture = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
        data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, wear.quality])[1].tobytes()
        height, width = picture.shape[:2]
        image = pikepdf.Stream(pdf, data)
        image.stream_dict = pikepdf.Dictionary(
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=width,
            Height=height,
            ColorSpace=pikepdf.Name.DeviceGray if wear.grey else pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        box = (width * 72 / wear.dpi, height * 72 / wear.dpi)
        page = pdf.add_blank_page(page_size=box)
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(image)))
        page.Contents = pdf.make_stream(f"q {box[0]:.3f} 0 0 {box[1]:.3f} 0 0 cm /Im0 Do Q".encode())
    return _saved(pdf)


def find_signatures(pdf: bytes) -> dict[int, Spot]:
    """Where a document is signed: on each page (from 0) below the last line that names a signer's power or post."""
    spots: dict[int, Spot] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for at, page in enumerate(document):
            text = page.get_textpage()
            width, height = page.get_size()
            boxes = [text.get_charbox(found[0]) for word in SIGNERS if (found := _last(text, word))]
            if len(boxes) > 1:
                left, bottom = max(box[0] for box in boxes), min(box[1] for box in boxes)
                spots[at] = ((left + 20) / width, (height - bottom + 40) / height)
    finally:
        document.close()
    return spots


def _last(text: Any, word: str) -> tuple[int, int] | None:
    search, last = text.search(word, match_case=True), None
    while (found := search.get_next()) is not None:
        last = found
    return last


def _worn(picture: Picture, at: int, wear: Wear, spot: Spot | None, generator: np.random.Generator) -> Picture:
    """One page, from the printer to the scanner's file."""
    if spot is not None:
        picture = sign(stamp(picture, spot, wear.dpi), spot, wear.dpi, generator)
    if wear.photo:
        picture = photograph(picture, generator)
    if wear.skew:
        picture = skew(picture, wear.skew * (1 if at % 2 else -1))
    if wear.blur:
        picture = cv2.GaussianBlur(picture, (0, 0), wear.blur)
    if wear.noise or wear.specks:
        picture = dirty(picture, wear.noise, wear.specks, wear.dpi, generator)
    return np.rot90(picture, -1).copy() if at + 1 in wear.turned else picture


def skew(picture: Picture, degrees: float) -> Picture:
    """The page laid askew on the glass, by degrees clockwise."""
    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    return cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=PAPER)


def dirty(picture: Picture, noise: float, specks: float, dpi: int, generator: np.random.Generator) -> Picture:
    """Grain of the sensor, and dust: dark dots of up to three pixels at 200 dpi."""
    grain = generator.normal(0.0, noise, picture.shape[:2])[..., None] if noise else 0.0
    result = np.clip(picture.astype(np.float32) + grain, 0, 255).astype(np.uint8)
    height, width = picture.shape[:2]
    for _ in range(int(specks * height * width / dpi**2)):
        centre = int(generator.integers(width)), int(generator.integers(height))
        cv2.circle(result, centre, int(generator.integers(0, max(2, dpi // 100))), (60, 60, 60), -1)
    return result


def stamp(picture: Picture, spot: Spot, dpi: int) -> Picture:
    """A round red seal: two rings, a star, letters along the rim; ink lets the print shine through."""
    layer = np.full_like(picture, 255)
    centre = _at(picture, spot)
    radius = int(STAMP_MM / 25.4 * dpi / 2)
    for share, line in ((1.0, 3), (0.93, 1), (0.6, 1)):
        cv2.circle(layer, centre, int(radius * share), RED, max(1, line * dpi // 200), cv2.LINE_AA)
    points = [
        (centre[0] + radius * size * np.sin(turn), centre[1] - radius * size * np.cos(turn))
        for turn, size in zip(np.arange(10) * np.pi / 5, (0.35, 0.14) * 5, strict=True)
    ]
    cv2.fillPoly(layer, [np.array(points, np.int32)], RED, cv2.LINE_AA)
    for index, letter in enumerate("UY BAN NHAN DAN - TINH - HUYEN - XA"):
        turn = index * 2 * np.pi / 35
        place = int(centre[0] + radius * 0.76 * np.sin(turn)) - 5, int(centre[1] - radius * 0.76 * np.cos(turn)) + 5
        cv2.putText(layer, letter, place, cv2.FONT_HERSHEY_DUPLEX, dpi / 400, RED, max(1, dpi // 200), cv2.LINE_AA)
    return _inked(picture, layer, 0.85)


def sign(picture: Picture, spot: Spot, dpi: int, generator: np.random.Generator) -> Picture:
    """A signature in blue: one long line of loops to the right of the seal's middle."""
    layer = np.full_like(picture, 255)
    centre = _at(picture, spot)
    run = np.linspace(0, 1, 200)
    swing = np.cumsum(generator.normal(0, 0.03, run.size))
    across = centre[0] + dpi * (0.1 + 1.6 * run + 0.15 * np.sin(run * 40))
    down = centre[1] + dpi * (0.25 * np.sin(run * 32) * (1 - run * 0.6) + 0.1 * swing)
    line = np.stack([across, down], axis=1).astype(np.int32)
    cv2.polylines(layer, [line], False, BLUE, max(1, int(PEN_MM / 25.4 * dpi)), cv2.LINE_AA)
    return _inked(picture, layer, 0.95)


def photograph(picture: Picture, generator: np.random.Generator) -> Picture:
    """The page as a telephone sees it: corners moved by up to 1.5 % of its size, light that falls off, soft focus."""
    height, width = picture.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]], np.float32)
    moved = corners + inward * generator.uniform(0.002, 0.015, (4, 2)).astype(np.float32) * (width, height)
    bent = cv2.warpPerspective(
        picture,
        cv2.getPerspectiveTransform(corners, moved.astype(np.float32)),
        (width, height),
        borderValue=(70, 80, 90),
    )
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j].astype(np.float32)
    side = float(generator.uniform(0, 2 * np.pi))
    light = 0.82 + 0.16 * (np.cos(side) * (across - 0.5) + np.sin(side) * (down - 0.5)) * 2
    tinted = bent.astype(np.float32) * light[..., None] * np.array([0.93, 0.98, 1.0], np.float32)
    return cv2.GaussianBlur(np.clip(tinted, 0, 255).astype(np.uint8), (0, 0), width / 2200)


def _inked(picture: Picture, layer: Picture, strength: float) -> Picture:
    """Ink over print: both darken the paper."""
    ink = 1 - strength * (1 - layer.astype(np.float32) / 255)
    return (picture.astype(np.float32) * ink).astype(np.uint8)


def _at(picture: Picture, spot: Spot) -> tuple[int, int]:
    return int(spot[0] * picture.shape[1]), int(spot[1] * picture.shape[0])


def _memory(data: bytes) -> Any:
    from io import BytesIO

    return BytesIO(data)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    buffer = _memory(b"")
    pdf.save(buffer, deterministic_id=True)
    data: bytes = buffer.getvalue()
    return data
