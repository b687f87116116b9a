"""The e-mail of an invitation. It names no person and no illness: whoever reads it over a shoulder learns nothing."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordee.service.people.models import Invitation


def send_invitation(invitation: Invitation, token: str, request: HttpRequest) -> None:
    """Send the link once the invitation is stored."""
    link = request.build_absolute_uri(reverse("people:follow_invitation", args=[token]))
    until = timezone.localdate(invitation.expires_at)
    body = render_to_string("people/invitation_mail.txt", {"link": link, "until": until})
    message = EmailMessage(_("You are invited to Cordée"), body, to=[invitation.email])
    transaction.on_commit(message.send)
