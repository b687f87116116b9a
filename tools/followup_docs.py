"""Write docs/followup-rules.md from the rules themselves: every rule with its condition, its words, its sources.

`python tools/followup_docs.py` writes the page; `--check` writes nothing and fails when it is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cordee.followup import FollowUp, load_followup
from cordee.followup.rule import Rule, Setting, WrittenRule
from cordee.followup.rule_words import condition_words

PAGE = Path(__file__).parents[1] / "docs" / "followup-rules.md"
_INTRODUCTION = (
    "Written by `tools/followup_docs.py` from `src/cordee/followup/content/`; [how rules are made](followup.md), "
    "[what each answers](spec/followup.md). No rule has been reviewed by clinicians unless it says so."
)
_HEADS = {"red": "Red: call now", "amber": "Amber: read and answered in time"}


def page(known: FollowUp) -> str:
    """The Markdown page."""
    parts = [
        "# Follow-up: every rule",
        _INTRODUCTION,
    ]
    for level, head in _HEADS.items():
        parts.append(f"## {head}")
        parts += [_rule(written, known) for written in known.written if written.level == level]
    parts += ["## Sources", *(_sources(known))]
    return "\n\n".join(parts) + "\n"


def _rule(written: WrittenRule, known: FollowUp) -> str:
    rules = [rule for rule in known.rules if rule.template == written.id]
    first = rules[0]
    about = ", ".join(known.questions[q].name.en for q in written.each)
    cause = "the question" if written.each else f"`{first.cause}`"
    sources = ", ".join(f"[{key}](#{key})" for key in written.sources)
    kept = f"version {first.version}, {first.review}, checked {first.checked}"
    lines = [
        f"### {written.id}",
        f"**{first.name.en}** · {first.name.fr}",
        f"- when: {_when(first, known)}",
        *([f"- the same for each of: {about}"] if written.each else []),
        f"- told: “{first.do.en}” · «\u202f{first.do.fr}\u202f»",
        *(["- the emergency number comes first"] if first.call == "emergency" else []),
        *(["- alerts also when the record does not say the rest"] if first.when_unknown == "raise" else []),
        f"- why: {first.why.en}",
        *(f"- a team may set `{name}`: {_setting(s)}" for name, s in written.settings.items()),
        f"- cause {cause}, kind {first.kind}, {kept}; sources: {sources}",
    ]
    return "\n\n".join(lines[:2]) + "\n\n" + "\n".join(lines[2:])


def _when(rule: Rule, known: FollowUp) -> str:
    return condition_words(rule.when, known.questions, known.terms).en


def _setting(setting: Setting) -> str:
    if setting.between is not None:
        low, high = setting.between
        allowed = f"{low:g} to {high:g}"
    else:
        allowed = ", ".join(map(str, setting.among))
    return f"{setting.value} ({allowed})" + (f": {setting.why.en}" if setting.why else "")


def _sources(known: FollowUp) -> list[str]:
    found = []
    for key, source in known.sources.items():
        where = f"[{source.reference}]({source.link})" if source.link else source.reference
        found.append(f'<a id="{key}"></a>**{key}**: {source.title}. {where}. Seen: {source.seen}.')
    return found


def main() -> int:
    text = page(load_followup())
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if "--check" in sys.argv[1:]:
        print(f"docs/{PAGE.name} is not what the rules say: run python tools/followup_docs.py")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote docs/{PAGE.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
