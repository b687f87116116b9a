"""A document with every block, every sign, every tone, and names that try to be markup."""

from __future__ import annotations

from datetime import date
from typing import get_args

from cordee.case import PartialDate
from cordee.plan.document import (
    Bullets,
    Callout,
    Card,
    Climb,
    Document,
    Heading,
    Item,
    Paragraph,
    Section,
    Sign,
    Table,
    Text,
    Tone,
)
from cordee.plan.voices import Audience
from cordee.terms import Words

ON = date(2026, 11, 20)
NASTY = (
    "<script>alert(1)</script> #let x = [*b*] _i_ $m$ @ref `code` \\n <label> // \"q\" 'a' &amp; ~ ${x} {y}"
)
SIGNS: tuple[Sign, ...] = get_args(Sign)
TONES: tuple[Tone, ...] = get_args(Tone)


def t(fr: str, en: str, *notes: int) -> Text:
    return Text(Words(fr, en), ("fixed:test",), notes)


def source(fr: str) -> Item:
    return Item(text=Text(Words.same(fr), ("source:x",)), sign="")


def document(audience: Audience = "clinician", name: str = NASTY) -> Document:
    """Every kind of block. `name` stands in the title, a card, a list, a table cell and the foot."""
    signs = tuple(
        Item(text=t(f"condition {s or 'nue'}", f"condition {s or 'bare'}", 1, 2, 3), sign=s, depth=n % 2)
        for n, s in enumerate(SIGNS)
    )
    proof = (
        Item(
            text=t("OMS ≤ 1", "ECOG ≤ 1"),
            sign="yes",
            aside=t("OMS 1", "ECOG 1"),
            on=PartialDate("2026-11-14"),
        ),
        Item(
            text=t("rein\u202f: fonction", "kidney function"),
            sign="unknown",
            aside=t("à doser", "to measure"),
            guess=True,
        ),
        Item(text=t(name, name), sign="no", aside=t("une raison", "a reason")),
    )
    card = Card(
        title=t("fruquintinib", "fruquintinib", 1),
        verdict="unknown",
        badge=t("à éclaircir", "to clarify"),
        subtitle=t("thérapie ciblée", "targeted therapy"),
        proof=proof,
        notes=(Item(text=t("Ce que cela apporte\u202f: 2 mois", "What it brings: 2 months", 2)),),
    )
    bare = Card(title=t(name, name), verdict="yes", badge=t("possible", "open"))
    table = Table(
        headers=(t("Quand", "When"), t("Quoi", "What")),
        rows=((t("mars", "March"), t(name, name)), (t("avril", "April"), t("repos", "rest"))),
        widths=(1, 3),
    )
    tones = tuple(
        Callout(tone=tone, title=t(f"encadré {tone}", f"box {tone}"), items=signs[:2]) for tone in TONES
    )
    pairs = Bullets(items=(Item(text=t("Biologie", "Biology"), aside=t("KRAS G12C", "KRAS G12C"), sign=""),))
    sections = (
        Section(id="situation", title=t("Où en sont les choses", "Where things stand"), blocks=(pairs,)),
        Section(
            id="climb", title=t("Le chemin", "The climb"), blocks=(Climb(caption=t("Légende", "Caption")),)
        ),
        Section(
            id="options",
            title=t("Options", "Options"),
            blocks=(
                Paragraph(text=t("Un paragraphe.", "A paragraph.", 3)),
                Paragraph(text=t("Discret.", "Quiet."), quiet=True),
                card,
                Heading(t("Écartées", "Set aside")),
                bare,
                Bullets(items=signs),
                Bullets(items=(Item(text=t("un", "one")), Item(text=t(name, name))), numbered=True),
                *tones,
                table,
            ),
        ),
        Section(
            id="find-out", title=t("À savoir", "To find out"), blocks=(Bullets(items=signs, numbered=True),)
        ),
        Section(id="call", title=t("Appeler", "Call"), blocks=(tones[4],)),
        Section(
            id="sources",
            title=t("Sources", "Sources"),
            blocks=(
                Bullets(
                    items=tuple(source(x) for x in ("Un essai. PMID 1", "Deux. https://x.org/a-b", "Trois")),
                    numbered=True,
                ),
            ),
        ),
    )
    return Document(
        audience=audience,
        title=t(f"Plan, {name}", f"Plan, {name}"),
        subtitle=t("Sous-titre du 20 novembre", "Subtitle of 20 November"),
        facts=(Item(text=t("Personne", "Person"), aside=t("65 ans", "65 years"), sign=""),),
        sections=sections,
        foot=t("Ni prescripteur ni dispositif.", "Neither prescriber nor device."),
        on=ON,
    )
