"""The addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from cordee.service.record import (
    views_documents,
    views_fact,
    views_form,
    views_import,
    views_my_record,
    views_new_person,
    views_record,
)

app_name = "record"
_P = "p/<uuid:person_id>/"
_MY = "my/<uuid:person_id>/"
_FACT = _P + "record/<str:resource_type>/<str:logical_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("people/new/", views_new_person.new_person, name="new_person"),
    path(_P + "record/", views_record.record, name="record"),
    path(_P + "record/import/", views_import.upload, name="import"),
    path(_P + "record/import/<uuid:batch_id>/", views_import.look, name="import_batch"),
    path(_P + "record/import/<uuid:batch_id>/step/", views_import.step, name="import_step"),
    path(_P + "record/import/<uuid:batch_id>/finish/", views_import.finish, name="import_finish"),
    path(_P + "record/import/<uuid:batch_id>/drop/", views_import.drop, name="import_drop"),
    path(_P + "record/add/<slug:kind>/", views_form.add, name="add"),
    path(_FACT, views_fact.fact, name="fact"),
    path(_FACT + "undo/", views_fact.undo, name="undo"),
    path(_P + "history/", views_record.history, name="history"),
    path(_P + "history/seen/", views_record.seen, name="history_seen"),
    path(_P + "documents/", views_documents.documents, name="documents"),
    path(_P + "documents/<uuid:document_id>/", views_documents.download, name="document"),
    path(_P + "documents/<uuid:document_id>/withdraw/", views_documents.withdraw, name="document_withdraw"),
    path(_MY + "record/", views_my_record.mine, name="my_record"),
    path(_MY + "documents/", views_documents.documents, name="my_documents"),
    path(_MY + "documents/<uuid:document_id>/", views_documents.download, name="my_document"),
    path(
        _MY + "documents/<uuid:document_id>/withdraw/", views_documents.withdraw, name="my_document_withdraw"
    ),
]
