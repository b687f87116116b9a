"""Faults of an input, as pages say them."""

from __future__ import annotations

from django import template

from cordee.files.fault import Fault
from cordee.service.record.fault_said import placed

register = template.Library()


@register.filter
def fault_said(fault: Fault) -> str:
    """What is wrong, where, and what to do, in the language that is active."""
    return placed(fault)
