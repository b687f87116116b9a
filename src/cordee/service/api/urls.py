"""The addresses of this room, under api/."""

from __future__ import annotations

from django.urls import path

from cordee.service.api import views_fhir, views_tokens

app_name = "api"
urlpatterns = [
    path("tokens/", views_tokens.tokens, name="tokens"),
    path("tokens/<uuid:token_id>/revoke/", views_tokens.revoke, name="revoke"),
    path("fhir/", views_fhir.bundle, name="bundle"),
    path("fhir", views_fhir.bundle, name="bundle_plain"),
    path("fhir/metadata", views_fhir.metadata, name="metadata"),
    path("fhir/Patient/_search", views_fhir.patient_search, name="patient_search"),
    path("fhir/Patient/<str:patient_id>/$everything", views_fhir.patient_everything, name="everything"),
    path("fhir/<str:resource_type>", views_fhir.resources, name="resources"),
]
