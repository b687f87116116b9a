"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cordee.service.pages import views, views_my, views_team

app_name = "pages"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.root, name="root"),
    path("offline/", views.offline, name="offline"),
    path("today/", views_team.today, name="today"),
    path("people/", views_team.people, name="people"),
    path("p/<uuid:person_id>/", views_team.person, name="person"),
    path("my/", views_my.my, name="my"),
    path("help-now/", views_my.help_for_anyone, name="help_for_anyone"),
    path("my/<uuid:person_id>/", views_my.my_today, name="my_today"),
    path("my/<uuid:person_id>/help-now/", views_my.help_now, name="help_now"),
]
