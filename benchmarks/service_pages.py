"""Pages in one process, through all of Django: how long, how much of it the processor worked, queries, bytes. JSON.

Run as `python -m benchmarks.service_pages HOME`. Each person's page is opened for the first time in this process, so that
nothing of that person is in memory; what all people share (templates, terms, knowledge) is.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from typing import Any

import msgspec

SEED = 20261120
PEOPLE = 120
AGAIN = 40


def main(home: str) -> None:
    """Measure as the coordinator, who has the most people, and as the person."""
    os.environ |= {
        "CORDEE_HOME": home,
        "CORDEE_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "cordee.service.project.settings",
    }
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.ALLOWED_HOSTS = ["testserver"]
    from cordee.service.people.models import Account, Membership

    account = Account.objects.get(email="coordinator@demo.example")
    mine = list(
        Membership.objects.filter(account=account)
        .values_list("person_id", flat=True)
        .distinct()
        .order_by("person_id")
    )
    random.Random(SEED).shuffle(mine)
    client = Client(headers={"accept-language": "fr"})
    client.force_login(account)
    for page in ("/today/", "/people/", f"/p/{mine.pop()}/", f"/p/{mine.pop()}/plan/"):
        client.get(page)
    said: dict[str, Any] = {"people_of_the_coordinator": len(mine) + 2}
    said["today"] = _measure(client, ["/today/"] * AGAIN)
    said["people"] = _measure(client, ["/people/"] * AGAIN)
    said["person"] = _measure(client, [f"/p/{one}/" for one in mine[:PEOPLE]])
    said["person, again"] = _measure(client, [f"/p/{one}/" for one in mine[:PEOPLE]])
    said["plan"] = _measure(client, [f"/p/{one}/plan/" for one in mine[PEOPLE : PEOPLE + 40]])
    person = Account.objects.get(email="person@demo.example")
    client.force_login(person)
    at = f"/my/{person.person.id}/"
    client.get(at)
    said["my today"] = _measure(client, [at] * AGAIN)
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _measure(client: Any, pages: list[str]) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    taken, worked, sizes, statuses = [], [], [], set()
    for page in pages:
        start, began = time.perf_counter(), time.process_time()
        answer = client.get(page)
        taken.append(1000 * (time.perf_counter() - start))
        worked.append(1000 * (time.process_time() - began))
        sizes.append(len(answer.content))
        statuses.add(answer.status_code)
    with CaptureQueriesContext(connection) as caught:
        client.get(pages[0])
    return {
        "median": statistics.median(taken),
        "p95": statistics.quantiles(taken, n=20)[18],
        "processor": statistics.quantiles(worked, n=20)[18],
        "bytes": max(sizes),
        "queries": len(caught),
        "statuses": sorted(statuses),
    }


if __name__ == "__main__":
    main(sys.argv[1])
