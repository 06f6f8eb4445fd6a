"""spaCy components over the finders, for any pipeline: ``nlp.add_pipe("legal_references")``.

Installed through the ``spacy_factories`` entry points; importing this module registers them as well. Every finder
has one factory here and one function that sets its span group; the finders themselves know nothing of spaCy.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from extract.find.references import find_references
from normalize.references import read_mention
from schemas.mention import ReferenceMention

LEGAL_REFERENCES = "legal_references"
"""The key of ``doc.spans`` and of the span extension ``span._.reference``."""


@Language.factory(LEGAL_REFERENCES)
class LegalReferences:
    """Sets ``doc.spans["legal_references"]``: one span a mention, labelled with its kind.

    ``span.id_`` is the canonical code (for a law by name its name), ``span.kb_id_`` the Akoma Ntoso IRI or "",
    ``span._.reference`` the `Reading` with the values (``issued_on``, ``issuer`` …) and the mention itself, whose
    offsets are exact in ``doc.text``; a mention that ends inside a token takes that token whole.
    """

    def __init__(self, nlp: Language, name: str) -> None:
        if not Span.has_extension("reference"):
            Span.set_extension("reference", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """The document with its span group set."""
        spans = [span for mention in find_references(doc.text) if (span := _reference_span(doc, mention)) is not None]
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
