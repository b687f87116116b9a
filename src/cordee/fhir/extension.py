"""Extensions: what mCODE and we add to standard resources."""

from __future__ import annotations

from cordee.case import Fact, PartialDate
from cordee.fhir import fault_words as w
from cordee.fhir.dates import date_at
from cordee.fhir.node import Json, Node
from cordee.fhir.record import Record
from cordee.fhir.systems import own_extension
from cordee.fhir.trouble import Faulty


def extension(node: Node, url: str) -> Node | None:
    """The first extension of `node` with that address."""
    if "extension" not in node.value:
        return None
    for i, item in enumerate(node.items("extension")):
        if item.get("url") == url:
            return Node(item, node, "extension", i)
    return None


def own_text(node: Node, name: str) -> str | None:
    """The text of our extension `name`."""
    found = extension(node, own_extension(name))
    return found.text("valueString") if found is not None else None


def own_flag(node: Node, name: str) -> bool | None:
    """The yes or no of our extension `name`."""
    found = extension(node, own_extension(name))
    return found.flag("valueBoolean") if found is not None else None


def own_whole(node: Node, name: str) -> int | None:
    """The whole number of our extension `name`."""
    found = extension(node, own_extension(name))
    return found.whole("valueInteger") if found is not None else None


def own_date(node: Node, name: str, record: Record) -> PartialDate | None:
    """The date of our extension `name`."""
    found = extension(node, own_extension(name))
    return date_at(found, "valueDate", record) if found is not None else None


def own_word(node: Node, name: str, allowed: tuple[str, ...]) -> str | None:
    """The word of our extension `name`. Raises Faulty when it is not one of `allowed`."""
    found = extension(node, own_extension(name))
    word = found.text("valueCode") if found is not None else None
    if word is None or word in allowed:
        return word
    assert found is not None
    raise Faulty(found.pointer("valueCode"), w.EXPECTED_ONE_OF.filled(allowed=", ".join(allowed)))


def add(
    resource: Json, name: str, value: str | bool | int | PartialDate | None, *, code: bool = False
) -> None:
    """Write our extension `name` when there is a value: a text, a word (`code`), a yes or no, a number, a date."""
    if value is None:
        return
    kind = "valueString"
    if isinstance(value, bool):
        kind = "valueBoolean"
    elif isinstance(value, int):
        kind = "valueInteger"
    elif isinstance(value, PartialDate):
        kind, value = "valueDate", value.iso
    elif code:
        kind = "valueCode"
    resource.setdefault("extension", []).append({"url": own_extension(name), kind: value})


def add_known(resource: Json, fact: Fact) -> Json:
    """`resource` with the day on which `fact` became known, for facts that say it."""
    add(resource, "known", fact.known)
    return resource
