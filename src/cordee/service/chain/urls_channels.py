"""The addresses of the channels and of the watchman, part of this room's."""

from __future__ import annotations

from django.urls import URLPattern, path

from cordee.service.chain import views_contacts, views_hooks, views_watch

_OWN = "account/contacts/"
CHANNEL_PATHS: list[URLPattern] = [
    path(_OWN, views_contacts.contacts, name="contacts"),
    path(_OWN + "email/", views_contacts.add_mail, name="add_mail"),
    path(_OWN + "sms/", views_contacts.add_number, name="add_number"),
    path(_OWN + "webhook/", views_contacts.add_webhook, name="add_webhook"),
    path(_OWN + "push/", views_contacts.add_browser, name="add_browser"),
    path(_OWN + "change/", views_contacts.change, name="change_contact"),
    path("hooks/sms/", views_hooks.hook, {"channel": "sms"}, name="sms_came_back"),
    path("hooks/email/", views_hooks.hook, {"channel": "email"}, name="email_came_back"),
    path("watch/", views_watch.watch, name="watch"),
    path("worker.js", views_contacts.worker, name="worker"),
]
