"""Case, knowledge and trials → plan; what would change it; the two voices; text, HTML, PDF."""

from cordee.plan.make import DeathRecorded, make_plan
from cordee.plan.model import Plan

__all__ = ["DeathRecorded", "Plan", "make_plan"]
