"""Case, knowledge and trials → plan; what would change it; the two voices; text, HTML, PDF."""

from cordee.plan.make import make_plan
from cordee.plan.model import Plan

__all__ = ["Plan", "make_plan"]
