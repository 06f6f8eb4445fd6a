"""Every row of every table of the lexicon: its example is found and read as the row says.

A table that is new needs a reader here: what its row says of its example, and what the program makes of it.
"""

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import regex

from extract.find.tables.target_tables import find_table_targets
from extract.record.citations.references import build_references
from normalize import find_deadlines, find_references, find_targets, read_deadline
from normalize.body.agencies import read_agencies
from normalize.body.capitals import NamePart, recase, written_out
from normalize.body.cell_names import CellName, cell_names_pattern
from normalize.body.duty_words import DutyWord, duty_words_pattern
from normalize.body.find import find_agencies
from normalize.body.heads import BodyHead, Place, body_heads, heads_pattern
from normalize.body.issuers import Issuer, IssuerSpelling, normalize_issuer
from normalize.body.levels import LevelWord, NoLevelWord, level_of_name, with_units
from normalize.body.lexicon import Entry
from normalize.body.name_trees import NameLink, NameWord, links
from normalize.body.offices import Post, Power, power_of, power_pattern, signing_posts
from normalize.body.persons import FamilyName, is_full_name
from normalize.body.places import resolve_path
from normalize.body.units import UnitWord, level_of_word, unit_pattern, unit_words
from normalize.body.verbs import DutyVerb, duty_pattern, name_end_pattern
from normalize.cells import CellWord, kinds_of, measure_cells
from normalize.citation.document_kinds import DocumentKind, document_kinds, head_kinds, kind_names, read_kind_line
from normalize.citation.laws import Law, find_law, law_key
from normalize.citation.pinpoints import PinpointPart, read_pinpoint
from normalize.citation.symbols import read_symbol
from normalize.citation.words import ReferenceWord
from normalize.columns import (
    CellWeight,
    ColumnWord,
    KindWord,
    MarginRow,
    TableSign,
    cell_weights,
    header_evidence,
    kind_evidence,
    margins_of,
    sign_weights,
)
from normalize.letterhead import HeadWord, head_pattern
from normalize.lexicon.table import Row, parse_table, read_table
from normalize.lexicon.word_tree import words_in
from normalize.quantity.cues import CueWord, read_chain
from normalize.quantity.quantities import read_quantities
from normalize.quantity.units import WrittenUnit
from normalize.quantity.words import QuantityWord
from normalize.rows import RowWord, column_end, is_continued, is_ditto, is_total, read_tick
from normalize.seen.detectors import SeenWord, find_seen, gives_orders
from normalize.time.words import TimeWord
from normalize.writing.abbreviations import Abbreviation, expand_abbreviation
from normalize.writing.text import strip_marks
from schemas.mention import ReferenceMention
from schemas.plan import Deadline, Header
from scripts.generate.places import PlaceChange, apply_changes, read_spans

ROOT = Path(__file__).resolve().parents[1]
LEXICON = ROOT / "normalize" / "lexicon"


def of_abbreviation(row: Abbreviation) -> tuple[object, object]:
    """The short form stands in the example and is expanded where it stands."""
    alone = regex.search(rf"(?<!\p{{L}}){regex.escape(row.abbreviation)}(?!\p{{L}})", row.example)
    assert alone, f"'{row.abbreviation}' does not stand in '{row.example}'"
    return row.meaning, expand_abbreviation(alone.group(), row.context)


def of_agency(row: Entry) -> tuple[object, object]:
    """On its first or its last day, in a document of its level, a cell names it."""
    agencies = read_agencies(row.example, level=row.level, on=row.valid_from or row.valid_to)
    return row.id, next((one.id for one in agencies if one.id == row.id), agencies)


def of_cue(row: CueWord) -> tuple[object, object]:
    """The cue stands before the example's number and means there what the row says."""
    number = regex.search(r"\d", row.example)
    assert number, f"no number in '{row.example}'"
    chain = read_chain(row.example, 0, number.start())
    ends = [*(cue.start for cue in chain), number.start()]
    forms = {row.example[cue.start : ends[0 if i == 0 else i - 1]] for i, cue in enumerate(chain)}
    return row.meaning, next((cue.meaning for cue in chain if _stands(row, cue.start)), (chain, forms))


