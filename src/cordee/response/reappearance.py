"""A lesion that is back after a complete response. Source: EORTC clarifications, recist.eortc.org/faq
(seen).
"""

from __future__ import annotations

from cordee.case import Imaging, Lesion
from cordee.response.measurability import NORMAL_NODE_MM
from cordee.response.reason import RECIST_FAQ, Reason
from cordee.response.targets import lesion_mm
from cordee.terms.words import Words


def reappeared(visit: Imaging, followed: tuple[Lesion, ...]) -> bool:
    """After a complete response any lesion that is back is progression; a node only from 10 mm, or if
    unequivocal.
    """
    names = {lesion.lesion: lesion for lesion in followed}
    for lesion in visit.lesions:
        known = names.get(lesion.lesion)
        if known is None:
            continue
        mm = lesion_mm(lesion)
        if known.node:
            if mm is not None and mm >= NORMAL_NODE_MM:
                return True
        elif (mm is not None and mm > 0) or lesion.state == "present":
            return True
    return False


def reappearance() -> Reason:
    """Why a lesion that is back is progression."""
    return Reason(
        rule="reappeared-after-cr",
        words=Words(
            "Une lésion est revenue après une réponse complète.",
            "A lesion is back after a complete response.",
        ),
        source=RECIST_FAQ,
    )


def doubt_about_complete_response() -> Reason:
    """What a lesion that is back says of the complete response before it."""
    return Reason(
        rule="was-cr-certain",
        words=Words(
            "La réponse complète d’avant est à revoir\u202f: "
            "si la lésion n’avait jamais disparu, c’était une réponse partielle.",
            "The earlier complete response is worth a second look: "
            "if the lesion never went, it was a partial response.",
        ),
        source=RECIST_FAQ,
    )
