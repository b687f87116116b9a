"""What the person opens to those close to them, and closes again. Only the person decides."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cordee.service.people.access_log import log_access
from cordee.service.people.models import Account, Membership, Person, Sharing, Verb
from cordee.service.people.not_possible import NotPossible
from cordee.service.people.roles import CLOSE_ONES, Topic


@transaction.atomic
def share(*, membership: Membership, topics: Collection[Topic], by: Account, at: datetime) -> None:
    """Exactly `topics` are open to this close one from now on. Raises `NotPossible` when `by` is not the person,
    and for a role that is not a close one's or has ended. Logged only when something changes."""
    Person.objects.select_for_update(no_key=True).get(pk=membership.person_id)
    held = Membership.objects.select_for_update(no_key=True).select_related("person").get(pk=membership.pk)
    if held.person.account_id != by.pk:
        raise NotPossible(_("Only the person decides what those close to them see."))
    if held.role not in CLOSE_ONES or not held.is_open(at):
        raise NotPossible(_("This concerns those close to the person."))
    before = {Topic(topic) for topic in held.shared.values_list("topic", flat=True)}
    opened, closed = set(topics) - before, before - set(topics)
    if not opened and not closed:
        return
    held.shared.filter(topic__in=closed).delete()
    Sharing.objects.bulk_create(
        Sharing(membership=held, topic=topic, opened_at=at, opened_by=by) for topic in sorted(opened)
    )
    about = {"membership": str(held.id), "opened": sorted(opened), "closed": sorted(closed)}
    log_access(person=held.person, by=by, verb=Verb.WRITE, what="share", at=at, about=about)