def _stands(row: CueWord, start: int) -> bool:
    return row.example[start:].casefold().startswith(row.form)


def of_kind(row: DocumentKind) -> tuple[object, object]:
    """The kind is found in the example, its code read, where the row says so; its name counts at the head."""
    found = find_references(row.example)
    symbol = read_symbol(row.example.rsplit(" ", 1)[-1], row.kind)
    (references, _) = build_references(row.example, found, Header(), lambda _: (), lambda _: None)
    line = read_kind_line(f"{row.kind.upper()} ")
    return (
        (row.code or None, [row.kind] if row.cited_by else [], row.kind if row.head else None),
        (symbol and symbol.kind_code, [one.kind for one in references], line and line.kind),
    )


def of_issuer(row: Issuer) -> tuple[object, object]:
    (mention,) = find_references(row.example)
    symbol = read_symbol(mention.code or "", mention.kind)
    assert symbol, f"no symbol in '{row.example}'"
    bodies = [regex.sub(r"(?<=QH)\d+$", "", one) for one in symbol.bodies]
    return (row.code, row.name if row.unique else None, row.scope == "party"), (
        row.code if row.code in bodies else bodies,
        symbol.issuer,
        symbol.party,
    )


def of_part(row: PinpointPart) -> tuple[object, object]:
    """A pinpoint that begins with the part is found before a reference, and read whole."""
    (mention,) = find_references(row.example)
    (place, *_) = read_pinpoint(mention.pinpoint or "")
    words = row.example.partition(" Nghị định")[0].removeprefix("theo ")
    return (words, row.part), (mention.pinpoint, place[: len(row.part)])


def of_spelling(row: IssuerSpelling) -> tuple[object, object]:
    """A name that holds the part is written with its canonical form."""
    return (True, True), (row.printed.lower() in row.example.lower(), row.canonical in normalize_issuer(row.example))


def of_law(row: Law) -> tuple[object, object]:
    """The name is found whole, and gives the law's code with its date, or its year where no date is known."""
    (mention,) = find_references(row.example)
    printed = regex.sub(r" năm \d{4}$", "", mention.law or "")
    (reading,), _ = build_references(row.example, (mention,), Header(), lambda _: (), lambda _: None)
    code = row.code and regex.sub(r"[^a-z0-9]+", "-", strip_marks(row.code))
    found = (reading.uri or "").rsplit("/", 1)[-1] if row.code else None
    return (law_key(row.name), code), (law_key(printed), found)


def of_unit(row: WrittenUnit) -> tuple[object, object]:
    (quantity, *_) = read_quantities(row.example)
    unit = quantity.amount.unit if quantity.amount else None
    assert unit, f"no unit in '{row.example}'"
    return (row.form, row.kind, row.ucum, row.currency), (unit.form, unit.kind, unit.ucum, unit.currency)


def of_quantity_word(row: QuantityWord) -> tuple[object, object]:
    """The example is read as the word's group and value say."""
    assert row.phrase in row.example.casefold(), f"'{row.phrase}' does not stand in '{row.example}'"
    if row.group.startswith("column_"):
        return _of_column(row)
    found = [one for one in find_targets(row.example) if one.status != "budget"]
    if row.group in NOUNS:
        return NOUNS[row.group](row.phrase), found and found[0].noun
    values = {value for one in found for value in (one.min, one.max)} - {None}
    if row.group in ("number", "multiplier"):
        factor = 1 if row.group == "number" else 5
        return {Decimal(row.value) * factor}, {Decimal(value) for value in values}
    if row.group in ("result", "estimate", "aim"):
        return row.group, found and found[0].status
    if row.group == "shared":
        return "fraction", found and found[0].kind
    expected = {"each": {"1200"}, "label": {"200"} if row.value else set()}
    return expected.get(row.group, set()), values


