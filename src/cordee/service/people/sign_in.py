"""Who may make an account: somebody holding an invitation, with the address it was sent to; nobody else."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_email
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from cordee.service.people.invited import invitation_in
from cordee.service.people.models import Account


class InvitedOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-up is closed; an invitation followed in this browser opens it, for its address."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether this browser holds a valid invitation."""
        return invitation_in(request) is not None

    def is_email_verified(self, request: HttpRequest, email: str) -> bool:
        """An address is proved by having followed the link that was sent there."""
        invitation = invitation_in(request)
        if invitation is not None and invitation.email == email.lower():
            return True
        return bool(super().is_email_verified(request, email))

    def save_user(self, request: HttpRequest, user: Account, form: Any, commit: bool = True) -> Account:
        """The new account, with the name that was typed; its address is the invitation's, whatever was sent."""
        user.full_name = form.cleaned_data.get("full_name", "") or user.full_name
        invitation = invitation_in(request)
        if invitation is not None:
            form.cleaned_data["email"] = invitation.email
        super().save_user(request, user, form, commit=False)
        user.email = user.email.lower()
        if commit:
            user.save()
        return user

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Back to the invitation, to accept it."""
        return self._onwards(request) or str(super().get_signup_redirect_url(request))

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to the invitation when there is one, else where one wanted to go."""
        return self._onwards(request) or str(super().get_login_redirect_url(request))

    def _onwards(self, request: HttpRequest) -> str:
        return reverse("people:invited") if invitation_in(request) is not None else ""


class InvitedOnlySocial(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through an identity provider attaches to an account with the same verified address; it makes an account
    only for the address of the invitation this browser holds."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Whether the provider vouches for the address of the invitation this browser holds."""
        invitation = invitation_in(request)
        return invitation is not None and invitation.email in _vouched(sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Account:
        """The suggested account, named as the provider names its holder."""
        user: Account = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name") or "", data.get("last_name") or "")
        user.full_name = (
            data.get("name") or " ".join(part for part in parts if part) or user_email(user) or ""
        )
        user.email = (user.email or "").lower()
        return user


def _vouched(sociallogin: Any) -> set[str]:
    return {address.email.lower() for address in sociallogin.email_addresses if address.verified}
