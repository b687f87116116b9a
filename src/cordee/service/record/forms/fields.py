"""The kinds of answer a form takes: a date as far as it is known, a term, a figure, yes, no or not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from cordee.case import PartialDate
from cordee.case.yaml_words import did_you_mean
from cordee.service.record.forms.date_words import partial_date
from cordee.terms import Lang, Term, TermKind, Words, load_terms
from cordee.terms.lookup import normal

NOT_KNOWN = gettext_lazy("not known")
CHOOSE = gettext_lazy("choose…")
YES_NO = (
    ("", NOT_KNOWN),
    ("yes", pgettext_lazy("an answer", "yes")),
    ("no", pgettext_lazy("an answer", "no")),
)


def lang_now() -> Lang:
    """The language of the page being made."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


class PartialDateField(forms.CharField):
    """A day, a month or a year, as typed in either language: `18/03/2026`, `03/2026`, `2026`, `2026-03-18`."""

    def __init__(self, **more: Any) -> None:
        more.setdefault(
            "help_text", gettext_lazy("Day, month or year, as far as it is known: 18/03/2026, 03/2026, 2026.")
        )
        widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": "20"})
        super().__init__(widget=widget, **more)

    def to_python(self, value: Any) -> Any:
        """A `PartialDate`; None when nothing was typed."""
        typed = super().to_python(value)
        if not typed:
            return None
        found = partial_date(typed)
        if found is None:
            raise forms.ValidationError(_("This is not a date: write 18/03/2026, 03/2026 or 2026."))
        return found

    def prepare_value(self, value: Any) -> Any:
        """The value as the field shows it."""
        return value.iso if isinstance(value, PartialDate) else value


class ThreeAnswers(forms.TypedChoiceField):
    """Yes, no or not known: True, False, None. Nothing is chosen beforehand for anybody."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=YES_NO, coerce=lambda said: said == "yes", empty_value=None, required=False, **more
        )

    def prepare_value(self, value: Any) -> Any:
        """The value as the field shows it."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class WordField(forms.TypedChoiceField):
    """One word of a closed list, shown in the reader's language."""

    def __init__(self, words: Mapping[str, Words], *, required: bool = False, **more: Any) -> None:
        self._words = words
        super().__init__(choices=self._listed, coerce=str, empty_value=None, required=required, **more)

    def _listed(self) -> list[tuple[str, Any]]:
        first = CHOOSE if self.required else NOT_KNOWN
        return [("", first), *((key, words.to(lang_now())) for key, words in self._words.items())]


class TermField(forms.TypedChoiceField):
    """A term of a kind that is short enough to be shown as a list."""

    def __init__(self, kind: TermKind, *, required: bool = False, **more: Any) -> None:
        self._kind = kind
        super().__init__(choices=self._listed, coerce=str, empty_value=None, required=required, **more)

    def _listed(self) -> list[tuple[str, Any]]:
        first = CHOOSE if self.required else NOT_KNOWN
        return [("", first), *named(load_terms().all(self._kind), lang_now())]


def named(terms: Iterable[Term], lang: Lang) -> list[tuple[str, str]]:
    """Terms as (id, name), by name."""
    return sorted(((t.id, t.name.to(lang)) for t in terms), key=lambda pair: normal(pair[1]))


class Suggested(forms.TextInput):
    """A text field with names to choose from. The names stand once in the page, under `list_id` (`suggestions`);
    where a browser shows none it is a plain text field."""

    def __init__(self, list_id: str, suggestions: Callable[[], list[str]], attrs: Any = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "list": list_id, **(attrs or {})})
        self.list_id = list_id
        self.suggestions = suggestions


def suggestions(fields: Iterable[forms.Field]) -> dict[str, list[str]]:
    """The lists of names that these fields point to, by their id."""
    widgets = [field.widget for field in fields if isinstance(field.widget, Suggested)]
    return {widget.list_id: widget.suggestions() for widget in {w.list_id: w for w in widgets}.values()}