NOUNS: dict[str, Callable[[str], str]] = {
    "noun_stop": lambda _: "trẻ em",
    "joiner": lambda _: "trẻ em",
    "noun_head": lambda phrase: f"{phrase} rừng",
    "noun_lead": lambda _: "trẻ em đến trường",
    "noun_tail": lambda _: "trẻ em đến trường",
}


def _of_column(row: QuantityWord) -> tuple[object, object]:
    """A column below the word holds values of its status, or none."""
    column = find_table_targets(["Chỉ tiêu", "ĐVT", row.example], [["Diện tích", "ha", "15"]])
    status = row.group.removeprefix("column_")
    return (None if status in ("compared", "other") else status), (column[0].target.status if column else None)


def of_seen_word(row: SeenWord) -> tuple[object, object]:
    """The example is seen as what the word's group stands for; a sentence with a word of the group aside is not."""
    assert row.phrase in row.example.casefold(), f"'{row.phrase}' does not stand in '{row.example}'"
    if row.group == "ordering":
        return True, gives_orders(row.example, None)
    kinds = {"unit": "quantity", "order": "duty", "charge": "duty", "office": "duty", "aside": None}
    kind = kinds.get(row.group, "time")
    return kind, next((one.kind for one in find_seen(row.example) if one.kind == kind), None)


def of_verb(row: DutyVerb) -> tuple[object, object]:
    """The office's name ends before a verb that ends names; the verb states its duty where the row says so."""
    agencies = find_agencies(row.example)
    end = agencies[0].span[1] if row.ends_name else len("Phòng Tư pháp")
    states = regex.match(rf"\s*({duty_pattern()})\b", row.example[end:])
    inside = [regex.search(rf"\s({name_end_pattern()})(?!\p{{L}})", word) for word in row.part_of]
    return (True, row.verb if row.states_duty else None, [None for _ in inside]), (
        row.example[end:].lstrip().startswith(row.verb),
        states and states[1],
        inside,
    )


def of_duty_word(row: DutyWord) -> tuple[object, object]:
    """The word stands in the example, and the pattern of its use finds it there whole."""
    found = regex.search(rf"(?<!\p{{L}}){duty_words_pattern(row.use)}(?!\p{{L}})", row.example, regex.IGNORECASE)
    return row.word, found and found.group()


def of_cell_name(row: CellName) -> tuple[object, object]:
    """The phrase stands in the example, and the pattern of its role finds it there whole."""
    found = regex.search(rf"(?<!\p{{L}}){cell_names_pattern(row.role)}(?!\p{{L}})", row.example, regex.IGNORECASE)
    return row.phrase.lower(), found and found.group().lower()


def of_no_level_word(row: NoLevelWord) -> tuple[object, object]:
    """The example begins with the phrase, and the province behind it is no level of the body's."""
    return (True, "other"), (row.example.startswith(row.phrase), level_of_name(row.example))


def of_head(row: BodyHead) -> tuple[object, object]:
    """The example begins with the head in each place where the row says so, and nowhere in front of what it lists."""
    words = row.example if row.word == "các" else row.example.removeprefix("các ")
    small = words.lower() if row.word.islower() else words
    places: tuple[Place, ...] = ("cell", "prose", "letterhead", "plural")
    found = {place: regex.match(heads_pattern(place), small) for place in places if getattr(row, place)}
    other = [one for one in row.not_before for place in found if regex.match(heads_pattern(place), f"{row.word} {one}")]
    longer = [one for one in other if not any(f"{row.word} {one}".startswith(head.word) for head in longer_heads(row))]
    named = find_agencies(row.example)[0].text if row.prose else row.example
    owned = [f"Công đoàn {row.word}"] if row.owner else []
    offices = [find_agencies(f"{one} đề nghị")[0].text for one in owned]
    return (dict.fromkeys(found, row.word), [], row.example, owned), (
        {place: match and match.group() for place, match in found.items()},
        longer,
        named,
        offices,
    )


def longer_heads(row: BodyHead) -> list[BodyHead]:
    return [one for one in body_heads() if one.word.startswith(f"{row.word} ")]


def of_name(row: FamilyName) -> tuple[object, object]:
    return (row.name, True), (row.example.split()[0], is_full_name(row.example))


