"""What families and aims of treatment are called, and how a refusal of one is put."""

from __future__ import annotations

from cordee.criteria import CaseView
from cordee.terms import Words

FAMILIES: dict[str, Words] = {
    "surgery": Words("chirurgie", "surgery"),
    "ablation": Words("ablation par l’image", "image-guided ablation"),
    "radiotherapy": Words("radiothérapie", "radiotherapy"),
    "chemotherapy": Words("chimiothérapie", "chemotherapy"),
    "endocrine": Words("hormonothérapie", "endocrine therapy"),
    "targeted": Words("thérapie ciblée", "targeted therapy"),
    "antibody-drug-conjugate": Words("anticorps conjugué", "antibody-drug conjugate"),
    "immunotherapy": Words("immunothérapie", "immunotherapy"),
    "radioligand": Words("radioligand", "radioligand"),
    "cellular": Words("thérapie cellulaire", "cellular therapy"),
    "trial": Words("essai clinique", "clinical trial"),
    "supportive": Words("soin de support", "supportive care"),
    "no-tumour-directed-treatment": Words("sans traitement de la tumeur", "no tumour-directed treatment"),
}
AIMS: dict[str, Words] = {
    "cure": Words("guérir", "cure"),
    "control": Words("contrôler", "control"),
    "relieve": Words("soulager", "relieve"),
}


def refusal_words(view: CaseView, of: str) -> Words:
    """'does not want: …', `of` being a drug, a class, or a family that holds no drug (surgery, a trial …)."""
    what = FAMILIES[of] if of in FAMILIES and view.terms.get("drug", of) is None else view.name("drug", of)
    return Words(f"ne souhaite pas\u202f: {what.fr}", f"does not want: {what.en}")
