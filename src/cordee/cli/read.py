"""`cordee read`: what was understood of a record, and what was not, with the reason."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections import Counter

from cordee.case.reading import Reading
from cordee.cli.language import language
from cordee.cli.output import put
from cordee.cli.record import read_for
from cordee.terms import Lang, Words, load_terms


def read(arguments: Namespace) -> int:
    """Show the case and the list of what could not be used. Exit 2 when a fact could not be believed."""
    reading = read_for(arguments, arguments.on)
    if arguments.format == "yaml":
        from cordee.case.yaml_form import write_case_yaml

        put(write_case_yaml(reading.case, load_terms()).encode(), arguments.out)
    elif arguments.format == "fhir":
        import msgspec

        from cordee.fhir import write_bundle

        bundle = write_bundle(reading.case, load_terms())
        put(msgspec.json.format(msgspec.json.encode(bundle), indent=2) + b"\n", arguments.out)
    else:
        put(_shown(reading, language(arguments), everything=arguments.all).encode(), arguments.out)
    for fault in reading.faults:
        print(f"cordee: {fault.line(language(arguments))}", file=sys.stderr)
    return 2 if reading.faults else 0


def _shown(reading: Reading, lang: Lang, *, everything: bool) -> str:
    from cordee.case.yaml_form import write_case_yaml

    n = reading.resources
    count = sum(1 for _ in reading.case.facts())
    lines = [
        Words(f"# {count} faits lus, {n} ressources", f"# {count} facts read, {n} resources").to(lang),
        write_case_yaml(reading.case, load_terms()).rstrip(),
    ]
    guesses = [f for f in reading.case.facts() if f.source.guess is not None]
    if guesses:
        lines += [
            "",
            Words("# Lus dans un texte libre, à confirmer", "# Read from free text, to be confirmed").to(
                lang
            ),
        ]
        lines += [f"#   {f.source.ref}: {f.source.guess}" for f in guesses]
    lines += ["", *_unused(reading, lang, everything)]
    return "\n".join(lines) + "\n"


def _unused(reading: Reading, lang: Lang, everything: bool) -> list[str]:
    """What became no fact: by reason with a count, or each one."""
    total = len(reading.unused)
    lines = [Words(f"# Non utilisé\u202f: {total}", f"# Not used: {total}").to(lang)]
    if everything:
        return lines + [
            f"#   {u.ref}: {u.reason.to(lang)}" + (f" ({u.what})" if u.what else "") for u in reading.unused
        ]
    for reason, count in Counter(u.reason.to(lang) for u in reading.unused).most_common():
        named = list(dict.fromkeys(u.what for u in reading.unused if u.reason.to(lang) == reason and u.what))
        examples = f" ({', '.join(named[:3])}{', …' if len(named) > 3 else ''})" if named else ""
        lines.append(f"#   {count} × {reason}{examples}")
    if total:
        lines.append(Words("#   (--all les montre un par un)", "#   (--all shows each one)").to(lang))
    return lines
