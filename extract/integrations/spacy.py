"""spaCy components over the finders, for any pipeline: ``nlp.add_pipe("legal_references")``.

Installed through the ``spacy_factories`` entry points; importing this module registers them as
well. Every finder has one factory here and one function that sets its span group; the finders
themselves know nothing of spaCy.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.find.prose.agencies import find_agencies
from normalize import find_deadlines, find_references, find_targets, read_deadline
from normalize.body.agencies import read_agencies
from normalize.citation.references import read_mention
from schemas.mention import ReferenceMention

LEGAL_REFERENCES = "legal_references"
"""The key of ``doc.spans`` and of the span extension ``span._.reference``."""


@Language.factory(LEGAL_REFERENCES)
class LegalReferences:
    """Sets ``doc.spans["legal_references"]``: one span a mention, labelled with its kind.

    ``span.id_`` is the canonical code (for a law by name its name), ``span.kb_id_`` the Akoma Ntoso
    IRI or "", ``span._.reference`` the `Reading` with the values (``issued_on``, ``issuer`` …) and
    the mention itself, whose offsets are exact in ``doc.text``; a mention that ends inside a token
    takes that token whole.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        if not Span.has_extension("reference"):
            Span.set_extension("reference", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its span group set."""
        spans = [
            span
            for mention in find_references(doc.text)
            if (span := _reference_span(doc, mention)) is not None
        ]
        doc.spans[LEGAL_REFERENCES] = SpanGroup(doc, name=LEGAL_REFERENCES, spans=spans)
        return doc


def _reference_span(doc: Doc, mention: ReferenceMention) -> Span | None:
    """The tokens of a mention, with its values."""
    reading = read_mention(mention)
    span = doc.char_span(*mention.span, label=reading.kind or mention.form, alignment_mode="expand")
    if span is None:
        return None
    span.id_ = reading.code or reading.law or " ".join(mention.text.split())
    span.kb_id_ = reading.uri or ""
    span._.reference = reading
    return span


class _Phrases:
    """Base of the components whose finder gives plain spans; the value goes to ``span._.value``."""

    key = ""

    def __init__(self, nlp: Language, name: str) -> None:
        if not Span.has_extension("value"):
            Span.set_extension("value", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its span group set."""
        spans = []
        for start, end, label, value in self._found(doc.text):
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None:
                span._.value = value
                spans.append(span)
        doc.spans[self.key] = SpanGroup(doc, name=self.key, spans=spans)
        return doc

    def _found(self, text: str) -> Iterator[tuple[int, int, str, object]]:
        """(start, end, label, value) of every phrase."""
        raise NotImplementedError


@Language.factory("deadlines")
class Deadlines(_Phrases):
    """Sets ``doc.spans["deadlines"]``, labelled with the kind;
    ``span._.value`` is a `schemas.plan.Deadline` or None.

    A phrase without a year has no days: running text does not say the plan's year.
    """

    key = "deadlines"

    def _found(self, text: str) -> Iterator[tuple[int, int, str, object]]:
        for mention in find_deadlines(text):
            deadline = read_deadline(" ".join(mention.text.split()))
            yield *mention.span, deadline.kind if deadline else "unread", deadline


@Language.factory("targets")
class Targets(_Phrases):
    """Sets ``doc.spans["targets"]``, labelled with the kind;
    ``span._.value`` is a `schemas.plan.Target`.
    """

    key = "targets"

    def _found(self, text: str) -> Iterator[tuple[int, int, str, object]]:
        for target in find_targets(text):
            if target.span is not None:
                yield *target.span, target.kind, target


@Language.factory("agencies")
class Agencies(_Phrases):
    """Sets ``doc.spans["agencies"]``; ``span._.value`` is the tuple of `schemas.plan.Agency` the
    words stand for.
    """

    key = "agencies"

    def _found(self, text: str) -> Iterator[tuple[int, int, str, object]]:
        for mention in find_agencies(text):
            agencies = read_agencies(mention.text)
            yield (
                *mention.span,
                "agency" if any(one.matched for one in agencies) else "unmatched",
                agencies,
            )
