"""Why a field of a real scan is wrong: traced on the page where it is named here, else told by its letters."""

from __future__ import annotations

from extract.score.align import edit_distance, exact_key
from normalize.writing.text import strip_marks
from scripts.measure.fields import JudgedField

TRACED = {
    (
        "scans/02-syt-gavi-2018",
        "header.issued_on",
    ): "worn print: month and year lost strokes and read otherwise each time",
    (
        "scans/02-syt-gavi-2018",
        "header.signatory.name",
    ): "rubber stamp of the name, smeared over its last word: left out, since half a name is none",
    (
        "scans/09kh-ttra-2017",
        "header.signatory.name",
    ): "rubber stamp with broken strokes: one mark misread in both readings",
    (
        "scans/1987-syt-nvy-2017",
        "header.urgency",
    ): "rubber stamp set askew in a frame: read as a few letters nobody is sure of",
    (
        "scans/1987-syt-nvy-2017",
        "header.signatory.position",
    ): "the deputy's post stamped over the printed one: both collide",
    ("scans/1987-syt-nvy-2017", "header.signatory.authority"): "written by hand, under the same stamp",
    (
        "scans/kh1134-dhtd-2025",
        "header.title",
    ): "one mark of bold print at 200 dpi misread in both readings (quyển: quyến)",
    (
        "scans/kh1134-dhtd-2025",
        "header.signatory.name",
    ): "rubber stamp in ornamental script: read as words nobody is sure of",
}
_SIGNS = str.maketrans("≤≥", "<>")
_NEAR = 0.03


def cause_of(document: str, field: JudgedField) -> str:
    """The cause in words; the class of the difference where nobody looked at the page."""
    known = TRACED.get((document, field.name))
    if known is not None:
        return known
    if not field.found:
        return "not found (not traced)"
    gold, found = exact_key(field.gold or ""), exact_key(field.found)
    same_sign = gold.translate(_SIGNS).replace(" ", ""), found.replace(" ", "")
    if ("≤" in gold or "≥" in gold) and not ("≤" in found or "≥" in found):
        return "the recogniser's data has no ≤ and ≥" + ("" if same_sign[0] == same_sign[1] else "; other letters, too")
    if strip_marks(gold) == strip_marks(found):
        return "marks of letters misread"
    if "".join(filter(str.isalnum, gold)) == "".join(filter(str.isalnum, found)):
        return "punctuation or dashes misread"
    share = edit_distance(gold, found) / max(1, len(gold))
    return "single letters misread" if share <= _NEAR or len(gold) - len(found) in (-1, 0, 1) else "other (not traced)"