def of_name_word(row: NameWord) -> tuple[object, object]:
    """A body's name goes on with the words."""
    return [row.example], [one.text for one in find_agencies(f"{row.example} chủ trì")]


def of_post(row: Post) -> tuple[object, object]:
    """Its holder is found where plans put posts in charge; it stands above a signature where posts sign."""
    names = [one for one in (row.post, row.deputy) if one]
    charged = [one for one in names if find_agencies(f"{one} Trường Tân Tiến")[0].text == f"{one} Trường Tân Tiến"]
    signing = [one for one in names if one.upper() in signing_posts()]
    return (names if row.in_charge else [], names if row.signs else []), (
        charged if row.in_charge else [],
        signing if row.signs else [],
    )


def of_power(row: Power) -> tuple[object, object]:
    match = regex.match(power_pattern(), row.example)
    own = power_of(row.power).own_post
    return (row.power, row.own_post), (match and match.group().rstrip(" ."), own)


def of_level_word(row: LevelWord) -> tuple[object, object]:
    """The example's level is the row's, and a committee is named by its unit."""
    named = row.example.replace(row.word, row.unit) if row.unit else row.example
    return (row.level, named), (level_of_name(row.example), with_units(row.example))


def of_name_link(row: NameLink) -> tuple[object, object]:
    """The phrase stands in the example, and the name that holds it is one."""
    words = words_in(row.example)
    ends = [links(row.role).end(words, at) - at for at in range(len(words))]
    return len(words_in(row.phrase)), max(ends)


def of_name_part(row: NamePart) -> tuple[object, object]:
    """A name with the phrase is spelled from its capitals as the example spells it."""
    short = {written_out(f"{one} xã An Phú") for one in row.short} - {f"{row.phrase} xã An Phú"}
    return (row.example, set()), (recase(row.example.upper()), short)


def of_head_word(row: HeadWord) -> tuple[object, object]:
    """A line of the example holds the phrase, and no longer one of its role."""
    match = regex.search(rf"{head_pattern(row.role)}(?!\p{{L}})", row.example, regex.IGNORECASE)
    return row.phrase.casefold(), match and match.group().casefold()


def of_unit_word(row: UnitWord) -> tuple[object, object]:
    """The word stands in the example; on its days it has its level, unless another tier has the word too."""
    tiers = {one.tier for one in unit_words() if one.word == row.word and one.is_valid(row.valid_to)}
    level = row.tier if tiers == {row.tier} and row.tier != "settlement" else None
    match = regex.search(unit_pattern(row.tier), row.example)
    return (row.word, level), (match and match.group(), level_of_word(row.word, row.valid_to))


def of_word(row: ReferenceWord) -> tuple[object, object]:
    """A body's name is found whole; a word that ends names ends the one before it."""
    if row.group == "no_document":
        found = find_references(row.example)
        return (True, ()), (f" {row.phrase} số " in row.example, found)
    (mention, *_) = find_references(row.example)
    return NAMES[row.group](row, mention)


def _whole_body(row: ReferenceWord, mention: ReferenceMention) -> tuple[object, object]:
    return row.example.partition(" của ")[2], mention.issuer


def _ended(row: ReferenceWord, mention: ReferenceMention) -> tuple[object, object]:
    name = mention.law if row.group.startswith("law") else mention.issuer
    behind = row.example.partition(name)[2] if name else row.example
    if row.group == "no_proper_name":
        behind = strip_marks(behind)
    begins = regex.match(rf"(?:[\s-]|va\s)*({row.phrase})(?!\p{{L}})", behind)
    return row.phrase, begins[1] if begins else behind


def of_time_word(row: TimeWord) -> tuple[object, object]:
    """The example, which holds the phrase, is read as the phrase's group and value say."""
    assert row.phrase in row.example.casefold(), f"'{row.phrase}' does not stand in '{row.example}'"
    if row.group in ("past", "not_past", "within"):
        found = [one.text for one in find_deadlines(row.example)]
        return row.group != "past", bool(found) and (row.group != "within" or found == [row.example])
    deadline = read_deadline(row.example, year=2024)
    assert deadline, f"'{row.example}' is not read"
    return TIMES[row.group](row.value, deadline)


