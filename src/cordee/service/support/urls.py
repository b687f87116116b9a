"""The addresses of this room: what is for everybody, what teams keep for their place, what operators keep."""

from __future__ import annotations

from django.urls import path

from cordee.service.support import views_directory, views_library

app_name = "support"
_TEAM = {"as_operator": False}
_OPERATOR = {"as_operator": True}
urlpatterns = [
    path("support/", views_library.home, name="home"),
    path("learn/", views_library.pages, name="pages"),
    path("learn/<slug:page_id>/", views_library.page, name="page"),
    path("sheets/", views_library.sheets, name="sheets"),
    path("sheets/<slug:sheet_id>/", views_library.sheet, name="sheet"),
    path("warning-signs/", views_library.warning_signs, name="warning_signs"),
    path("warning-signs/<slug:signs_id>/", views_library.signs_of, name="signs"),
    path("glossary/", views_library.glossary, name="glossary"),
    path("near-you/", views_directory.near_you, name="near_you"),
    path("near-you/add/", views_directory.add, _TEAM, name="add_team"),
    path("near-you/<slug:entry_id>/edit/", views_directory.edit, _TEAM, name="edit_team"),
    path("near-you/<slug:entry_id>/retire/", views_directory.retire, _TEAM, name="retire_team"),
    path("directory/versions/", views_directory.versions, name="versions"),
    path("directory/add/", views_directory.add, _OPERATOR, name="add_operator"),
    path("directory/<slug:entry_id>/edit/", views_directory.edit, _OPERATOR, name="edit_operator"),
    path("directory/<slug:entry_id>/retire/", views_directory.retire, _OPERATOR, name="retire_operator"),
]
