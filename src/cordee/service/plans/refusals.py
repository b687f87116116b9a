"""Why an action on a plan is refused. Each says, in the reader's language, what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cordee.service.plans.models import Revision


class Refusal(Exception):
    """An action that was not done; nothing was written."""

    def said(self) -> str:
        """The refusal in the language that is active."""
        raise NotImplementedError


class AdoptedMeanwhile(Refusal):
    """Somebody adopted another revision after this page was opened. `theirs` stands now."""

    def __init__(self, theirs: Revision) -> None:
        self.theirs = theirs
        super().__init__(f"revision {theirs.number} was adopted meanwhile")

    def said(self) -> str:
        return _(
            "%(who)s adopted revision %(number)d meanwhile. Nothing of yours was saved: read it, then adopt again if needed."
        ) % {"who": self.theirs.adopted_by.full_name, "number": self.theirs.number}


class PlanMoved(Refusal):
    """The facts or the knowledge changed after this page was opened: it showed another plan."""

    def said(self) -> str:
        return _("The record changed after this page was opened. Read the plan again before adopting it.")


class NoPlan(Refusal):
    """No plan can be made: nothing recorded, unreadable, or the person died."""

    def said(self) -> str:
        return _("No plan can be made from this record, so none can be adopted.")


class NothingChosen(Refusal):
    """No option is adopted: there would be no plan to follow."""

    def said(self) -> str:
        return _("Adopt at least one option first. ‘No tumour-directed treatment’ is one of them.")


class TasksUnanswered(Refusal):
    """Open tasks for which neither keep, change nor close was said, or whose change is incomplete."""

    def __init__(self, tasks: tuple[str, ...]) -> None:
        self.tasks = tasks
        super().__init__(f"{len(tasks)} tasks are unanswered")

    def said(self) -> str:
        return _("Say for each open task: keep, change or close. Missing: %(tasks)s.") % {
            "tasks": ", ".join(self.tasks)
        }


class ReasonMissing(Refusal):
    """Setting aside, or adopting what the person refused, says why."""

    def said(self) -> str:
        return _("Say why, in a few words.")


class NoSuchOption(Refusal):
    """The plan of now does not hold this option."""

    def said(self) -> str:
        return _("This option is no longer in the plan.")


class DecidedMeanwhile(Refusal):
    """Somebody decided about the same option after this page was opened."""

    def __init__(self, who: str) -> None:
        self.who = who
        super().__init__("decided meanwhile")

    def said(self) -> str:
        return _("%(who)s decided about this option meanwhile. Nothing of yours was saved.") % {
            "who": self.who
        }


class TaskEnded(Refusal):
    """The task was done or closed before."""

    def said(self) -> str:
        return _("This task was already done or closed.")


class NotOfTheCircle(Refusal):
    """The one a task is given to can do no task for this person."""

    def said(self) -> str:
        return _("This person is not in the circle, or may not do tasks.")
