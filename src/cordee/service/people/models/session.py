"""Where an account is signed in, in which browsers it was before, and its sign-ins."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from cordee.service.people.models.account import Account


class SignedInPlace(models.Model):
    """One session that stands. `device` says the browser and the system by name ('Firefox · Windows'), '' when they
    can't be told; no address is kept. `seen_at` is right to a few minutes."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="places")
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.device


class Browser(models.Model):
    """A browser in which an account has signed in; `mark_hash` is of a random mark that only its cookie holds."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="browsers")
    mark_hash = models.CharField(max_length=64)
    device = models.CharField(max_length=60, blank=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "mark_hash"], name="a_browser_is_known_once"),
        )
        indexes = (models.Index(fields=["mark_hash", "-last_at"], name="browsers_by_mark"),)

    def __str__(self) -> str:
        return self.device


class SignIn(models.Model):
    """One line of the log of signing in: which account, when, what. Nothing that was typed, no address.

    A failed try names the account it was for; `account` is empty when there is none of that name.
    """

    class What(models.TextChoices):
        """What happened."""

        IN = "in", _("signed in")
        FAILED = "failed", _("a sign-in failed")
        CODE = "code", _("the password was right, the code was not")
        OUT = "out", _("signed out")
        ENDED = "ended", _("signed out from another place")
        IDLE = "idle", _("signed out after a long time without use")
        TIME = "time", _("signed out at the end of the session")

    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="sign_ins")
    what = models.CharField(max_length=6, choices=What.choices)
    at = models.DateTimeField()
    device = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = (models.Index(fields=["account", "-at"], name="sign_ins_newest_first"),)

    def __str__(self) -> str:
        return self.what
