"""spaCy components over the finders, for any pipeline: ``nlp.add_pipe("legal_references")``.

Installed through the ``spacy_factories`` entry points; importing this module registers them as
well. Every finder has one factory here and one function that gives its phrases; the finders
themselves know nothing of spaCy.

A component ``key`` sets two things of equal length and order: ``doc.spans[key]``, and the values of
these spans as plain dicts in ``doc.user_data[key]``. So both survive ``doc.to_bytes()``,
``DocBin(store_user_data=True)`` and ``nlp.pipe(texts, n_process=2)``. ``span._.value`` (of a
reference also ``span._.reference``) looks the value of a span up.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.find.prose.agencies import find_agencies
from normalize import find_deadlines, find_references, find_targets, read_deadline
from normalize.body.agencies import read_agencies
from normalize.citation.references import read_mention
from schemas.mention import ReferenceMention

LEGAL_REFERENCES = "legal_references"
"""The key of ``doc.spans`` and ``doc.user_data`` for cited documents."""

_KEYS = (LEGAL_REFERENCES, "deadlines", "targets", "agencies")
_SPAN = "span"


class Phrase(NamedTuple):
    """What a finder saw: its place in the text, the label, identifiers and value of its span."""

    span: tuple[int, int]
    label: str
    value: Any
    id: str = ""
    kb_id: str = ""


class _Component:
    """Base of the components: from phrases to a span group and its values."""

    key = ""

    def __init__(self, nlp: Language, name: str) -> None:
        register_extensions()

    def __call__(self, doc: Doc) -> Doc:
        """The document with its span group and values set."""
        spans: list[Span] = []
        values: list[dict[str, Any]] = []
        for one in self._found(doc.text):
            span = doc.char_span(*one.span, label=one.label, alignment_mode="expand")
            if span is not None:
                span.id_ = one.id or f"{self.key}-{len(spans) + 1}"
                span.kb_id_ = one.kb_id
                spans.append(span)
                values.append(_told(one, span))
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=spans)
        doc.user_data[self.key] = values
        return doc

    def _found(self, text: str) -> Iterator[Phrase]:
        """Every phrase, in the order of the text."""
        raise NotImplementedError


def _told(phrase: Phrase, span: Span) -> dict[str, Any]:
    """What is kept of a phrase: its value, its exact span in the text, and which span it is of."""
    return {
        "value": msgspec.to_builtins(phrase.value),
        _SPAN: list(phrase.span),
        "of": [span.start_char, span.end_char, span.label_, span.id_],
    }


def register_extensions() -> None:
    """Let spans say their values: ``span._.value``, ``span._.reference``, ``span._.exact``.

    A component does it when it is made; who only reads a `DocBin` calls it, or imports nothing and
    takes the values from ``doc.user_data``.
    """
    Span.set_extension("value", getter=_value_of, force=True)
    Span.set_extension("reference", getter=_reference_of, force=True)
    Span.set_extension("exact", getter=_exact_of, force=True)


def _value_of(span: Span) -> Any:
    """The value of a span that a component set; None for any other span."""
    return _plain((_entry_of(span, _KEYS) or {}).get("value"))


def _reference_of(span: Span) -> Any:
    """The same, where the span is that of a reference."""
    return _plain((_entry_of(span, (LEGAL_REFERENCES,)) or {}).get("value"))


def _exact_of(span: Span) -> Any:
    """Start and end of the phrase itself in ``doc.text``: the span may begin or end within a
    token, which it takes whole.
    """
    return _plain((_entry_of(span, _KEYS) or {}).get(_SPAN))


def _entry_of(span: Span, keys: tuple[str, ...]) -> dict[str, Any] | None:
    wanted = [span.start_char, span.end_char, span.label_, span.id_]
    for key in keys:
        for entry in span.doc.user_data.get(key, ()):
            if list(entry["of"]) == wanted:
                found: dict[str, Any] = entry
                return found
    return None


def _plain(value: Any) -> Any:
    """A value with lists for the tuples that a `DocBin` makes of them."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


@Language.factory(LEGAL_REFERENCES)
class LegalReferences(_Component):
    """Sets ``doc.spans["legal_references"]``: one span a mention, labelled with its kind.

    ``span.id_`` is the canonical code (for a law by name its name), ``span.kb_id_`` the Akoma Ntoso
    IRI or "", ``span._.reference`` a dict with the values: ``kind``, ``code``, ``issued_on`` (ISO
    8601), ``issuer``, ``issuer_stated``, ``law``, ``year``, ``title``, ``uri``, ``relation``,
    ``pinpoint``, ``text`` (the mention's own words), ``form`` and ``unread``.
    """

    key = LEGAL_REFERENCES

    def _found(self, text: str) -> Iterator[Phrase]:
        return map(_reference, find_references(text))


def _reference(mention: ReferenceMention) -> Phrase:
    """A mention with its values."""
    reading = read_mention(mention)
    value = {
        "kind": reading.kind,
        "code": reading.code,
        "issued_on": reading.issued_on,
        "issuer": reading.issuer,
        "issuer_stated": reading.stated,
        "law": reading.law,
        "year": reading.year,
        "title": mention.title,
        "uri": reading.uri,
        "relation": mention.relation,
        "pinpoint": mention.pinpoint,
        "text": mention.text,
        "form": mention.form,
        "unread": list(reading.unread),
    }
    return Phrase(
        mention.span,
        reading.kind or mention.form,
        value,
        reading.code or reading.law or " ".join(mention.text.split()),
        reading.uri or "",
    )


@Language.factory("deadlines")
class Deadlines(_Component):
    """Sets ``doc.spans["deadlines"]``, labelled with the kind;
    ``span._.value`` has the fields of `schemas.plan.Deadline`, or is None.

    A phrase without a year has no days: running text does not say the plan's year.
    """

    key = "deadlines"

    def _found(self, text: str) -> Iterator[Phrase]:
        for mention in find_deadlines(text):
            deadline = read_deadline(" ".join(mention.text.split()))
            yield Phrase(mention.span, deadline.kind if deadline else "unread", deadline)


@Language.factory("targets")
class Targets(_Component):
    """Sets ``doc.spans["targets"]``, labelled with the kind;
    ``span._.value`` has the fields of `schemas.plan.Target`.
    """

    key = "targets"

    def _found(self, text: str) -> Iterator[Phrase]:
        for target in find_targets(text):
            if target.span is not None:
                yield Phrase(target.span, target.kind, target)


@Language.factory("agencies")
class Agencies(_Component):
    """Sets ``doc.spans["agencies"]``; ``span._.value`` is the list of what the words stand for,
    each with the fields of `schemas.plan.Agency`.
    """

    key = "agencies"

    def _found(self, text: str) -> Iterator[Phrase]:
        for mention in find_agencies(text):
            agencies = read_agencies(mention.text)
            matched = any(one.matched for one in agencies)
            yield Phrase(mention.span, "agency" if matched else "unmatched", agencies)
