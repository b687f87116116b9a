"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cordee.service.people import (
    views_circle,
    views_invite,
    views_kept,
    views_leave,
    views_own,
    views_person,
    views_places,
)

app_name = "people"
_circle = "p/<uuid:person_id>/circle/"
_team = "my/<uuid:person_id>/team/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_circle, views_circle.circle, name="circle"),
    path(_circle + "add/", views_circle.add_colleague, name="add_colleague"),
    path(_circle + "invite/", views_invite.invite_somebody, name="invite"),
    path(
        _circle + "invitations/<uuid:invitation_id>/withdraw/",
        views_invite.withdraw,
        name="withdraw_invitation",
    ),
    path(_circle + "members/<uuid:membership_id>/end/", views_circle.end_member, name="end_member"),
    path(_circle + "leave/", views_leave.leave, name="leave"),
    path(_team + "leave/", views_leave.leave, name="my_leave"),
    path(_circle + "hand-over/", views_circle.hand_over, name="hand_over"),
    path(_circle + "hand-over/<uuid:offer_id>/answer/", views_circle.answer_handover, name="answer_handover"),
    path(
        _circle + "hand-over/<uuid:offer_id>/withdraw/", views_circle.withdraw_offer, name="withdraw_handover"
    ),
    path("p/<uuid:person_id>/access-log/", views_person.access_log, name="access_log"),
    path(_team, views_person.my_team, name="my_team"),
    path(_team + "invite/", views_invite.invite_somebody, name="my_invite"),
    path(
        _team + "invitations/<uuid:invitation_id>/withdraw/",
        views_invite.withdraw,
        name="my_withdraw_invitation",
    ),
    path(_team + "members/<uuid:membership_id>/end/", views_circle.end_member, name="my_end_member"),
    path("my/<uuid:person_id>/sharing/", views_person.my_sharing, name="my_sharing"),
    path("my/<uuid:person_id>/access-log/", views_person.access_log, name="my_access_log"),
    path("emergency/", views_own.emergency, name="emergency"),
    path("notices/", views_own.notices, name="notices"),
    path("notices/read/", views_own.notices_read, name="notices_read"),
    path("me/", views_own.account, name="account"),
    path("me/places/", views_places.places, name="places"),
    path("me/kept/", views_kept.kept, name="kept"),
    path("me/close/", views_own.account_close, name="close_account"),
    path("language/", views_own.language, name="language"),
    path("invitation/<str:token>/", views_invite.follow, name="follow_invitation"),
    path("invited/", views_invite.invited, name="invited"),
    path("invited/accept/", views_invite.accept, name="accept_invitation"),
]
