"""Write the reference pages from the code itself: every command and option, what the knowledge holds, the README's excerpts.

`python tools/reference_docs.py` writes docs/cli.md, docs/knowledge-counts.md and the excerpts between the marks in
README.md and README.fr.md; `--check` writes nothing and fails when a page is not what the code says.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cordee.cli.parser import parser
from cordee.fhir.read_case import read_case
from cordee.knowledge import load_knowledge
from cordee.knowledge.pack import Pack
from cordee.plan.make import make_plan
from cordee.plan.render import to_text
from cordee.plan.voices import document_for
from cordee.plan.why import why
from cordee.terms import LANGS, Lang

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
READMES: dict[Lang, Path] = {"en": ROOT / "README.md", "fr": ROOT / "README.fr.md"}
EXCERPT_OF = ROOT / "examples" / "colorectal-kras-g12c.json"
EXCERPT_ON = date(2026, 11, 20)
EXCERPT_OPTION = "colorectal.kras-g12c.sotorasib-panitumumab"
_MARKED = re.compile(r"(<!-- excerpt[^>]*-->\n).*?(<!-- end of excerpt -->)", re.DOTALL)


def commands(top: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    """Every command that runs something: its full name, its help, its own parser."""
    for name, text, sub in _subcommands(top):
        inner = list(commands(sub))
        if inner:
            yield from inner
        else:
            yield sub.prog, text or name, sub


def _subcommands(top: argparse.ArgumentParser) -> Iterator[tuple[str, str, argparse.ArgumentParser]]:
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            for name, sub in action.choices.items():
                yield name, helps.get(name, ""), sub


def cli_page() -> str:
    """docs/cli.md."""
    parts = [
        "# Every command and option",
        "Written by `make docs` from the command line itself; a test fails when this page is out of date.",
        "Exit codes: 0 done; 1 the answer is no (a check failed, two plans differ); 2 unusable input, a line a fault.",
    ]
    for name, text, sub in commands(parser()):
        parts += [f"## `{name}`", text[:1].upper() + text[1:] + ".", _options(sub)]
    return "\n\n".join(parts) + "\n"


def _options(sub: argparse.ArgumentParser) -> str:
    rows = [f"| {_shape(a)} | {_cell(a.help or '')} |" for a in sub._actions if a.dest != "help"]
    return "\n".join(["| | |", "|---|---|", *rows])


def _shape(action: argparse.Action) -> str:
    """How an option is typed: `-o OUT`, `--lang fr|en`, `FILE …`."""
    one_of = [str(choice) for choice in action.choices] if action.choices else []
    value = "" if action.nargs == 0 else "|".join(one_of) or str(action.metavar or action.dest.upper())
    if not action.option_strings:
        value += {"+": " …", "?": " (optional)"}.get(str(action.nargs), "")
    return _cell("`" + " ".join(part for part in (", ".join(action.option_strings), value) if part) + "`")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def counts_page() -> str:
    """docs/knowledge-counts.md."""
    knowledge = load_knowledge()
    reviewed = sum(_reviewed(pack) for pack in knowledge.packs)
    rows = [
        f"| `{p.pack}` | {len(list(p.entries()))} | {len(p.sources)} | {_reviewed(p)} |"
        for p in knowledge.packs
    ]
    total = f"| **all** | **{len(knowledge)}** | **{sum(len(p.sources) for p in knowledge.packs)}** | **{reviewed}** |"
    families = Counter(option.family for option in knowledge.options)
    aims = Counter((option.family, option.aim) for option in knowledge.options)
    return "\n".join(
        [
            "# What the knowledge holds",
            "",
            "Written by `make docs` from the knowledge itself; a test fails when this page is out of date.",
            "*Reviewed* counts entries that a clinician has signed. What nobody has reviewed says so wherever it is shown.",
            "",
            "## By file",
            "",
            "| file | entries | sources | reviewed |",
            "|---|---|---|---|",
            *rows,
            total,
            "",
            "## Options by family and aim",
            "",
            "| family | options | cure | control | relieve |",
            "|---|---|---|---|---|",
            *(
                f"| {family} | {count} | "
                + " | ".join(str(aims[(family, aim)]) for aim in ("cure", "control", "relieve"))
                + " |"
                for family, count in sorted(families.items())
            ),
            "",
        ]
    )


def _reviewed(pack: Pack) -> int:
    return sum(entry.review != "not reviewed" for entry in pack.entries())


def excerpt(lang: Lang) -> str:
    """The head of the example's plan with what to find out first, then one option with its proof, as a terminal shows
    them. Raises ValueError when the plan no longer holds one of these."""
    case = read_case(EXCERPT_OF, on=EXCERPT_ON).case
    document = document_for(make_plan(case, on=EXCERPT_ON), case, "clinician")
    blocks = to_text(document, lang, width=80, colour=False).split("\n\n")
    first = next((s for s in document.sections if s.id == "find-out"), None)
    missing = next((b for b in blocks if first and b.startswith(first.title.words.to(lang))), None)
    proof = to_text(why(case, EXCERPT_OPTION, EXCERPT_ON), lang, width=80, colour=False).split("\n\n")
    if missing is None or len(proof) < 3:
        raise ValueError(f"the plan of {EXCERPT_OF.name} no longer shows what the README quotes")
    file, day = EXCERPT_OF.relative_to(ROOT), EXCERPT_ON.isoformat()
    asked = (
        f"$ cordee plan {file} --on {day} --lang {lang}",
        f"$ cordee explain {file} {EXCERPT_OPTION} --on {day} --lang {lang}",
    )
    return "\n\n".join([asked[0], *blocks[:2], "[…]", _top(missing), "[…]", asked[1], proof[1], "[…]"])


def _top(block: str, numbers: int = 3) -> str:
    """The title of a numbered block and its first items."""
    kept = []
    for line in block.splitlines():
        if line.startswith(f"{numbers + 1}."):
            break
        kept.append(line)
    return "\n".join(kept)


def readme(lang: Lang) -> str:
    """The README with its excerpt as the code gives it today. Raises ValueError when the marks are gone."""
    text = READMES[lang].read_text(encoding="utf-8")
    made, times = _MARKED.subn(lambda m: f"{m[1]}```text\n{excerpt(lang)}\n```\n{m[2]}", text)
    if times != 1:
        raise ValueError(f"{READMES[lang].name}: expected one pair of excerpt marks, found {times}")
    return made


def pages() -> dict[Path, str]:
    """Every page by its path."""
    return {
        DOCS / "cli.md": cli_page(),
        DOCS / "knowledge-counts.md": counts_page(),
        **{READMES[lang]: readme(lang) for lang in LANGS},
    }


def main() -> int:
    """Write, or check; 1 when a page was out of date."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    check = arguments.parse_args().check
    stale = 0
    for path, text in pages().items():
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is not what the code says: run make docs")
            stale = 1
        else:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")
    return stale


if __name__ == "__main__":
    sys.exit(main())
