"""What the person is told as soon as a report is sent: what to do, whom to call, who reads it and by when."""

from __future__ import annotations

import msgspec

from cordee.followup.policy import Policy
from cordee.followup.rule import Level
from cordee.terms.words import Words


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """`do`: what to do now, one text for each reason, the gravest first. `call`: whom to call. `reads`: who reads this and
    by when. `phones` are the numbers in `call`, to be tapped."""

    level: Level
    do: tuple[Words, ...]
    call: Words
    reads: Words
    phones: tuple[str, ...] = ()

    def text(self) -> Words:
        """All of it, one paragraph each."""
        parts = [*self.do, self.call, self.reads]
        return Words("\n\n".join(p.fr for p in parts), "\n\n".join(p.en for p in parts))


def told(
    level: Level,
    do: tuple[Words, ...],
    missing: tuple[Words, ...],
    policy: Policy,
    *,
    unasked: tuple[Words, ...] = (),
    emergency: bool = False,
) -> Told:
    """The words for a report of this level. `missing` names what was left unanswered and could matter, `unasked` what
    could matter and was not asked; `emergency`: the emergency number comes before the team's."""
    texts = do
    if level in ("unknown", "amber"):
        gaps = (*_missing(missing), *_unasked(unasked))
        texts = (*do, *(gaps or ((_SOMETHING,) if level == "unknown" else ())))
    elif level == "green":
        texts = (Words("Merci, c’est noté.", "Thank you, this is noted."),)
    team = tuple(contact.phone for contact in policy.call)
    phones = (*policy.emergency, *team) if emergency else (*team, *policy.emergency)
    return Told(
        level=level,
        do=tuple(dict.fromkeys(texts)),
        call=_call(level, policy, emergency),
        reads=_reads(level, policy),
        phones=tuple(dict.fromkeys(phones)),
    )


_SOMETHING = Words(
    "Il nous manque une information pour savoir si tout va bien. Votre équipe va regarder.",
    "We lack one piece of information to know whether all is well. Your team will look.",
)


def _missing(missing: tuple[Words, ...]) -> tuple[Words, ...]:
    """What the person may come back and answer."""
    if not missing:
        return ()
    fr, en = _named(missing)
    if len(missing) > 1:
        return (
            Words(
                f"Il nous manque des réponses\u202f: {fr}. Sans elles, nous ne pouvons pas dire si tout va bien. "
                "Vous pouvez revenir les donner, ou appeler.",
                f"Some answers are missing: {en}. Without them we can't say whether all is well. "
                "You can go back and give them, or call.",
            ),
        )
    return (
        Words(
            f"Il nous manque une réponse\u202f: {fr}. Sans elle, nous ne pouvons pas dire si tout va bien. "
            "Vous pouvez revenir la donner, ou appeler.",
            f"An answer is missing: {en}. Without it we can't say whether all is well. "
            "You can go back and give it, or call.",
        ),
    )


def _unasked(unasked: tuple[Words, ...]) -> tuple[Words, ...]:
    """What was not asked cannot be given by coming back: only said by calling."""
    if not unasked:
        return ()
    fr, en = _named(unasked)
    return (
        Words(
            f"Nous ne vous avons pas posé de question sur ceci\u202f: {fr}. "
            "Si c’est nouveau pour vous, ou plus fort qu’avant, appelez.",
            f"We did not ask you about this: {en}. If it is new to you, or worse than before, call.",
        ),
    )


def _named(names: tuple[Words, ...]) -> tuple[str, str]:
    return ", ".join(name.fr for name in names), ", ".join(name.en for name in names)


def _call(level: Level, policy: Policy, first_emergency: bool) -> Words:
    emergency = Words(" ou le ".join(policy.emergency), " or ".join(policy.emergency))
    team = [
        Words(f"{c.name.fr}, {c.phone}", f"{c.name.en}, {c.phone}") + (
            Words(f" ({c.hours.fr})", f" ({c.hours.en})") if c.hours else Words("", "")
        )
        for c in policy.call
    ]  # fmt: skip
    listed = Words(" puis ".join(t.fr for t in team), ", then ".join(t.en for t in team))
    whom = listed if team else Words("le numéro d’urgence de votre service", "your unit's emergency number")
    if first_emergency:
        return Words(
            f"Appelez maintenant le {emergency.fr}. Prévenez ensuite\u202f: {whom.fr}.",
            f"Call {emergency.en} now. Then tell: {whom.en}.",
        )
    if level == "red":
        return Words(
            f"Appelez maintenant\u202f: {whom.fr}. Pas de réponse, ou cela s’aggrave\u202f: le {emergency.fr}.",
            f"Call now: {whom.en}. No answer, or getting worse: {emergency.en}.",
        )
    return Words(
        f"Si cela s’aggrave, n’attendez pas qu’on vous rappelle. Appelez\u202f: {whom.fr}. "
        f"En cas d’urgence\u202f: le {emergency.fr}.",
        f"If it gets worse, do not wait to be called back. Call: {whom.en}. In an emergency: {emergency.en}.",
    )


def _reads(level: Level, policy: Policy) -> Words:
    hours = {"red": policy.reads_red_within, "amber": policy.reads_amber_within}.get(
        level, policy.reads_other_within
    )
    if level == "unknown":
        hours = policy.reads_amber_within
    within = _within(hours)
    reader = policy.reader
    first = Words(reader.fr[:1].upper() + reader.fr[1:], reader.en[:1].upper() + reader.en[1:])
    reads = first + Words(f" lira vos réponses {within.fr}.", f" will read your answers {within.en}.")
    if level == "red":
        return reads + Words(" N’attendez pas cet appel pour téléphoner.", " Do not wait for that to phone.")
    return reads


def _within(hours: float) -> Words:
    if hours < 1:
        minutes = round(hours * 60)
        return Words(f"d’ici {minutes} minutes", f"within {minutes} minutes")
    if hours <= 48:
        whole = round(hours)
        plural = "s" if whole > 1 else ""
        return Words(f"d’ici {whole} heure{plural}", f"within {whole} hour{plural}")
    days = round(hours / 24)
    return Words(f"d’ici {days} jours", f"within {days} days")
