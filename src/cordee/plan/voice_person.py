"""The person's voice: short sentences, everyday words, what is known, what is not, what comes next, who will call.

Made from the same plan as the clinician's text, so that neither can say what the other contradicts.
"""

from __future__ import annotations

from cordee.case import PartialDate
from cordee.case.answer import Answer
from cordee.plan.document import Block, Bullets, Callout, Climb, Document, Item, Paragraph, Section, Text
from cordee.plan.figures import sourced
from cordee.plan.fixed import fixed
from cordee.plan.lay_time import time_items
from cordee.plan.model import FailedLine, Plan
from cordee.plan.person_options import possible_section
from cordee.plan.plain_questions import plain_question
from cordee.plan.said import said, said_plainly
from cordee.response.figures import day
from cordee.terms import Terms, Words, load_terms
from cordee.terms.words import join_words

MAX_OPEN = 3
MAX_SUPPORT = 1
MAX_FLAGS = 4
MAX_QUESTIONS = 5


def person_document(
    plan: Plan, name: str | None = None, country: str | None = None, terms: Terms | None = None
) -> Document:
    """The plan for the person, in two pages. `country` chooses the emergency number; `terms` are the shipped ones by default."""
    numbers = {s.id: i for i, s in enumerate(plan.sources, 1)}
    title = fixed("title.person")
    if name:
        title = Text(
            title.words + Words(", ", ", ") + Words.same(name),
            (*said(plan.situation.person).basis, *title.basis),
        )
    sections = [
        _where(plan),
        _done(plan),
        _matters(plan),
        possible_section(plan, numbers),
        _open(plan, terms or load_terms()),
        _support(plan, numbers),
        _call(plan, numbers, country),
        _questions(plan),
        _time(plan, numbers),
        _team(plan),
    ]
    return Document(
        audience="person",
        title=title,
        subtitle=fixed("subtitle.person", day=day(PartialDate.of(plan.situation.on))),
        facts=(),
        sections=tuple(s for s in sections if s.blocks),
        foot=fixed("foot.person"),
        on=plan.situation.on,
    )


def _where(plan: Plan) -> Section:
    s = plan.situation
    names = [said_plainly(i) for i in s.illness]
    lead = (
        Words("Votre maladie\u202f: ", "Your illness: ")
        + join_words([t.words for t in names], ", ")
        + Words.same(".")
    )
    blocks: list[Block] = [Paragraph(text=Text(lead, tuple(b for t in names for b in t.basis)))]
    present = [x for x in s.spread if not x.unknown and not x.id.startswith("metastasis.absent")]
    if present:
        where = join_words([(x.plain or x.words) for x in present], ", ", Words(" et ", " and "))
        words = (
            Words(
                "Elle s’est étendue à d’autres endroits du corps\u202f: ",
                "It has spread to other places in the body: ",
            )
            + where
            + Words.same(".")
        )
        blocks.append(Paragraph(text=Text(words, tuple(b for x in present for b in said(x).basis))))
    blocks.append(Paragraph(text=said_plainly(s.progression)))
    return Section(id="where", title=fixed("person.where"), blocks=tuple(blocks))


def _done(plan: Plan) -> Section:
    items = [Item(text=_line_text(line)) for line in plan.failures.lines]
    blocks: list[Block] = [Bullets(items=tuple(items))] if items else []
    if any(line.failed is Answer.YES for line in plan.failures.lines):
        blocks.append(Paragraph(text=fixed("person.not-your-fault")))
    if items:
        blocks.append(Climb(caption=fixed("person.done")))
    return Section(id="done", title=fixed("person.done"), blocks=tuple(blocks))


def _line_text(line: FailedLine) -> Text:
    held = _held(line)
    words = line.drugs + Words.same(". ") + (held + Words.same(" ") if held.fr else held) + _ended(line)
    return Text(words, said(line.statement).basis)


def _held(line: FailedLine) -> Words:
    """'Donné pendant environ 10 mois.' where the dates say so."""
    if line.months is None or line.months[1] < 1:
        return Words("", "")
    least, most = line.months
    if most - least > 1:
        return Words(f"Donné entre {least} et {most} mois.", f"Given for between {least} and {most} months.")
    return Words(
        f"Donné pendant environ {most} mois.", f"Given for about {most} month{'s' if most > 1 else ''}."
    )


def _ended(line: FailedLine) -> Words:
    """Why it ended, in one plain sentence: the first reason that the plan gives. That a treatment was completed is not
    said where the illness came back: it would read as if it had not."""
    for outcome in sorted(line.outcomes, key=lambda o: o == "completed"):
        if outcome in _ENDED:
            return _ENDED[outcome]
    return Words(
        "Nous ne savons pas encore bien comment ce traitement s’est passé.",
        "We do not know well yet how this treatment went.",
    )


