"""Dates as FHIR writes them, and which of them can't be true."""

from __future__ import annotations

from cordee.case import PartialDate
from cordee.fhir import fault_words as w
from cordee.fhir.node import Node
from cordee.fhir.record import Record
from cordee.fhir.trouble import Faulty

_EARLIEST_YEAR = 1900


def date_at(node: Node, key: str, record: Record) -> PartialDate | None:
    """The date at `key` (`date`, `dateTime` or `instant`, its hour dropped). Raises Faulty for one that is no date,
    lies after today, or lies before the person was born."""
    text = node.text(key)
    if text is None:
        return None
    known = record.dates.get(text)
    if known is None:
        known = record.dates[text] = _believed(text, node, key, record)
    return known


def _believed(text: str, node: Node, key: str, record: Record) -> PartialDate:
    try:
        found = PartialDate(text.partition("T")[0])
    except ValueError:
        raise Faulty(node.pointer(key), w.NOT_A_DATE) from None
    if found.earliest > record.today:
        raise Faulty(node.pointer(key), w.DATE_AFTER.filled(day=record.today.isoformat()), w.CORRECT_DATE)
    if found.latest.year < _EARLIEST_YEAR:
        raise Faulty(node.pointer(key), w.DATE_BEFORE.filled(year=_EARLIEST_YEAR), w.CORRECT_DATE)
    if record.born is not None and found.latest < record.born.earliest:
        raise Faulty(node.pointer(key), w.DATE_BEFORE_BIRTH, w.CORRECT_DATE)
    return found


def start_of(node: Node, stem: str, record: Record) -> PartialDate | None:
    """When a choice element began: `<stem>DateTime`, `<stem>Date`, `<stem>Instant`, or the start of `<stem>Period`
    (its end when it has no start)."""
    for ending in ("DateTime", "Date", "Instant"):
        found = date_at(node, stem + ending, record)
        if found is not None:
            return found
    period = node.child(stem + "Period")
    if period is None:
        return None
    return date_at(period, "start", record) or date_at(period, "end", record)


def end_of(node: Node, stem: str, record: Record) -> PartialDate | None:
    """When a choice element ended: the end of `<stem>Period`. An end still to come is no end yet."""
    period = node.child(stem + "Period")
    return period_end(period, record) if period is not None else None


def period_end(period: Node, record: Record) -> PartialDate | None:
    """The end of a Period. Raises Faulty when it comes before its start."""
    end = date_at(period, "end", record)
    start = date_at(period, "start", record)
    if start is not None and end is not None and end.latest < start.earliest:
        raise Faulty(period.pointer(), w.ENDS_BEFORE_START, w.CORRECT_ONE_DATE)
    return end


def known_at(node: Node, key: str, on: PartialDate | None, record: Record) -> PartialDate | None:
    """The day at `key` on which a fact entered the record, None when that is no later than the fact itself."""
    found = date_at(node, key, record)
    if found is None or on is None:
        return found
    return found if found.earliest > on.latest else None
