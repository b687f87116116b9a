"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cordee.service.chain import (
    sending,
    views_alert,
    views_alert_acts,
    views_break,
    views_check_in,
    views_figures,
    views_how,
    views_policy,
    views_rota,
    views_rules,
)
from cordee.service.chain.urls_channels import CHANNEL_PATHS

app_name = "chain"
MY, TEAM = {"place": "my"}, {"place": "p"}
_ALERT = "p/<uuid:person_id>/alerts/<uuid:alert_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("my/<uuid:person_id>/check-in/", views_check_in.check_in, MY, name="check_in"),
    path("my/<uuid:person_id>/check-in/send/", sending.send, MY, name="send"),
    path("my/<uuid:person_id>/check-in/sent/<uuid:report_id>/", views_check_in.sent, MY, name="sent"),
    path("my/<uuid:person_id>/break/", views_break.my_break, name="my_break"),
    path("my/<uuid:person_id>/how/", views_how.my_how, name="my_how"),
    path("p/<uuid:person_id>/check-in/", views_check_in.check_in, TEAM, name="check_in_for"),
    path("p/<uuid:person_id>/check-in/send/", sending.send, TEAM, name="send_for"),
    path("p/<uuid:person_id>/check-in/sent/<uuid:report_id>/", views_check_in.sent, TEAM, name="sent_for"),
    path("p/<uuid:person_id>/how/", views_how.how, name="how"),
    path("p/<uuid:person_id>/how/check-ins/", views_how.check_ins, name="check_ins"),
    path("p/<uuid:person_id>/alerts/", views_alert.alerts_of, name="alerts_of"),
    path(_ALERT, views_alert.alert, name="alert"),
    path(_ALERT + "take/", views_alert_acts.take, name="take"),
    path(_ALERT + "outcome/", views_alert_acts.outcome, name="outcome"),
    path(_ALERT + "offer/", views_alert_acts.offer_to, name="offer"),
    path(_ALERT + "accept/", views_alert_acts.accept_offer, name="accept"),
    path(_ALERT + "decline/", views_alert_acts.decline_offer, name="decline"),
    path(_ALERT + "put-off/", views_alert_acts.put_off, name="snooze"),
    path(_ALERT + "give-back/", views_alert_acts.give_back, name="give_back"),
    path("alerts/", views_alert.alerts, name="alerts"),
    path("alerts/<uuid:alert_id>/come/", views_alert_acts.come, name="come"),
    path("team/policy/", views_policy.policy, name="policy"),
    path("team/policy/change/", views_policy.edit_policy, name="edit_policy"),
    path("team/policy/rules/", views_rules.edit_rules, name="edit_rules"),
    path("team/rotas/", views_rota.rotas, name="rotas"),
    path("team/figures/", views_figures.team_figures, name="figures"),
    *CHANNEL_PATHS,
]