def of_place(row: PlaceChange) -> tuple[object, object]:
    """The unit is found by this name, with this code, on its first and on its last day."""
    for day in filter(None, (row.valid_from, row.valid_to)):
        place = resolve_path(row.example.split(", "), day)
        unit = place.commune or place.district or place.province
        if unit is None or (unit.code, unit.name) != (row.code, row.name):
            return (row.code, row.name), (day, place)
    return row.code, row.code


NAMES: dict[str, Callable[[ReferenceWord, ReferenceMention], tuple[object, object]]] = {
    "field": _whole_body,
    "central_body": _whole_body,
    "termed_body": _whole_body,
    "body_head": _whole_body,
    "body_stop": _ended,
    "body_stop_pair": _ended,
    "no_proper_name": _ended,
    "law_stop": _ended,
    "law_title_stop": _ended,
    "issuing": lambda row, mention: ((f" {row.phrase} ngày ", "20/12/2023"), (f" {row.phrase} ngày ", mention.date)),
    "subject": lambda row, mention: (f"{row.phrase} nội dung của đề án", mention.title),
    "board": _whole_body,
    "committee": _whole_body,
}


def of_column_word(row: ColumnWord) -> tuple[object, object]:
    """A header of nothing but the word speaks for its role as much as the row says."""
    return row.weight, header_evidence(row.example).get(row.role)


def of_cell_weight(row: CellWeight) -> tuple[object, object]:
    """A cell like the example is of the row's kind, and the kind speaks for the role."""
    share = measure_cells([row.example])[row.kind]
    return (1.0, row.weight), (share, cell_weights()[row.kind][row.role])


def of_kind_word(row: KindWord) -> tuple[object, object]:
    """A title of nothing but the word speaks for the kind as much as the row says."""
    return row.weight, kind_evidence(row.example).get(row.kind)


def of_cell_word(row: CellWord) -> tuple[object, object]:
    """A cell of the example is of the word's kind."""
    return row.kind, row.kind if row.kind in kinds_of(row.example) else kinds_of(row.example)


def of_margin(row: MarginRow) -> tuple[object, object]:
    """The margin is worth what the row says, and no margin more than a larger one."""
    worth = margins_of(row.about)
    assert list(worth.confidences) == sorted(worth.confidences)
    return row.confidence, worth.confidence(row.margin)


def of_sign(row: TableSign) -> tuple[object, object]:
    """The sign speaks for the name as much as the row says; the example tells what it is."""
    return row.weight, sign_weights(row.about)[row.sign][row.name]


def of_row_word(row: RowWord) -> tuple[object, object]:
    """A row, a cell or a header of the example means what the row says."""
    readers: dict[str, Callable[[str], object]] = {
        "total": lambda text: "total" if is_total(text) else None,
        "ditto": lambda text: "ditto" if is_ditto(text) else None,
        "continued": lambda text: "continued" if is_continued(text) else None,
        "start": column_end,
        "end": column_end,
        "leads": read_tick,
        "helps": read_tick,
    }
    return row.meaning, readers[row.meaning](row.example)


