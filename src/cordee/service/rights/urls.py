"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from cordee.service.rights import views, views_team

app_name = "rights"
urlpatterns = [
    path("my/<uuid:person_id>/data/", views.data, name="data"),
    path("my/<uuid:person_id>/data/copy/", views.export, name="export"),
    path("my/<uuid:person_id>/data/erasure/", views.ask, name="ask"),
    path("my/<uuid:person_id>/data/erasure/<uuid:request_id>/withdraw/", views.withdraw, name="withdraw"),
    path("p/<uuid:person_id>/export/", views_team.team_export, name="team_export"),
    path("p/<uuid:person_id>/erasure/", views.erasure, name="erasure"),
]
