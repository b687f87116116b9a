"""Trials as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from cordee.criteria import Proof, Settle
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.terms import Lang, Terms, Words
from cordee.trials.asked import UNREAD, everyone
from cordee.trials.match import Matches, TrialMatch
from cordee.trials.simplify import conjuncts
from cordee.trials.trial import Trial

MARKS = {"yes": "✓", "unknown": "?", "no": "✗"}


def trial_text(trial: Trial, terms: Terms, lang: Lang) -> str:
    """One trial: what it is, what it asks of everyone, then of each arm."""
    lines = [f"{trial.id}  {trial.title}", *_about(trial, lang), ""]
    shared = everyone(trial)
    if shared:
        lines.append(Words("Demandé à tous\u202f:", "Asked of everyone:").to(lang))
        lines += [line for part in shared for line in _condition(part, terms, lang, "  ")]
    for arm in trial.arms:
        lines += ["", f"{arm.id}" + (f" ({arm.status})" if arm.status != "recruiting" else "")]
        if arm.drugs:
            lines.append(f"  {arm.drugs}")
        lines += [line for part in conjuncts(arm.criterion) for line in _condition(part, terms, lang, "  ")]
    unread = [span.text.strip() for span in trial.spans if span.criterion is None]
    if unread:
        lines += [
            "",
            Words("Texte non lu par le programme\u202f:", "Text the program did not read:").to(lang),
        ]
        lines += [f"  {line}" for text in unread for line in text.splitlines() if line.strip()]
    lines += [""] if trial.warnings else []
    lines += [f"! {warning}" for warning in trial.warnings]
    return "\n".join(lines) + "\n"


def _about(trial: Trial, lang: Lang) -> Iterator[str]:
    from cordee.cli.trials import status_words

    phase = Words(f"phase {trial.phase}", f"phase {trial.phase}").to(lang) if trial.phase else ""
    updated = (
        Words(f"mis à jour le {trial.updated}", f"updated {trial.updated}").to(lang) if trial.updated else ""
    )
    yield "  " + ", ".join(
        part for part in (phase, status_words(trial.status, lang), updated, trial.sponsor) if part
    )
    yield f"  {trial.file}:{trial.line}"
    if trial.corrected:
        yield "  " + Words(f"corrigé par {trial.corrected}", f"corrected by {trial.corrected}").to(lang)
    if trial.sites:
        places = ", ".join(f"{s.city or s.name} ({s.country})" for s in trial.sites[:8])
        more = f" … +{len(trial.sites) - 8}" if len(trial.sites) > 8 else ""
        yield "  " + Words(f"lieux\u202f: {places}{more}", f"sites: {places}{more}").to(lang)


def _condition(
    part: Criterion, terms: Terms, lang: Lang, indent: str, negated: bool = False
) -> Iterator[str]:
    if isinstance(part, Leaf):
        yield f"{indent}· {part.words(terms, negated).to(lang)}"
        return
    if isinstance(part, NoneOf) and len(part.of) == 1 and not negated:
        yield from _condition(part.of[0], terms, lang, indent, negated=True)
        return
    title = {
        All: Words("toutes ces conditions", "all of these"),
        AnyOf: Words("l’une de ces conditions", "one of these"),
        NoneOf: Words("aucune de ces conditions", "none of these"),
        AtLeast: Words("au moins certaines de ces conditions", "at least some of these"),
    }[type(part)]
    shown = (Words("pas\u202f: ", "not: ") + title) if negated else title
    yield f"{indent}· {shown.to(lang)}"
    for inner in part.of:
        yield from _condition(inner, terms, lang, indent + "    ")


def matches_text(matches: Matches, lang: Lang, first: int) -> str:
    """The ranked list for a person: each trial with what is met, not known yet, and what would settle it."""
    shown = matches.trials[:first]
    lines = [_summary(matches, lang), ""]
    for match in shown:
        lines += [*match_lines(match, lang), ""]
    rest = len(matches.trials) - len(shown)
    if rest > 0:
        lines.append(
            Words(f"… et {rest} autres (--first les montre)", f"… and {rest} more (--first shows them)").to(
                lang
            )
        )
    return "\n".join(lines).rstrip() + "\n"


def _summary(m: Matches, lang: Lang) -> str:
    fr = f"{len(m.trials)} essais possibles sur {m.considered}\u202f; {m.not_met} exclus par une condition"
    en = f"{len(m.trials)} possible trials of {m.considered}; {m.not_met} closed by a condition"
    if m.closed:
        fr, en = f"{fr}, {m.closed} qui n’incluent pas", f"{en}, {m.closed} that take nobody in"
    if m.elsewhere:
        fr, en = (
            f"{fr}, {m.elsewhere} sans lieu ouvert dans ces pays",
            f"{en}, {m.elsewhere} without an open site there",
        )
    return Words(fr + ".", en + ".").to(lang)


def match_lines(match: TrialMatch, lang: Lang, *, proof: bool = False) -> Iterator[str]:
    """One trial for a person."""
    from cordee.cli.trials import status_words

    phase = f", phase {match.phase}" if match.phase else ""
    yield f"{MARKS[match.verdict.value]} {match.id}{phase}, {status_words(match.status, lang)}"
    yield f"  {match.title}"
    for arm in match.arms if proof else match.arms[:3]:
        counts = Words(
            f"{arm.met} remplies, {arm.unknown} à préciser"
            + (f", {arm.unmet} non remplies" if arm.unmet else ""),
            f"{arm.met} met, {arm.unknown} not known yet" + (f", {arm.unmet} not met" if arm.unmet else ""),
        ).to(lang)
        yield (
            f"  {MARKS[arm.verdict.value]} {arm.id[:90]}" if len(match.arms) > 1 else "  "[:0] + f"  {counts}"
        )
        if len(match.arms) > 1:
            yield f"      {counts}"
        if proof and arm.proof is not None:
            yield from _proof_lines(arm.proof, lang, "      ")
    if len(match.arms) > 3 and not proof:
        yield Words(
            f"  … et {len(match.arms) - 3} autres bras", f"  … and {len(match.arms) - 3} more arms"
        ).to(lang)
    asks = [
        _asks(settle, lang) for settle in match.arms[0].to_settle if settle.key != f"stated:{UNREAD.text}"
    ]
    if asks:
        yield Words("  À préciser\u202f: ", "  To find out: ").to(lang) + " ; ".join(asks[:6])
    if any(settle.key == f"stated:{UNREAD.text}" for settle in match.arms[0].to_settle):
        yield Words(
            "  Le texte d’éligibilité n’est pas lu en entier\u202f: à vérifier avec l’équipe de l’essai.",
            "  The eligibility text was not read in full: check with the trial's team.",
        ).to(lang)
    for site in match.sites[:6]:
        yield f"  → {', '.join(part for part in (site.name, site.city, site.country) if part)}"


def _asks(settle: Settle, lang: Lang) -> str:
    """What to find out; a condition in its author's words needs no 'to check' after 'to find out'."""
    asks = settle.asks.to(lang)
    return asks.partition(": ")[2] if settle.key.startswith("stated:") else asks


def _proof_lines(proof: Proof, lang: Lang, indent: str) -> Iterator[str]:
    facts = "; ".join(fact.words.to(lang) for fact in proof.facts)
    settle = f" → {proof.settle.asks.to(lang)}" if proof.settle else ""
    told = f" ({facts})" if facts else ""
    yield f"{indent}{MARKS[proof.answer.value]} {proof.words.to(lang)}{told}{settle}"
    for part in proof.parts:
        yield from _proof_lines(part, lang, indent + "  ")