TIMES: dict[str, Callable[[str, Deadline], tuple[object, object]]] = {
    "limit": lambda value, deadline: (value, deadline.boundary),
    "limit_tail": lambda _, deadline: (("by", ()), (deadline.boundary, deadline.unread)),
    "month": lambda value, deadline: (f"2024-{int(value):02d}-20", deadline.edtf),
    "quarter": lambda value, deadline: (f"2024-{32 + int(value)}", deadline.edtf),
    "third": lambda value, deadline: (f"2024-04-{1 + 10 * int(value):02d}", (deadline.edtf or "")[:10]),
    "ordinal": lambda value, deadline: (25 if value == "-1" else 7 * int(value) - 6, int((deadline.edtf or "")[8:10])),
    "spelled": lambda _, deadline: ((), deadline.unread),
    "weekday": lambda value, deadline: (f"FREQ=WEEKLY;BYDAY={value}", deadline.rrule),
    "year_shift": lambda value, deadline: (f"{2024 + int(value)}-01", deadline.edtf),
    "every": lambda _, deadline: ("recurring", deadline.kind),
    "continuous": lambda _, deadline: ("continuous", deadline.kind),
    "part_of_day": lambda value, deadline: (
        ("on", True),
        (deadline.boundary, f"part_of_day={value}" in deadline.flags),
    ),
    "season": lambda value, deadline: (value, "-".join(part[-2:] for part in (deadline.edtf or "").split("/"))),
    "condition": lambda _, deadline: ("conditional", deadline.kind),
    "lunar": lambda _, deadline: ("conditional", deadline.kind),
    "former": lambda _, deadline: (("2024-34", ()), (deadline.edtf, deadline.unread)),
    "working_hours": lambda _, deadline: (("empty", ("hours_not_deadline",)), (deadline.kind, deadline.flags)),
    "filler": lambda _, deadline: (("2024-06-30", ()), (deadline.due_latest, deadline.unread)),
}

READERS: dict[str, tuple[type[Row], Callable[[Any], tuple[object, object]]]] = {
    "abbreviations": (Abbreviation, of_abbreviation),
    "agencies": (Entry, of_agency),
    "cues": (CueWord, of_cue),
    "cell_names": (CellName, of_cell_name),
    "cell_words": (CellWord, of_cell_word),
    "column_cells": (CellWeight, of_cell_weight),
    "columns": (ColumnWord, of_column_word),
    "document_kinds": (DocumentKind, of_kind),
    "body_heads": (BodyHead, of_head),
    "duty_verbs": (DutyVerb, of_verb),
    "duty_words": (DutyWord, of_duty_word),
    "family_names": (FamilyName, of_name),
    "issuers": (Issuer, of_issuer),
    "issuer_spellings": (IssuerSpelling, of_spelling),
    "laws": (Law, of_law),
    "name_words": (NameWord, of_name_word),
    "pinpoint_parts": (PinpointPart, of_part),
    "place_changes": (PlaceChange, of_place),
    "posts": (Post, of_post),
    "no_level_words": (NoLevelWord, of_no_level_word),
    "powers": (Power, of_power),
    "quantity_words": (QuantityWord, of_quantity_word),
    "reference_words": (ReferenceWord, of_word),
    "head_words": (HeadWord, of_head_word),
    "level_words": (LevelWord, of_level_word),
    "name_links": (NameLink, of_name_link),
    "name_parts": (NamePart, of_name_part),
    "row_words": (RowWord, of_row_word),
    "seen_words": (SeenWord, of_seen_word),
    "table_kinds": (KindWord, of_kind_word),
    "table_margins": (MarginRow, of_margin),
    "table_signs": (TableSign, of_sign),
    "time_words": (TimeWord, of_time_word),
    "units": (WrittenUnit, of_unit),
    "units_of_state": (UnitWord, of_unit_word),
}


KEYS = {
    "cell_words": ("word", "kind"),
    "column_cells": ("kind", "role"),
    "table_margins": ("about", "margin"),
    "table_signs": ("about", "sign", "name"),
    "columns": ("word", "role", "place"),
    "seen_words": ("group", "phrase"),
    "table_kinds": ("word", "kind"),
    "abbreviations": ("abbreviation", "context"),
    "agencies": ("id", "level", "valid_from"),
    "document_kinds": ("code", "kind"),
    "duty_words": ("word", "use"),
    "head_words": ("phrase", "role"),
    "laws": ("name", "code"),
    "cell_names": ("phrase", "role"),
    "name_links": ("phrase", "role"),
    "name_parts": ("phrase", "role"),
    "place_changes": ("code", "name", "valid_from"),
    "quantity_words": ("group", "phrase"),
    "reference_words": ("group", "phrase"),
    "time_words": ("group", "phrase"),
    "units_of_state": ("word", "tier"),
}
"""Columns that no two rows share, where it is not the first alone."""


