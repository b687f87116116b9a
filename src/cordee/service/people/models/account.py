"""Accounts and the teams they belong to."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Accounts(BaseUserManager["Account"]):
    """Makes accounts; an e-mail address names one account whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """A new account; without a password nobody can sign in to it by password."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """An operator's account: it may edit the directory, and sees no person it is not in the circle of."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, email: str | None) -> Account:
        """The account of an e-mail address."""
        return self.get(email=(email or "").strip().lower())


class Team(models.Model):
    """A care team: where it is, when and how it answers."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, default="FR")
    time_zone = models.CharField(max_length=60, default="Europe/Paris")
    phone_day = models.CharField(max_length=40, blank=True)
    phone_night = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    full_name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(max_length=2, blank=True, choices=[("fr", "français"), ("en", "English")])
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="members")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    asked_standing: tuple[Any, ...] | None = None
    """The standing a request has asked for already (`standing.standing_in_request`); never stored."""
    door_passed: tuple[Any, str] | None = None
    """The person and the look that no row of the access log tells of yet (`access.py`); never stored."""

    objects = Accounts()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_account_per_address"),)

    def __str__(self) -> str:
        return self.full_name

    @property
    def is_professional(self) -> bool:
        """Whether the account belongs to a care team."""
        return self.team_id is not None