class NamedField(forms.CharField):
    """A term typed by its name, a synonym or its id, in either language: for kinds too long for a list.

    `also` adds words that are no term of the kind.
    """

    def __init__(self, kind: TermKind, *, also: Mapping[str, Words] | None = None, **more: Any) -> None:
        self._kind = kind
        self._also = also or {}
        self._list_id = f"names-{kind}" + ("-more" if also else "")
        super().__init__(widget=Suggested(self._list_id, self._suggested, {"maxlength": "120"}), **more)

    def _suggested(self) -> list[str]:
        lang = lang_now()
        own = [words.to(lang) for words in self._also.values()]
        return [*own, *(name for _, name in named(load_terms().all(self._kind), lang))]

    def to_python(self, value: Any) -> Any:
        """The term's id; None when nothing was typed."""
        typed = super().to_python(value)
        return self.find(typed) if typed else None

    def find(self, typed: str) -> str:
        """The id of what was typed. Raises ValidationError with the nearest names."""
        wanted = normal(typed)
        for key, words in self._also.items():
            if wanted in {normal(words.fr), normal(words.en), key}:
                return key
        terms = load_terms()
        found = terms.get(self._kind, typed) or terms.by_text(self._kind, typed)
        if found is None:
            near = did_you_mean(typed, self._suggested()).removeprefix(" Did you mean ").rstrip("?")
            if near:
                message = _("“%(typed)s” is not a known name. Near it: %(near)s.")
                raise forms.ValidationError(message % {"typed": typed, "near": near.replace(" or ", ", ")})
            raise forms.ValidationError(_("“%(typed)s” is not a known name.") % {"typed": typed})
        return found.id

    def prepare_value(self, value: Any) -> Any:
        """The value as the field shows it."""
        if value in self._also:
            return self._also[value].to(lang_now())
        term = load_terms().get(self._kind, value) if isinstance(value, str) else None
        return term.name.to(lang_now()) if term else value


class Several(Suggested):
    """The same text field several times over, under one name."""

    rows = 5

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The texts that are not blank."""
        found = data.getlist(name) if hasattr(data, "getlist") else data.get(name, [])
        return [text for text in found if text.strip()]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The fields, one below the other."""
        values = list(value or [])
        values += [""] * max(1, self.rows - len(values))
        own = {key: item for key, item in (attrs or {}).items() if key != "id"}
        base = (attrs or {}).get("id", name)
        fields = [
            forms.TextInput.render(self, name, text, {**own, **_row_attrs(base, i)}, renderer)
            for i, text in enumerate(values)
        ]
        rows = format_html_join("", '<span class="row">{}</span>', ((field,) for field in fields))
        return format_html('<span class="several">{}</span>', rows)


def _row_attrs(base: str, i: int) -> dict[str, str]:
    if i == 0:
        return {"id": base}
    return {"id": f"{base}_{i}", "aria-label": _("Name %(number)d") % {"number": i + 1}}


class NamedSeveral(NamedField):
    """Several terms, each typed by its name, in order."""

    def __init__(self, kind: TermKind, **more: Any) -> None:
        super().__init__(kind, **more)
        self.widget = Several(self._list_id, self._suggested, {"maxlength": "120"})

    def to_python(self, value: Any) -> Any:
        """A tuple of ids."""
        return tuple(self.find(typed.strip()) for typed in value or () if typed.strip())

    def prepare_value(self, value: Any) -> Any:
        """The value as the field shows it."""
        return [super(NamedSeveral, self).prepare_value(item) for item in value or ()]


class Figure(forms.FloatField):
    """A number, with a comma or a point."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), **more
        )

    def to_python(self, value: Any) -> Any:
        """A float; None when nothing was typed."""
        return super().to_python(
            value.replace(",", ".").replace("\u202f", "") if isinstance(value, str) else value
        )

    def prepare_value(self, value: Any) -> Any:
        """The value as the field shows it."""
        return f"{value:g}" if isinstance(value, float) else value


def scale(low: int, high: int, words: Sequence[Words] = ()) -> dict[str, Words]:
    """The steps of a scale as words of a closed list."""
    told = list(words) or [Words.same("")] * (high - low + 1)
    return {str(n): Words.same(f"{n}") + said for n, said in zip(range(low, high + 1), told, strict=True)}
