"""The addresses of this room. The person's own questions stand at `/my/…`; the team reaches the same page."""

from __future__ import annotations

from django.urls import path

from cordee.service.conversations import views_questions, views_threads

app_name = "conversations"
urlpatterns = [
    path("p/<uuid:person_id>/conversations/", views_threads.threads, name="threads"),
    path("p/<uuid:person_id>/conversations/new/", views_threads.new_thread, name="new"),
    path("p/<uuid:person_id>/conversations/<uuid:thread_id>/", views_threads.thread, name="thread"),
    path("my/<uuid:person_id>/questions/", views_questions.questions, name="questions"),
    path(
        "my/<uuid:person_id>/questions/<uuid:question_id>/answer/",
        views_questions.answer_question,
        name="answer",
    ),
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