_GREW = Words("Puis la maladie a recommencé à grandir.", "Then the illness began to grow again.")
_ENDED: dict[str, Words] = {
    "refractory": Words("Il n’a pas retenu la maladie.", "It did not hold the illness."),
    "resistant": _GREW,
    "progressed": _GREW,
    "progressed-later": Words(
        "La maladie est revenue après la fin du traitement.",
        "The illness came back after the treatment had ended.",
    ),
    "toxicity": Words(
        "Il a été arrêté parce que ses effets étaient trop lourds.",
        "It was stopped because its effects were too heavy.",
    ),
    "choice": Words("Il a été arrêté par choix.", "It was stopped by choice."),
    "completed": Words("Il est allé à son terme.", "It was completed."),
    "ongoing": Words("Il continue.", "It goes on."),
    "other": Words("Il a été arrêté pour une autre raison.", "It was stopped for another reason."),
}


def _matters(plan: Plan) -> Section:
    wishes = [w for w in plan.situation.wishes if not w.unknown]
    blocks: tuple[Block, ...] = (
        (Bullets(items=tuple(Item(text=said(w)) for w in wishes)),)
        if wishes
        else (Paragraph(text=fixed("person.matters-none")),)
    )
    return Section(id="matters", title=fixed("person.matters"), blocks=blocks)


def _open(plan: Plan, terms: Terms) -> Section:
    asked = {plain_question(f, terms): f"unknown:{f.key}" for f in plan.to_find_out[:MAX_OPEN]}
    items = tuple(Item(text=Text(words, (basis,)), sign="unknown") for words, basis in asked.items())
    if not items:
        return Section(id="open", title=fixed("person.open-questions"), blocks=())
    return Section(
        id="open",
        title=fixed("person.open-questions"),
        blocks=(Paragraph(text=fixed("person.open-lead"), quiet=True), Bullets(items=items)),
    )


def _support(plan: Plan, numbers: dict[str, int]) -> Section:
    items = []
    for dimension in ("physical", "emotional", "social", "spiritual"):
        offers = [s for s in plan.support if s.dimension == dimension and s.verdict is Answer.YES]
        for s in offers[:MAX_SUPPORT]:
            words = s.name + Words("\u202f: ", ": ") + (s.self_care or s.offers)
            items.append(Item(text=sourced(words, s.sources, numbers)))
    return Section(
        id="support", title=fixed("person.support"), blocks=(Bullets(items=tuple(items)),) if items else ()
    )


def _call(plan: Plan, numbers: dict[str, int], country: str | None) -> Section:
    first = plan.situation.coordinator
    known = Text(fixed("person.call-first", who=first.words).words, said(first).basis)
    who = fixed("person.no-coordinator") if first.unknown else known
    number = fixed("person.emergency.FR" if country == "FR" else "person.emergency")
    met = [r for r in plan.red_flags if r.verdict is Answer.YES]
    now = [r for r in met if r.urgency == "now"][:MAX_FLAGS]
    items = [
        Item(text=sourced(r.signs + Words.same(" ") + r.act, r.sources, numbers), sign="caution") for r in now
    ]
    others = [r for r in met if r not in now]
    if others:
        names = fixed("person.other-signs", names=join_words([r.name for r in others], ", "))
        items.append(Item(text=Text(names.words, tuple(f"knowledge:{r.id}" for r in others)), sign="caution"))
    blocks: list[Block] = [Callout(tone="alarm", title=number, items=(Item(text=who, sign=""), *items))]
    return Section(id="call", title=fixed("person.call"), blocks=tuple(blocks))


def _questions(plan: Plan) -> Section:
    items = tuple(Item(text=Text(q.asks, (f"knowledge:{q.id}",))) for q in plan.questions[:MAX_QUESTIONS])
    return Section(
        id="questions", title=fixed("person.questions"), blocks=(Bullets(items=items),) if items else ()
    )


def _time(plan: Plan, numbers: dict[str, int]) -> Section:
    t = plan.survival
    if t is None:
        return Section(id="time", title=fixed("section.time"), blocks=())
    says = Paragraph(text=sourced(t.says, t.sources, numbers))
    caution = Paragraph(text=sourced(t.caution, t.sources, numbers))
    return Section(
        id="time",
        title=fixed("section.time"),
        blocks=(says, Bullets(items=time_items(plan, numbers)), caution),
    )


def _team(plan: Plan) -> Section:
    items = tuple(Item(text=said(t)) for t in plan.situation.team)
    return Section(id="team", title=fixed("person.team"), blocks=(Bullets(items=items),) if items else ())
