"""What a web server loads: `cordee.service.project.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from cordee.service.project.running.worker import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordee.service.project.settings")
application = get_wsgi_application()
end_with_parent()
