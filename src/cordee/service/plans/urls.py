"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cordee.service.plans import (
    views_adopt,
    views_knowledge,
    views_meetings,
    views_mine,
    views_option,
    views_plan,
    views_revisions,
    views_tasks,
    views_trials,
)

app_name = "plans"
urlpatterns: list[URLPattern | URLResolver] = [
    path("p/<uuid:person_id>/plan/", views_plan.plan, name="plan"),
    path("p/<uuid:person_id>/plan.pdf", views_plan.plan_pdf, name="plan_pdf"),
    path("p/<uuid:person_id>/plan/sources/", views_plan.sources, name="sources"),
    path("p/<uuid:person_id>/plan/more/<slug:group>/", views_plan.more, name="more"),
    path("p/<uuid:person_id>/plan/option/<str:option_id>/", views_option.option, name="option"),
    path("p/<uuid:person_id>/plan/option/<str:option_id>/decide/", views_option.decide, name="decide"),
    path("p/<uuid:person_id>/plan/adopt/", views_adopt.adopt, name="adopt"),
    path("p/<uuid:person_id>/plan/revisions/", views_revisions.revisions, name="revisions"),
    path("p/<uuid:person_id>/plan/revisions/<int:number>/", views_revisions.revision, name="revision"),
    path("p/<uuid:person_id>/tasks/", views_tasks.tasks, name="tasks"),
    path("p/<uuid:person_id>/tasks/<uuid:task_id>/done/", views_tasks.finish, name="finish_task"),
    path("p/<uuid:person_id>/tasks/<uuid:task_id>/close/", views_tasks.close, name="close_task"),
    path("my/<uuid:person_id>/plan/", views_mine.my_plan, name="my_plan"),
    path("my/<uuid:person_id>/plan.pdf", views_mine.my_plan_pdf, name="my_plan_pdf"),
    path("meetings/", views_meetings.meetings, name="meetings"),
    path("knowledge/", views_knowledge.knowledge, name="knowledge"),
    path("knowledge/<str:entry_id>/", views_knowledge.entry, name="knowledge_entry"),
    path("trials/", views_trials.trials, name="trials"),
    path("trials/<path:trial_id>/", views_trials.trial, name="trial"),
]
