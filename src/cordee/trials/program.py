"""Conditions with their leaves numbered: what makes ten thousand trials answerable in a blink.

A program is a leaf's number, or a list `[operation, part, …]`. Its value is that of `cordee.criteria.answer` on the tree
it was made from (a property test says so).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cordee.case.answer import Answer
from cordee.criteria.leaf import Leaf
from cordee.criteria.tree import All, AnyOf, AtLeast, Criterion, NoneOf

Program = Any
"""int, or [operation, *parts]; for AT_LEAST [operation, count, *parts]. Plain lists, as MessagePack brings them back."""

ALL, ANY, NONE, AT_LEAST = 0, 1, 2, 3
NO, UNKNOWN, YES = 0, 1, 2
ANSWERS = (Answer.NO, Answer.UNKNOWN, Answer.YES)
VALUE_OF = {Answer.NO: NO, Answer.UNKNOWN: UNKNOWN, Answer.YES: YES}


def compile_tree(tree: Criterion, number: Callable[[Leaf], int]) -> Program:
    """`tree` as a program; `number` gives each distinct leaf its own."""
    if isinstance(tree, Leaf):
        return number(tree)
    match tree:
        case All(of):
            return [ALL, *(compile_tree(part, number) for part in of)]
        case AnyOf(of):
            return [ANY, *(compile_tree(part, number) for part in of)]
        case NoneOf(of):
            return [NONE, *(compile_tree(part, number) for part in of)]
        case AtLeast(count, of):
            return [AT_LEAST, count, *(compile_tree(part, number) for part in of)]
    raise TypeError(f"not a condition: {type(tree).__name__}")


def value(program: Program, leaf: Callable[[int], int]) -> int:
    """NO, UNKNOWN or YES. `leaf` answers a leaf by its number; it is asked only for what can still change the value."""
    if type(program) is int:
        return leaf(program)
    operation = program[0]
    if operation == ALL:
        least = YES
        for part in program[1:]:
            found = value(part, leaf)
            if found < least:
                if found == NO:
                    return NO
                least = found
        return least
    if operation == AT_LEAST:
        found_values = [value(part, leaf) for part in program[2:]]
        sure = found_values.count(YES)
        if sure >= program[1]:
            return YES
        return UNKNOWN if sure + found_values.count(UNKNOWN) >= program[1] else NO
    most = NO
    for part in program[1:]:
        found = value(part, leaf)
        if found > most:
            most = found
            if found == YES:
                break
    return most if operation == ANY else YES - most


def leaf_numbers(program: Program) -> set[int]:
    """Every leaf of a program."""
    if type(program) is int:
        return {program}
    skip = 2 if program[0] == AT_LEAST else 1
    return {number for part in program[skip:] for number in leaf_numbers(part)}


def unsettled(program: Program, leaf: Callable[[int], int]) -> list[int]:
    """Leaves that keep an UNKNOWN program from being known, in order; none when it is known."""
    if value(program, leaf) != UNKNOWN:
        return []
    if type(program) is int:
        return [program]
    skip = 2 if program[0] == AT_LEAST else 1
    return list(dict.fromkeys(n for part in program[skip:] for n in unsettled(part, leaf)))
