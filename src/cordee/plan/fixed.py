"""The words of the interface itself: headings, labels, standing notices. They claim nothing about a person or a treatment."""

from __future__ import annotations

from cordee.plan.document import Text
from cordee.terms import Words

N = "\u202f"  # French narrow space


def fixed(id: str, **values: Words) -> Text:
    """The standing text `id`, its blanks filled."""
    words = FIXED[id]
    if values:
        fr = words.fr.format(**{k: v.fr for k, v in values.items()})
        en = words.en.format(**{k: v.en for k, v in values.items()})
        words = Words(fr, en)
    return Text(words, (f"fixed:{id}",))


FIXED: dict[str, Words] = {
    "title.clinician": Words("Plan d’action proposé", "Proposed plan of action"),
    "title.person": Words("Mon plan", "My plan"),
    "subtitle.clinician": Words(
        "Le logiciel propose, l’équipe décide, la personne choisit. État du dossier au {day}.",
        "Software proposes, the team decides, the person chooses. Record as of {day}.",
    ),
    "subtitle.person": Words(
        "Ce document aide à préparer la conversation avec votre équipe. Il ne décide rien. Le {day}.",
        "This document helps to prepare the talk with your team. It decides nothing. {day}.",
    ),
    "label.person": Words("Personne", "Person"),
    "label.illness": Words("Maladie", "Illness"),
    "label.spread": Words("Métastases", "Metastases"),
    "label.biology": Words("Biologie", "Biology"),
    "label.condition": Words("État général", "General state"),
    "label.progression": Words("Évolution", "Course"),
    "label.wishes": Words("Ce qui compte", "What matters"),
    "label.coordinator": Words("Qui coordonne", "Who coordinates"),
    "label.team": Words("Équipe", "Team"),
    "section.why": Words("Pourquoi, et ce qui le changerait", "Why, and what would change it"),
    "why.settled": Words(
        "Aucune réponse qui manque ne changerait ce résultat.", "No missing answer would change this."
    ),
    "foot.short": Words(
        "Le logiciel propose, l’équipe décide, la personne choisit.",
        "Software proposes, the team decides, the person chooses.",
    ),
    "section.situation": Words("Où en sont les choses", "Where things stand"),
    "section.climb": Words("Le chemin parcouru", "The climb so far"),
    "section.failures": Words(
        "Ce qui n’agit plus, et comment on le sait", "What no longer works, and how we know"
    ),
    "section.exceptions": Words(
        "Exceptions où guérir reste peut-être possible", "Exceptions where cure may still be possible"
    ),
    "section.options": Words("Options à discuter", "Options to discuss"),
    "section.find-out": Words("À savoir d’abord", "What to find out first"),
    "section.trials": Words("Essais cliniques", "Clinical trials"),
    "section.support": Words("Soins de support, en quatre dimensions", "Supportive care, in four dimensions"),
    "section.triggers": Words(
        "Appeler les soins palliatifs et d’autres équipes, tôt",
        "Calling in palliative care and other teams, early",
    ),
    "section.red-flags": Words("Signes qui n’attendent pas", "Signs that can't wait"),
    "section.questions": Words("Pour la prochaine conversation", "For the next conversation"),
    "section.time": Words("Parler du temps", "Talking of time"),
    "section.sources": Words("Sources", "Sources"),
    "options.not-reviewed": Words(
        "Fiches qu’aucun clinicien de l’équipe n’a relues\u202f: {share}. À vérifier avant toute décision.",
        "Entries that no clinician of the team has reviewed: {share}. Check before any decision.",
    ),
    "holding": Words("Le traitement en cours agit", "The present treatment is working"),
    "person.more": Words(
        "D’autres possibilités figurent dans le document de votre équipe\u202f: {n}.",
        "There are other possibilities in your team's document: {n}.",
    ),
    "person.other-signs": Words(
        "Appelez aussi sans attendre en cas de\u202f: {names}.",
        "Call without waiting too for: {names}.",
    ),
    "person.trials": Words(
        "Des essais de nouveaux traitements pourraient vous concerner\u202f: {n} à regarder avec votre équipe. "
        "Participer est toujours un choix, et l’équipe de l’essai vérifie d’abord chaque condition.",
        "Trials of new treatments may concern you: {n} to look at with your team. "
        "Taking part is always a choice, and the trial's own team checks every condition first.",
    ),
    "person.caution": Words(
        "Un point de votre dossier demande de la prudence\u202f: parlez-en avec votre équipe.",
        "Something in your record calls for care: talk it over with your team.",
    ),
    "person.refusal": Words("Vous ne souhaitez pas\u202f: {what}", "You do not want: {what}"),
    "heading.open": Words("Ouvertes", "Open"),
    "heading.more-open": Words("Ouvertes aussi", "Also open"),
    "heading.to-clarify": Words("À éclaircir", "To clarify"),
    "heading.if-it-happens": Words("Prêtes, si cela survenait", "Ready, if it happens"),
    "heading.set-aside": Words("Écartées aujourd’hui, et pourquoi", "Set aside today, and why"),
    "heading.refused": Words("Que la personne ne souhaite pas", "That the person does not want"),
    "heading.more-to-clarify": Words("Aussi à éclaircir", "Also to clarify"),
    "badge.yes": Words("possible", "open"),
    "badge.unknown": Words("à éclaircir", "to clarify"),
    "badge.no": Words("conditions non remplies", "conditions not met"),
    "badge.always": Words("toujours possible", "always possible"),
    "badge.refused": Words("non souhaité", "not wanted"),
    "note.benefit": Words("Ce que cela apporte", "What it brings"),
    "note.burden": Words("Ce que cela demande", "What it asks"),
    "note.caution": Words("Attention", "Caution"),
    "note.check-before": Words("À vérifier avant", "Check before"),
    "note.ask": Words("Avant de fermer cette porte", "Before closing this door"),
    "note.not-reviewed": Words("fiche non relue par un clinicien", "entry not reviewed by a clinician"),
    "dimension.physical": Words("Physique", "Physical"),
    "dimension.emotional": Words("Émotionnel", "Emotional"),
    "dimension.social": Words("Social", "Social"),
    "dimension.spiritual": Words("Spirituel, ce qui donne sens", "Spiritual, what gives meaning"),
    "trials.none": Words(
        "Aucun registre d’essais n’est chargé. Demander au centre de référence et consulter le registre national des essais.",
        "No trial store is loaded. Ask the reference centre and look at the national trial registry.",
    ),
    "trials.no-match": Words(
        "Aucun essai du registre chargé ne convient avec ce que dit le dossier. Demander aussi au centre de référence.",
        "No trial of the loaded store fits with what the record says. Ask the reference centre too.",
    ),
    "trials.more": Words(
        "D’autres essais sont possibles : « cordee trials for » les classe tous.",
        "Other trials are possible: `cordee trials for` ranks them all.",
    ),
    "exceptions.none": Words(
        "Aucune trouvée avec ce que dit le dossier.", "None found with what the record says."
    ),
    "find-out.none": Words(
        "Rien de ce qui manque ne changerait une réponse.", "Nothing that is missing would change an answer."
    ),
    "guess": Words("lu dans un texte libre, à confirmer", "read from free text, to be confirmed"),
    "person.where": Words("Où j’en suis", "Where I am"),
    "person.done": Words("Ce qui a été fait", "What has been done"),
    "person.possible": Words("Ce dont mon équipe peut parler avec moi", "What my team can talk over with me"),
    "person.possible-lead": Words(
        "Rien ici n’est une ordonnance. Votre équipe connaît d’autres choses de vous\u202f; c’est avec elle que vous choisissez.",
        "Nothing here is a prescription. Your team knows other things about you; you choose together with them.",
    ),
    "person.open-questions": Words("Ce qu’il reste à savoir", "What is still to be known"),
    "person.open-lead": Words(
        "Ces réponses peuvent ouvrir ou fermer des portes. Elles manquent encore.",
        "These answers may open or close doors. They are still missing.",
    ),
    "person.matters": Words("Ce qui compte pour moi", "What matters to me"),
    "person.matters-none": Words(
        "Ce n’est pas encore noté. Dites à votre équipe ce qui compte le plus pour vous.",
        "This is not written down yet. Tell your team what matters most to you.",
    ),
    "person.support": Words("Pour aller mieux au quotidien", "To feel better day to day"),
    "person.call": Words("Quand appeler sans attendre", "When to call without waiting"),
    "person.questions": Words("Questions à poser", "Questions to ask"),
    "person.team": Words("Mon équipe", "My team"),
    "person.no-coordinator": Words(
        "Personne n’est encore nommé pour coordonner. Demandez qui est votre contact.",
        "Nobody is named yet to coordinate. Ask who your contact is.",
    ),
    "person.call-first": Words("D’abord\u202f: {who}", "First: {who}"),
    "person.emergency.FR": Words("Urgence vitale\u202f: le 15 ou le 112", "Life in danger: 15 or 112"),
    "person.emergency": Words("Urgence vitale\u202f: le 112", "Life in danger: 112"),
    "person.not-your-fault": Words("Ce n’est pas votre faute.", "This is not your fault."),
    "person.doors": Words("Une porte peut-être encore ouverte", "A door that may still be open"),
    "person.refused": Words(
        "Vous avez dit ne pas souhaiter ceci. Votre équipe le respecte, et vous pouvez changer d’avis.",
        "You said you do not want this. Your team respects it, and you may change your mind.",
    ),
    "foot.clinician": Words(
        "Cordée n’est ni un prescripteur ni un dispositif médical certifié. {note}",
        "Cordée is neither a prescriber nor a certified medical device. {note}",
    ),
    "foot.person": Words(
        "Cordée ne remplace ni votre médecin ni les urgences. Le contenu médical n’a pas tout été relu par votre équipe.",
        "Cordée replaces neither your doctor nor emergency services. Not all its medical content has been reviewed by your team.",
    ),
}
"""Every standing text by id. `{…}` are blanks."""
