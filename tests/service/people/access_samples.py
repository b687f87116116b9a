"""Things of this room that stand in addresses."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cordee.service.people.models import HandoverOffer, Invitation, Membership
from cordee.service.people.roles import Role
from tests.service.conftest import Circle


def samples(circle: Circle) -> dict[str, dict[str, object]]:
    """An open invitation, an offer made to Bob, Daniel's membership; secrets that are wrong."""
    now = timezone.now()
    invitation = Invitation.objects.create(
        person=circle.person,
        email="zoe@example.org",
        role=Role.RELATIVE,
        token_hash="0" * 64,
        invited_by=circle.alice,
        invited_at=now,
        expires_at=now + timedelta(days=7),
    )
    offer = HandoverOffer.objects.create(
        person=circle.person, offered_by=circle.alice, to=circle.bob, offered_at=now
    )
    membership = Membership.objects.get(person=circle.person, account=circle.daniel)
    return {
        "people:withdraw_invitation": {"invitation_id": invitation.id},
        "people:my_withdraw_invitation": {"invitation_id": invitation.id},
        "people:end_member": {"membership_id": membership.id},
        "people:my_end_member": {"membership_id": membership.id},
        "people:answer_handover": {"offer_id": offer.id},
        "people:withdraw_handover": {"offer_id": offer.id},
        "people:follow_invitation": {"token": "wrong"},
        "account_confirm_email": {"key": "wrong"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "wrong"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "nobody"},
        "openid_connect_callback": {"provider_id": "nobody"},
    }
