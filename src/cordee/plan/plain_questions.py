"""What is still to be known, said to the person: what would be done or asked, in everyday words."""

from __future__ import annotations

from cordee.plan.model import ToFindOut
from cordee.terms import Terms, Words

_BY_KEY: dict[str, Words] = {
    "gene": Words(
        "Une analyse de la tumeur, ou une prise de sang, pour y chercher des anomalies qui ont un traitement.",
        "A test of the tumour, or of blood, to look for changes that have a treatment.",
    ),
    "lab": Words("Une prise de sang récente.", "A recent blood test."),
    "condition": Words(
        "Vos autres problèmes de santé\u202f: dites-les tous, même anciens.",
        "Your other health problems: tell all of them, even old ones.",
    ),
    "symptom": Words("Comment vous vous sentez en ce moment.", "How you feel at the moment."),
    "toxicity": Words(
        "Les effets que vous ont laissés les traitements.", "The effects that treatments have left you with."
    ),
    "treatment-history": Words(
        "La liste complète des traitements que vous avez reçus.",
        "The full list of the treatments you have had.",
    ),
    "performance": Words("Ce que vous arrivez à faire dans une journée.", "What you manage to do in a day."),
    "brain-imaging": Words("Une image du cerveau (IRM).", "A scan of the brain (MRI)."),
    "care-goals": Words("Ce que vous attendez des soins.", "What you expect from care."),
    "lesion-count": Words(
        "Le nombre d’endroits touchés, sur les images.", "How many places are involved, on the scans."
    ),
    "extent": Words("De nouvelles images du corps.", "New scans of the body."),
    "imaging": Words("Un scanner ou une IRM récents.", "A recent scan."),
    "histology": Words("Le type exact de la tumeur.", "The exact type of the tumour."),
    "primary": Words("L’endroit où la maladie a commencé.", "Where the illness started."),
    "local-treatments": Words(
        "Les opérations et les rayons déjà reçus.", "The operations and radiation you have had."
    ),
    "current-treatment": Words(
        "Le traitement que vous recevez en ce moment.", "The treatment you are having now."
    ),
    "family-history": Words("Les cancers dans votre famille.", "Cancers in your family."),
}


def plain_question(f: ToFindOut, terms: Terms) -> Words:
    """What to find out, for the person. A judgement is put as the question that a specialist will answer; what has no
    everyday wording of its own keeps the team's."""
    if f.key in _BY_KEY:
        return _BY_KEY[f.key]
    kind, _, id = f.key.partition(":")
    if kind == "judged" and (term := terms.get("judgement", id)) and term.plain:
        return term.plain
    if kind == "marker" and (term := terms.get("marker", id)):
        name = term.plain or term.name
        return Words(f"Un test de la tumeur\u202f: {name.fr}.", f"A test of the tumour: {name.en}.")
    if kind == "line":
        return Words(
            "Comment s’est passé un de vos traitements, et pourquoi il s’est arrêté.",
            "How one of your treatments went, and why it ended.",
        )
    return f.asks
