"""Roles, permissions and actions as the person reads them."""

from __future__ import annotations

from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cordee.service.people.roles import Role

WHAT_THEY_DO: MappingProxyType[str, Promise | str] = MappingProxyType(
    {
        Role.PERSON: _("It is your file. You decide who is around you."),
        Role.RELATIVE: _("Is close to you. Sees only what you open."),
        Role.TRUSTED_PERSON: _("Speaks for you if you can't speak. Sees only what you open."),
        Role.COORDINATOR: _("Keeps everything together. The first to call when you don't know whom to call."),
        Role.ONCOLOGIST: _("The cancer doctor. Talks with you about treatments and follows them."),
        Role.ORGAN_SPECIALIST: _("A doctor for one part of the body, such as the lungs or the bowel."),
        Role.RADIOTHERAPIST: _("The doctor for treatments with rays."),
        Role.PALLIATIVE_PHYSICIAN: _("The doctor who eases pain, breathlessness and worry, at any time of the illness."),
        Role.FAMILY_DOCTOR: _("Your doctor near home, who knows you as a whole."),
        Role.NURSE: _("Cares for you, reads what you report and answers your questions."),
        Role.PSYCHOLOGIST: _("Listens to what you and those close to you go through."),
        Role.DIETITIAN: _("Helps with eating, appetite and weight."),
        Role.SOCIAL_WORKER: _("Helps with work, money, papers and help at home."),
        Role.PHARMACIST: _("Checks that your medicines go well together."),
        Role.SPIRITUAL_CARE: _("Is there for questions of meaning or faith, whatever you believe."),
    }
)  # fmt: skip

WHAT_WAS_DONE: MappingProxyType[str, Promise | str] = MappingProxyType(
    {
        "see_person": _("looked at the name and whom to call"),
        "see_circle": _("looked at who is around the person"),
        "see_record": _("looked at the medical record"),
        "write_record": _("opened a form of the medical record"),
        "see_plan": _("looked at the plan"),
        "decide_plan": _("worked on the plan"),
        "do_tasks": _("looked at what is to be done"),
        "see_how_they_are": _("looked at symptoms and check-ins"),
        "report": _("opened a check-in"),
        "answer_alerts": _("looked at an alert"),
        "see_documents": _("looked at documents"),
        "write_documents": _("opened the page to add a document"),
        "see_conversations": _("read conversations"),
        "write_conversations": _("wrote in a conversation"),
        "see_questions": _("read the questions"),
        "write_questions": _("wrote questions"),
        "invite": _("invited somebody"),
        "end_membership": _("ended a role in the circle"),
        "hand_over": _("prepared a handover"),
        "decide_sharing": _("looked at what is shared"),
        "see_access_log": _("looked at this list"),
        "export": _("made a copy of the data"),
        "ask_erasure": _("opened the request for erasure"),
        "open_file": _("opened the file"),
        "write_resources": _("wrote in the medical record"),
        "add_membership": _("joined the circle or added somebody"),
        "share": _("changed what those close see"),
        "open_emergency": _("opened the record in an emergency"),
        "withdraw_invitation": _("took back an invitation"),
        "accept_invitation": _("accepted an invitation"),
        "offer_handover": _("asked somebody to coordinate"),
        "accept_handover": _("took over the coordination"),
        "decline_handover": _("declined to coordinate"),
        "withdraw_handover": _("took back the offer to coordinate"),
    }
)
"""What an entry of the access log says. Other rooms add their actions with `explain_action`."""

_ADDED: dict[str, Promise | str] = {}


def explain_action(what: str, words: Promise | str) -> None:
    """Name, in plain words, an action that a room writes into the access log; call it from `notice_kinds.py`."""
    _ADDED[what] = words


def what_was_done(what: str, verb_words: str) -> str:
    """The plain words of an entry's `what`; the verb alone when no room has named it."""
    return str(WHAT_WAS_DONE.get(what) or _ADDED.get(what) or verb_words)
