"""Texts of the library on a page: hard words that open their explanation, numbers to tap, labels."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cordee.service.plans.paper import reader_language
from cordee.service.support.library_entries import GlossaryEntry
from cordee.service.support.library_text import pieces, plain
from cordee.service.support.needs import COUNTRIES, LANGUAGES
from cordee.service.support.resistance_picture import NOTE
from cordee.terms.words import Words

register = template.Library()
_FOLDED = str.maketrans("àâäçéèêëîïôöùûü", "aaaceeeeiioouuu")


@register.filter
def plainly(words: Words | None) -> str:
    """The text in the reader's language, without the marks of hard words."""
    return plain(words.to(reader_language())) if words else ""


@register.filter
def explained(words: Words | None) -> SafeString | str:
    """The text with a button on each hard word that opens its explanation (`support/words.html` holds them)."""
    if not words:
        return ""
    return format_html_join(
        "",
        "{}",
        (
            (
                format_html(
                    '<button type="button" class="word" popovertarget="word-{}">{}</button>',
                    run.word,
                    run.text,
                )
                if run.word
                else run.text,
            )
            for run in pieces(words.to(reader_language()))
        ),
    )


@register.filter
def tel(number: str) -> str:
    """A number as a telephone takes it: digits and a leading plus."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@register.filter
def country_named(code: str) -> Promise | str:
    """A country in words."""
    return COUNTRIES.get(code, code)


@register.filter
def language_named(code: str) -> Promise | str:
    """A language in words."""
    return LANGUAGES.get(code, code)


@register.simple_tag
def picture_note() -> str:
    """That the picture is a made-up example."""
    return NOTE.to(reader_language())


def in_order(entries: Iterable[GlossaryEntry]) -> list[GlossaryEntry]:
    """In the alphabet of the reader's language, accents aside."""
    lang = reader_language()
    return sorted(entries, key=lambda entry: entry.term.to(lang).casefold().translate(_FOLDED))


@register.simple_tag
def people_drawn(people: int, out_of: int) -> SafeString:
    """`people` of `out_of` as small figures; hidden from screen readers, for the text beside it says the same."""
    figures = format_html_join(
        "",
        '<g class="{}" transform="translate({} 0)"><circle cx="9" cy="6" r="4.5"/><path d="M2 26v-6a7 7 0 0 1 14 0v6z"/></g>',
        (("counted" if i < people else "other", i * 20) for i in range(out_of)),
    )
    return format_html(
        '<svg class="people-drawn" viewBox="0 0 {} 28" aria-hidden="true" focusable="false">{}</svg>',
        out_of * 20,
        figures,
    )
