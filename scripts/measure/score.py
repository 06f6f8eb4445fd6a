"""Accuracy over everything annotated that is at hand: prints it, rewrites docs/accuracy.md, shows what changed.

make score                                           figures, gains and losses
python -m scripts.measure.score --update-ratchet     ... and raise tests/accuracy/ratchet.json
python -m scripts.measure.score --corpus             agreement and coverage over the whole corpus (slow)
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from time import perf_counter

from extract.score.document import DocumentScore, score_document
from extract.score.markdown import name_documents, replace_section, write_measures, write_overview
from extract.score.ratchet import (
    Change,
    Ratchet,
    compare,
    dump_ratchet,
    load_ratchet,
    make_marks,
    write_changes,
)
from extract.score.records import read_record, read_references
from extract.score.report import Report, add_up
from extract.score.shape import Annotation
from extract.version import VERSION
from schemas.errors import ExtractError
from schemas.plan import Header
from scripts.measure.annotated import Case, list_cases

ROOT = Path(__file__).resolve().parents[2]
RATCHET = ROOT / "tests" / "accuracy" / "ratchet.json"
PAGE = ROOT / "docs" / "accuracy.md"
APART = "references-raw"
"""The same documents through another text extraction: reported, never added to the totals."""


def main() -> int:
    options = _read_arguments()
    if options.corpus:
        from scripts.measure.agreement import write_agreement

        _rewrite(write_agreement())
        return 0
    scores = score_cases(case for case in list_cases() if options.only in case.gold.id)
    whole = not options.only
    print(_write_terminal(scores, options.by_document))
    changes = compare(read_ratchet(), Report(tuple(scores)))
    print(write_changes(changes) or "nothing changed against the ratchet\n")
    if options.update_ratchet:
        _raise_ratchet(scores, changes, options.accept_losses)
    if whole:
        _rewrite(_write_sections(scores))
    return 1 if any(change.fallen for change in changes) else 0


def score_case(case: Case) -> DocumentScore:
    """Extract one document and judge it; a document that is refused counts as missed in everything."""
    from extract import Options, extract_plan

    if case.plain:
        return score_document(case.gold, read_text(case.gold))
    try:
        plan = extract_plan(str(case.source), Options())
    except ExtractError as error:
        print(f"{case.gold.id}: {type(error).__name__}: {error}", file=sys.stderr)
        return score_document(case.gold, None)
    return score_document(case.gold, read_record(plan))


def read_text(gold: Annotation) -> Annotation:
    """The mentions of a plain text as the record reads them; their spans index the very text that was annotated."""
    from extract.record.citations.references import build_references
    from normalize import find_references

    text, header = gold.text or "", Header(code=gold.own_code)
    references, _ = build_references(text, find_references(text), header, lambda *_: (), lambda _: None)
    return Annotation(id=gold.id, form="text", text=text, references=read_references(references))


def score_cases(cases: Iterable[Case]) -> list[DocumentScore]:
    scores = []
    for case in cases:
        start = perf_counter()
        scores.append(score_case(case))
        print(f"{case.gold.id}: {perf_counter() - start:.2f} s", file=sys.stderr)
    return scores


def read_ratchet() -> Ratchet:
    return load_ratchet(RATCHET.read_bytes()) if RATCHET.is_file() else {}


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="TEXT", help="documents whose name holds TEXT; writes no page")
    parser.add_argument("--by-document", action="store_true", help="every document's figures and errors")
    parser.add_argument("--update-ratchet", action="store_true", help="raise the marks that were passed")
    parser.add_argument("--accept-losses", action="store_true", help="with --update-ratchet: lower fallen marks too")
    parser.add_argument("--corpus", action="store_true", help="agreement and coverage over the corpus")
    return parser.parse_args()


def _raise_ratchet(scores: list[DocumentScore], changes: list[Change], accept_losses: bool) -> None:
    """New marks for what rose; a document with a loss keeps its mark unless losses are accepted."""
    fallen = {change.document for change in changes if change.fallen and not accept_losses}
    marks = {name: mark for name, mark in make_marks(Report(tuple(scores))).items() if name not in fallen}
    RATCHET.write_bytes(dump_ratchet(read_ratchet() | marks))
    for name in sorted(fallen):
        print(f"{name}: fell, mark kept (--accept-losses to lower it)", file=sys.stderr)


def _main_scores(scores: list[DocumentScore]) -> list[DocumentScore]:
    return [one for one in scores if _group(one) != APART]


def _group(score: DocumentScore) -> str:
    return score.id.partition("/")[0]


def _write_terminal(scores: list[DocumentScore], by_document: bool) -> str:
    parts = [Report(tuple(_main_scores(scores))).as_text(by_document)]
    apart = [one for one in scores if _group(one) == APART]
    if apart:
        parts.append(f"apart: {APART}\n\n{Report(tuple(apart)).as_text(by_document)}")
    return "\n".join(parts)


def _write_sections(scores: list[DocumentScore]) -> dict[str, str]:
    """The generated parts of the page."""
    main_scores = _main_scores(scores)
    groups = {"by kind of document": lambda one: one.kind, "by form": lambda one: one.form, "by set": _group}
    tables = [
        f"### {title[0].upper()}{title[1:]}\n\n{write_overview(_by(main_scores, key), title.split()[-1])}"
        for title, key in groups.items()
    ]
    stamp = f"Measured on {date.today().isoformat()} with version {VERSION}: {len(main_scores)} annotations.\n"
    return {
        "total": f"{stamp}\n{write_measures(add_up(main_scores))}",
        "groups": "\n".join(tables),
        "documents": write_overview(name_documents(scores), "document"),
        "errors": _write_commonest(main_scores),
    }


def _by(scores: list[DocumentScore], key: Callable[[DocumentScore], str]) -> dict[str, dict]:
    return Report(tuple(scores)).by(key)


def _write_commonest(scores: list[DocumentScore]) -> str:
    """Where the errors are: how many of each measure in each document, the most first."""
    counts: dict[tuple[str, str], int] = {}
    for one in scores:
        for judgement in one.sheet.wrong:
            counts[judgement.measure, one.id] = counts.get((judgement.measure, one.id), 0) + 1
    lines = ["| errors | measure | document |", "|---:|---|---|"]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "\n".join([*lines, *(f"| {count} | {measure} | {name} |" for (measure, name), count in ordered[:40])]) + "\n"


def _rewrite(sections: dict[str, str]) -> None:
    page = PAGE.read_text(encoding="utf-8") if PAGE.is_file() else "# Accuracy\n"
    for name, body in sections.items():
        page = replace_section(page, name, body)
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    print(f"rewritten: {PAGE.relative_to(ROOT)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
