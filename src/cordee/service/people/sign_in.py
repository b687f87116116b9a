"""Who may make an account: somebody holding an invitation, nobody else."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up by e-mail is closed; an invitation opens it (`people/invitations`)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this browser holds a valid invitation."""
        return False


class InvitedOnlySocial(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in by an identity provider never makes an account by itself."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether this browser holds a valid invitation."""
        return False
