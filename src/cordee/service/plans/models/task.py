"""Who does what by when."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from cordee.service.people.models import Account, Person
from cordee.service.people.roles import Role
from cordee.service.plans.models.revision import Revision


class Task(models.Model):
    """Something to do for the person, by an account or by whoever holds a role. Open until done or closed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tasks")
    what = models.CharField(max_length=300)
    by_when = models.DateField()
    for_account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    for_role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    closed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("by_when", "created_at")
        constraints = (
            models.CheckConstraint(condition=~Q(what=""), name="a_task_says_what"),
            models.CheckConstraint(
                condition=Q(for_account__isnull=True) & ~Q(for_role="")
                | Q(for_account__isnull=False, for_role=""),
                name="a_task_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="a_task_is_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="a_task_is_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(closed_at__isnull=True), name="a_task_ends_once"
            ),
        )
        indexes = (
            models.Index(
                fields=["person", "by_when"],
                condition=Q(done_at__isnull=True, closed_at__isnull=True),
                name="open_tasks",
            ),
        )

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether nobody has done it or closed it."""
        return self.done_at is None and self.closed_at is None

    @property
    def who(self) -> str:
        """The name of whose task it is: the account's, or the role's."""
        return self.for_account.full_name if self.for_account else self.get_for_role_display()

    def is_late(self, on: date) -> bool:
        """Whether it is open after its day."""
        return self.is_open and self.by_when < on


class TaskAnswer(models.TextChoices):
    """What a new revision does with a task that is open."""

    KEEP = "keep", pgettext_lazy("task", "keep")
    CHANGE = "change", pgettext_lazy("task", "change")
    CLOSE = "close", pgettext_lazy("task", "close")


class TaskDecision(models.Model):
    """What adopting a revision decided about one task that was open. A changed task is followed by another."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="task_decisions")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="decisions")
    answer = models.CharField(max_length=10, choices=TaskAnswer.choices)
    became = models.OneToOneField(
        Task, null=True, blank=True, on_delete=models.PROTECT, related_name="came_from"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["revision", "task"], name="a_task_is_answered_once"),
            models.CheckConstraint(
                condition=Q(answer=TaskAnswer.CHANGE, became__isnull=False)
                | (~Q(answer=TaskAnswer.CHANGE) & Q(became__isnull=True)),
                name="a_changed_task_is_followed",
            ),
        )

    def __str__(self) -> str:
        return self.get_answer_display()
