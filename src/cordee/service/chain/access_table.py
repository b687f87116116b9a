"""What each address of this room asks of who comes."""

from __future__ import annotations

from cordee.service.chain.access_channels import CHANNEL_ACCESS
from cordee.service.people.address_needs import AccessTable, Only, Open
from cordee.service.people.permissions import Permission as P

_SENT = Only(P.REPORT, "who sent it, and who sees how the person is")
_ANSWERS = Only(P.SEE_HOW_THEY_ARE, "who answers alerts, and whom the ladder told of this one")
_ACTS = ("take", "outcome", "offer", "accept", "decline", "snooze", "give_back")

ACCESS: AccessTable = {
    **{
        f"chain:{name}": {"GET": P.REPORT, "POST": P.REPORT}
        for name in ("check_in", "check_in_for", "my_break")
    },
    **{f"chain:{name}": {"POST": P.REPORT} for name in ("send", "send_for")},
    **{f"chain:{name}": {"GET": _SENT} for name in ("sent", "sent_for")},
    **{f"chain:{name}": {"GET": P.SEE_HOW_THEY_ARE} for name in ("my_how", "how", "alerts_of", "alert")},
    "chain:check_ins": {"GET": P.ANSWER_ALERTS, "POST": P.ANSWER_ALERTS},
    **{f"chain:{name}": {"POST": _ANSWERS} for name in _ACTS},
    "chain:alerts": {"GET": Open.SIGNED_IN},
    "chain:come": {"POST": Open.SIGNED_IN},
    # Every professional of the team reads; who neither coordinates nor is a physician of anybody is told 409 on changing.
    **{f"chain:{name}": {"GET": Open.PROFESSIONAL} for name in ("policy", "figures")},
    **{
        f"chain:{name}": {"GET": Open.PROFESSIONAL, "POST": Open.PROFESSIONAL}
        for name in ("edit_policy", "edit_rules", "rotas")
    },
    **CHANNEL_ACCESS,
}
