"""What the docstrings of the schemas say of every field:
one source for the JSON Schema and ``docs/record.md``.

A field's docstring stands below it. ``Unit:``, ``Source:`` and ``Example:`` begin parts of their
own in it.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any, NamedTuple, get_args, get_type_hints

import msgspec

_PARTS = re.compile(r"\s*\b(Unit|Source|Example): ")


class FieldDoc(NamedTuple):
    """A field: ``name`` as JSON has it, ``type`` as Python has it;
    what its docstring does not say is "".
    """

    name: str
    type: Any
    meaning: str
    unit: str = ""
    source: str = ""
    example: str = ""


def describe_fields(struct: type[msgspec.Struct]) -> tuple[FieldDoc, ...]:
    """The fields of a struct in their order, with what is written below each of them.

    Raises:
        OSError: the module has no source file.
        KeyError: a field has no docstring.
    """
    written = _docstrings(struct)
    hints = get_type_hints(struct)
    return tuple(
        FieldDoc(one.encode_name, hints[one.name], **_parts(written[one.name]))
        for one in msgspec.structs.fields(struct)
    )


def field_at(struct: type[msgspec.Struct], path: str) -> FieldDoc:
    """The field at the end of a path such as "deadline.edtf" or "lead_agencies[].id";
    numbers are places in a span.

    Raises:
        KeyError: a step names no field.
    """
    step, _, rest = path.partition(".")
    found = {field.name: field for field in describe_fields(struct)}[step.removesuffix("[]")]
    if not rest or rest.isdecimal():
        return found
    (inner,) = _structs_in(found.type)
    return field_at(inner, rest)


def structs_below(struct: type[msgspec.Struct]) -> tuple[type[msgspec.Struct], ...]:
    """A struct and all its fields are made of, each once, in the order in which they are met."""
    found: dict[type[msgspec.Struct], None] = {struct: None}
    for kind in get_type_hints(struct).values():
        for inner in _structs_in(kind):
            if inner is not struct:
                found.update(dict.fromkeys(structs_below(inner)))
    return tuple(found)


def describe_schema(definitions: dict[str, Any], struct: type[msgspec.Struct]) -> None:
    """Give the definitions of a JSON Schema the meanings of their fields; unwrap their own."""
    for one in structs_below(struct):
        definition = definitions[one.__name__]
        if "description" in definition:
            definition["description"] = _unwrapped(definition["description"])
        properties = definition["properties"]
        for field in describe_fields(one):
            unit = f" Unit: {field.unit}" if field.unit else ""
            properties[field.name]["description"] = field.meaning + unit


def _unwrapped(text: str) -> str:
    """A docstring with each of its paragraphs on one line."""
    paragraphs = inspect.cleandoc(text).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _structs_in(kind: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    for inner in get_args(kind):
        yield from _structs_in(inner)


def _docstrings(struct: type[msgspec.Struct]) -> dict[str, str]:
    """Every field's name → the string that follows it in the source."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(struct))).body
    if not isinstance(tree, ast.ClassDef):
        raise TypeError(f"{struct} is no class of a module")
    found: dict[str, str] = {}
    for field, text in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
        ):
            found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _parts(text: str) -> dict[str, str]:
    """A docstring cut at the words that begin its parts.

    >>> _parts("Size of the file. Unit: bytes. Example: `61226`.")
    {'meaning': 'Size of the file.', 'unit': 'bytes', 'example': '`61226`'}
    """
    meaning, *rest = _PARTS.split(text)
    parts = {
        name.lower(): value.removesuffix(".")
        for name, value in zip(rest[::2], rest[1::2], strict=True)
    }
    return {"meaning": meaning, **parts}
