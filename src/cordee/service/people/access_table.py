"""What the addresses of this room ask, and those of signing in. How to write such a table: `address_needs.py`."""

from __future__ import annotations

from cordee.service.people.address_needs import AccessTable, Need, Only, Open
from cordee.service.people.permissions import Permission

__all__ = ["ACCESS", "AccessTable", "Need", "Only", "Open"]

_P = Permission
_ASKED = Only(_P.SEE_CIRCLE, "the one it was offered to")


def _page(need: Need) -> dict[str, Need]:
    return {"GET": need}


def _form(need: Need) -> dict[str, Need]:
    return {"GET": need, "POST": need}


def _button(need: Need) -> dict[str, Need]:
    return {"POST": need}


_CIRCLE: AccessTable = {
    "people:circle": _page(_P.SEE_CIRCLE),
    "people:add_colleague": _form(_P.INVITE),
    "people:invite": _form(_P.INVITE),
    "people:withdraw_invitation": _button(_P.INVITE),
    "people:end_member": _form(_P.END_MEMBERSHIP),
    "people:leave": _form(Only(_P.SEE_CIRCLE, "a professional of the circle who does not coordinate")),
    "people:my_leave": _form(Only(_P.SEE_CIRCLE, "somebody close")),
    "people:hand_over": _form(_P.HAND_OVER),
    "people:answer_handover": _button(_ASKED),
    "people:withdraw_handover": _button(_P.HAND_OVER),
    "people:access_log": _page(_P.SEE_ACCESS_LOG),
    "people:my_team": _page(_P.SEE_CIRCLE),
    "people:my_invite": _form(_P.INVITE),
    "people:my_withdraw_invitation": _button(_P.INVITE),
    "people:my_end_member": _form(_P.END_MEMBERSHIP),
    "people:my_sharing": _form(_P.DECIDE_SHARING),
    "people:my_access_log": _page(_P.SEE_ACCESS_LOG),
}

_OWN: AccessTable = {
    "people:emergency": _form(Open.PROFESSIONAL),
    "people:notices": _page(Open.SIGNED_IN),
    "people:notices_read": _button(Open.SIGNED_IN),
    "people:account": _form(Open.SIGNED_IN),
    "people:places": _form(Open.SIGNED_IN),
    "people:kept": _form(Open.SIGNED_IN),
    "people:close_account": _form(Open.SIGNED_IN),
    "people:language": _button(Open.ANYONE),
    "people:follow_invitation": _page(Open.SECRET),
    "people:invited": _page(Open.ANYONE),
    "people:accept_invitation": _button(Open.SIGNED_IN),
}

_SIGNING_IN: AccessTable = {
    **{name: _form(Open.ANYONE) for name in ("account_login", "account_signup", "account_reset_password")},
    **{
        name: _page(Open.ANYONE)
        for name in (
            "account_inactive",
            "account_email_verification_sent",
            "account_reset_password_done",
            "account_reset_password_from_key_done",
            "socialaccount_login_cancelled",
        )
    },
    **{
        name: _form(Open.HALFWAY)
        for name in (
            "account_confirm_email",
            "account_reset_password_from_key",
            "mfa_authenticate",
            "mfa_login_webauthn",
            "openid_connect_login",
            "openid_connect_callback",
            "socialaccount_login_error",
            "socialaccount_signup",
        )
    },
    **{
        name: _form(Open.SIGNED_IN)
        for name in (
            "account_email",
            "account_change_password",
            "account_set_password",
            "mfa_index",
            "mfa_activate_totp",
            "mfa_generate_recovery_codes",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "socialaccount_connections",
        )
    },
    # Where there is nothing to confirm, nobody is asked to; signing out leads to the sign-in page.
    **{
        name: _form(Open.HALFWAY)
        for name in ("account_logout", "account_reauthenticate", "mfa_reauthenticate")
    },
    # What one has not set up yet is not there; what is another's is not there either.
    **{
        name: _form(Open.HALFWAY)
        for name in (
            "mfa_deactivate_totp",
            "mfa_view_recovery_codes",
            "mfa_download_recovery_codes",
            "mfa_reauthenticate_webauthn",
            "mfa_remove_webauthn",
            "mfa_edit_webauthn",
        )
    },
}

ACCESS: AccessTable = {**_CIRCLE, **_OWN, **_SIGNING_IN}
