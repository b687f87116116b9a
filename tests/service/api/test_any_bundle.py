"""Whatever a system sends, the answer is FHIR, never a broken page; and a refusal leaves nothing behind."""

from __future__ import annotations

import copy
import json
from typing import Any

from django.db import transaction as in_transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cordee.service.record.models import Resource
from tests.service.api.conftest import ecog, patient, transaction

ODD = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=6) | st.just("Patient/hospital-7"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["resourceType", "id", "method", "url", "reference", "value", "system"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


WHOLE = transaction(patient(), ecog())


@st.composite
def bundles(draw: st.DrawFn) -> Any:
    """A good Bundle with one to three of its places replaced by something odd."""
    bundle: Any = copy.deepcopy(WHOLE)
    for place in draw(st.lists(st.sampled_from(places(WHOLE)), min_size=1, max_size=3)):
        odd = draw(ODD)
        if not place:
            bundle = odd
            continue
        holder = bundle
        try:
            for key in place[:-1]:
                holder = holder[key]
            holder[place[-1]] = odd
        except (KeyError, IndexError, TypeError):
            continue  # an earlier change took the place away
    return bundle


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bundle=bundles())
def test_any_bundle_is_answered_in_fhir_whole_or_not_at_all(hospital, bundle: Any):
    with in_transaction.atomic():
        before = Resource.objects.count()
        response = hospital.send(bundle)
        body = json.loads(response.content)
        if response.status_code == 200:
            assert body["resourceType"] == "Bundle"
        else:
            assert response.status_code in (404, 409, 422, 429), response.content
            assert body["resourceType"] == "OperationOutcome"
            assert Resource.objects.count() == before
        in_transaction.set_rollback(True)
