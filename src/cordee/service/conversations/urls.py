"""The addresses of this room: the team's under /p/, those of the person and of those close under /my/."""

from __future__ import annotations

from django.urls import path

from cordee.service.conversations import views_questions, views_threads

app_name = "conversations"
urlpatterns = [
    path("p/<uuid:person_id>/conversations/", views_threads.threads, name="threads"),
    path("p/<uuid:person_id>/conversations/new/", views_threads.new_thread, name="new"),
    path("p/<uuid:person_id>/conversations/<uuid:thread_id>/", views_threads.thread, name="thread"),
    path("p/<uuid:person_id>/questions/", views_questions.questions_to_team, name="questions"),
    path(
        "p/<uuid:person_id>/questions/<uuid:question_id>/answer/",
        views_questions.answer_question,
        name="answer",
    ),
    path("my/<uuid:person_id>/conversations/", views_threads.threads, name="my_threads"),
    path("my/<uuid:person_id>/conversations/new/", views_threads.new_thread, name="my_new"),
    path("my/<uuid:person_id>/conversations/<uuid:thread_id>/", views_threads.thread, name="my_thread"),
    path("my/<uuid:person_id>/questions/", views_questions.questions, name="my_questions"),
    path(
        "my/<uuid:person_id>/questions/<uuid:question_id>/withdraw/",
        views_questions.withdraw_question,
        name="withdraw",
    ),
    path(
        "my/<uuid:person_id>/questions/<uuid:question_id>/understood/",
        views_questions.understood,
        name="understood",
    ),
]
