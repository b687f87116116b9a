"""Every address of the service. Each room names its own."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("cordee.service.pages.urls")),
    path("", include("cordee.service.people.urls")),
    path("", include("cordee.service.record.urls")),
    path("", include("cordee.service.plans.urls")),
    path("", include("cordee.service.conversations.urls")),
    path("", include("cordee.service.rights.urls")),
    path("", include("cordee.service.support.urls")),
    path("", include("cordee.service.chain.urls")),
    path("api/", include("cordee.service.api.urls")),
    path("account/", include("cordee.service.people.sign_in_urls")),
]
handler400 = "cordee.service.pages.errors.bad_request"
handler403 = "cordee.service.pages.errors.forbidden"
handler404 = "cordee.service.pages.errors.not_found"
handler500 = "cordee.service.project.faults.broken"
