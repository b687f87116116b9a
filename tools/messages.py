"""The catalogues of the service: finds the texts, keeps their translations, compiles them.

    python tools/messages.py [room…]        write the .po and .mo files of these rooms, or of all
    python tools/messages.py --check [room…]  write nothing; say what is missing, and fail when something is

Source texts are English; the French stands in `locale/fr/LC_MESSAGES/django.po` of each room. GNU gettext is not needed.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

SERVICE = Path(__file__).parents[1] / "src" / "cordee" / "service"
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "N_")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
WRONG_FRENCH = {
    "a narrow no-break space (U+202F) belongs before ; : ! ?": re.compile(
        r"(?<=[\w»)”])(?:(?<!\u202f)|[ \u00a0]+)[;:!?](?=\s|$)|(?<=\S)[ \u00a0]+[;:!](?=\s|$)"
    ),
    "an apostrophe is ’": re.compile(r"\w'\w"),
    "quotation marks are « »": re.compile(r"[“”]"),
}


class French(Catalog):
    """A catalogue whose header says how to read it and nothing of when, where or by whom it was made."""

    mime_headers = [  # type: ignore[assignment]  # noqa: RUF012
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Language", "fr"),
        ("Plural-Forms", "nplurals=2; plural=(n > 1);"),
    ]

    def __init__(self) -> None:
        super().__init__(locale="fr", header_comment="", fuzzy=False)


def rooms() -> list[Path]:
    """The rooms of the service that Django knows, by name: the catalogues of others would not be read."""
    return sorted(apps.parent for apps in SERVICE.glob("*/apps.py"))


def texts_of(room: Path) -> Iterator[tuple[str, Any, str | None, list[str]]]:
    """(file, text or (one, many), context, comments for the translator) of everything a room says."""
    for file in sorted(
        [*room.rglob("*.py"), *room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")]
    ):
        written = file.read_text(encoding="utf-8")
        if file.suffix != ".py":
            lines = templatize(written, origin=str(file)).splitlines()
            written = "\n".join(line.strip() for line in lines)  # indentation means nothing in a template
        source = BytesIO(written.encode())
        for _, function, text, comments in extract_python(source, list(KEYWORDS), ["Translators:"], {}):
            yield file.relative_to(room).as_posix(), *_arranged(function, text), comments


def _arranged(function: str, text: Any) -> tuple[Any, str | None]:
    """The text and its context, from the arguments of the call."""
    spec = KEYWORDS[function]
    if spec is None:
        return (text[0] if isinstance(text, tuple) else text), None
    given = text if isinstance(text, tuple) else (text,)
    context = next((given[part[0] - 1] for part in spec if isinstance(part, tuple)), None)
    said = tuple(given[part - 1] for part in spec if not isinstance(part, tuple))
    return (said if len(said) > 1 else said[0]), context


def found_in(room: Path) -> French:
    """What a room says now, not translated."""
    catalogue = French()
    for file, text, context, comments in texts_of(room):
        if text and (not isinstance(text, tuple) or all(text)):
            catalogue.add(text, locations=[(file, 0)], auto_comments=comments, context=context)
    return catalogue


def po_of(room: Path) -> Path:
    """Where a room's French stands."""
    return room / "locale" / "fr" / "LC_MESSAGES" / "django.po"


def updated(room: Path) -> French:
    """What a room says now, with the translations it already has; what it no longer says is left out."""
    catalogue = found_in(room)
    if not po_of(room).exists():
        return catalogue
    with po_of(room).open("rb") as file:
        before = read_po(file, locale="fr")
    for message in catalogue:
        kept = before.get(message.id, message.context) if message.id else None
        if kept is not None and isinstance(kept.id, tuple) == isinstance(message.id, tuple):
            message.string = kept.string
            message.user_comments = kept.user_comments
            message.flags |= kept.flags & {"fuzzy"}
    return catalogue


def as_po(catalogue: French) -> bytes:
    """The catalogue as a file, in order of the files it was found in."""
    written = BytesIO()
    write_po(written, catalogue, width=110, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return written.getvalue().lstrip(b"#\n")


def as_mo(catalogue: French) -> bytes:
    """The catalogue compiled."""
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def complaints(room: Path) -> Iterator[str]:
    """What is wrong with the catalogue of a room."""
    catalogue = updated(room)
    if not any(message.id for message in catalogue):
        return
    for message in catalogue:
        if message.id:
            yield from (f"{room.name}: {_short(message)}: {wrong}" for wrong in faults_of(message))
    po, mo = po_of(room), po_of(room).with_suffix(".mo")
    if not po.exists() or po.read_bytes() != as_po(catalogue):
        yield f"{room.name}: the catalogue is stale; run python tools/messages.py {room.name}"
    if not mo.exists() or mo.read_bytes() != as_mo(catalogue):
        yield f"{room.name}: the compiled catalogue is stale; run python tools/messages.py {room.name}"


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one translation."""
    french = message.string if isinstance(message.string, tuple | list) else (message.string or "",)
    english = message.id if isinstance(message.id, tuple | list) else (message.id,)
    if not all(french):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked as doubtful (fuzzy)"
    wanted = set(PLACEHOLDER.findall(" ".join(english)))
    if wanted != set(PLACEHOLDER.findall(" ".join(french))):
        yield f"other placeholders than {sorted(wanted)}"
    for text in french:
        plain = re.sub(r"<[^>]*>|https?://\S+", "", text)
        yield from (f"{rule}: {text!r}" for rule, wrong in WRONG_FRENCH.items() if wrong.search(plain))


def contradictions(catalogues: dict[str, French]) -> Iterator[str]:
    """Texts two rooms translate differently: Django puts all catalogues into one, and only one would be seen."""
    said: dict[Any, tuple[str, Any]] = {}
    for room, catalogue in catalogues.items():
        for message in catalogue:
            if not message.id or not all(message.string or ("",)):
                continue
            key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
            other, french = said.setdefault(key, (room, message.string))
            if french != message.string:
                yield f"{room}: {_short(message)}: {message.string!r}, but in {other}: {french!r}; give one a context"


def _short(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if len(text) < 70 else text[:67] + "…")


def main(arguments: list[str]) -> int:
    """Update and compile, or check. 0 when nothing is missing."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    asked = [name for name in arguments if name != "--check"]
    chosen = [room for room in rooms() if not asked or room.name in asked]
    if unknown := set(asked) - {room.name for room in chosen}:
        print(f"no room is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    if "--check" not in arguments:
        for room in chosen:
            catalogue = updated(room)
            if any(message.id for message in catalogue):
                po_of(room).parent.mkdir(parents=True, exist_ok=True)
                po_of(room).write_bytes(as_po(catalogue))
                po_of(room).with_suffix(".mo").write_bytes(as_mo(catalogue))
    wrong = [fault for room in chosen for fault in complaints(room)]
    wrong += list(contradictions({room.name: updated(room) for room in rooms()}))
    print("\n".join(wrong) if wrong else "Every text is translated.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
