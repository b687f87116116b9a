"""Threads of messages inside a circle, and who has read what."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from cordee.service.people.models import Account, Person
from cordee.service.people.roles import Role


class Thread(models.Model):
    """One conversation about a person. `with_person` says whether the person (and who they let) takes part;
    a conversation among professionals stays among them. Both are said on screen, always."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="threads")
    subject = models.CharField(max_length=200)
    with_person = models.BooleanField()
    to_role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    opened_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    newest_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(subject=""), name="a_thread_says_what_about"),)
        indexes = (models.Index(fields=["person", "-newest_at"], name="newest_threads"),)

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """What somebody said, as sent: a message is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="messages")
    author = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    sent_at = models.DateTimeField()
    once = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="a_message_says_something"),)
        indexes = (models.Index(fields=["thread", "sent_at"], name="messages_in_order"),)

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d %H:%M}"


class Receipt(models.Model):
    """That somebody has read a message, and when first."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="receipts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["message", "account"], name="read_once"),)

    def __str__(self) -> str:
        return f"{self.read_at:%Y-%m-%d %H:%M}"
