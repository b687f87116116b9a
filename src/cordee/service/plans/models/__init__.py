"""What the room `plans` stores."""

from cordee.service.plans.models.choice import Choice, ChoiceKind
from cordee.service.plans.models.revision import PlanStatus, Reason, Revision
from cordee.service.plans.models.task import Task, TaskAnswer, TaskDecision

__all__ = [
    "Choice",
    "ChoiceKind",
    "PlanStatus",
    "Reason",
    "Revision",
    "Task",
    "TaskAnswer",
    "TaskDecision",
]
