"""A rule's condition as one sentence, for whoever reviews or adjusts it."""

from __future__ import annotations

from collections.abc import Mapping

from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf
from cordee.followup.question import Question
from cordee.followup.report_leaf import ReportLeaf
from cordee.terms import Terms, Words
from cordee.terms.words import join_words


def condition_words(tree: Criterion, questions: Mapping[str, Question], terms: Terms) -> Words:
    """The condition in words: 'dos et jambes : mal de dos et (douleur ≥ beaucoup ou …)'."""
    if isinstance(tree, ReportLeaf):
        return tree.said(questions)
    if isinstance(tree, Leaf):
        return tree.words(terms)
    parts = [_inside(part, questions, terms) for part in tree.of]
    match tree:
        case All():
            return _joined(parts, Words(" et ", " and "))
        case AnyOf():
            return _joined(parts, Words(" ou ", " or "))
        case NoneOf():
            return Words("aucun de\u202f: ", "none of: ") + join_words(parts, "; ")
        case AtLeast(count, _):
            return Words(f"au moins {count} de\u202f: ", f"at least {count} of: ") + join_words(parts, "; ")


def _joined(parts: list[Words], link: Words) -> Words:
    return Words(link.fr.join(p.fr for p in parts), link.en.join(p.en for p in parts))


def _inside(part: Criterion, questions: Mapping[str, Question], terms: Terms) -> Words:
    words = condition_words(part, questions, terms)
    return words if isinstance(part, Leaf) else Words(f"({words.fr})", f"({words.en})")