def rows(name: str) -> tuple[Any, ...]:
    return read_table(name, READERS[name][0])


def test_every_table_has_a_reader() -> None:
    assert {path.stem for path in LEXICON.glob("*.tsv")} == READERS.keys()


@pytest.mark.parametrize("name", READERS)
def test_every_example_is_read_as_its_row_says(name: str) -> None:
    wrong = {}
    for row in rows(name):
        said, found = READERS[name][1](row)
        if said != found:
            wrong[row.example] = (said, found)
    assert not wrong


@pytest.mark.parametrize("name", READERS)
def test_no_fact_stands_twice(name: str) -> None:
    columns = KEYS.get(name) or (read_header(name)[0],)
    keys = [tuple(getattr(row, column) for column in columns) for row in rows(name)]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


@pytest.mark.parametrize("name", READERS)
def test_cells_are_composed_letters_without_outer_blanks(name: str) -> None:
    cells = [cell for line in (LEXICON / f"{name}.tsv").read_text("utf-8").splitlines() for cell in line.split("\t")]
    assert [cell for cell in cells if cell != unicodedata.normalize("NFC", " ".join(cell.split()))] == []


def test_every_name_of_an_agency_is_read_at_its_time() -> None:
    """Names that several bodies of one level share ("TU") leave all of them as candidates."""
    wrong = []
    for row in rows("agencies"):
        for name in (row.name, *row.aliases):
            found = read_agencies(name, level=row.level, on=row.valid_from or row.valid_to)
            if not any(one.id == row.id or row.name in one.candidates for one in found):
                wrong.append((name, found))
    assert not wrong


def test_laws_of_one_name_are_told_apart_by_date_and_year() -> None:
    """The pattern of a name matches it in any letters; day and year give one code."""
    wrong = []
    for row in rows("laws"):
        for name in row.names:
            (mention,) = find_references(f"Căn cứ {name.upper()} năm 1900;")
            if law_key(mention.law or "") != f"{law_key(name)} nam 1900":
                wrong.append((name, mention.law))
        if row.issued_on and find_law(row.name, row.issued_on.isoformat(), None) != row:
            wrong.append((row.name, row.issued_on))
    assert not wrong


def test_a_kind_counts_alike_in_all_its_rows() -> None:
    """A kind of several codes has a row each; what is said of its name is said once."""
    said: dict[str, set[object]] = {}
    for row in document_kinds():
        shared = (row.names, row.head_names, row.act, row.cited_by, row.head, row.prose)
        said.setdefault(row.kind, set()).add(shared)
    assert [kind for kind, ways in said.items() if len(ways) > 1] == []


def test_every_kind_of_prose_is_known_at_the_head() -> None:
    """But "Văn bản", the word for any document."""
    known = {strip_marks(name) for name in head_kinds()}
    assert set(kind_names()) - known == {"van ban", "thong bao ket luan", "thong bao y kien ket luan"}


def read_header(name: str) -> list[str]:
    with (LEXICON / f"{name}.tsv").open(encoding="utf-8") as file:
        return file.readline().rstrip("\n").split("\t")


def test_the_gazetteer_holds_the_changes() -> None:
    """Whoever adds a row runs ``python -m scripts.generate.places``; once more it changes nothing."""
    assert apply_changes(read_spans(), rows("place_changes")) == read_spans()


RECIPES = regex.findall(
    r"^### [^\n]+: `(\w+)\.tsv`$.+?^```tsv\n(.+?)^```$",
    (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"),
    regex.MULTILINE | regex.DOTALL,
)


def test_every_table_has_a_recipe() -> None:
    assert [name for name, _ in RECIPES if name in READERS] == [name for name, _ in RECIPES]
    assert {name for name, _ in RECIPES} == READERS.keys()


@pytest.mark.parametrize(("name", "text"), RECIPES, ids=[name for name, _ in RECIPES])
def test_a_recipe_shows_a_row_of_its_table(name: str, text: str) -> None:
    (row,) = parse_table(text, READERS[name][0], "CONTRIBUTING.md")
    assert row in rows(name)
