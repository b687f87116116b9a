"""Django's connection to the mail server, with its socket in sight from the first byte on, so that it can be cut off."""

from __future__ import annotations

import smtplib
import socket
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.smtp import EmailBackend

_SMTP = "django.core.mail.backends.smtp.EmailBackend"


class InSight(EmailBackend):
    """`socket_now()` is the socket also while the server has not yet greeted."""

    _first: socket.socket | None = None

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """smtplib's client, telling us its socket as soon as there is one."""
        backend = self
        kind: Any = super().connection_class

        class Told(kind):  # type: ignore[misc]
            def _get_socket(self, *asked: Any) -> socket.socket:
                backend._first = super()._get_socket(*asked)
                return backend._first

        return Told

    def socket_now(self) -> socket.socket | None:
        """The socket, or the one that TLS has put over it."""
        return getattr(self.connection, "sock", None) or self._first


def mail_connection(longest: float) -> Any:
    """A connection of the kind that is set; each wait on it takes `longest` seconds at most."""
    if settings.EMAIL_BACKEND == _SMTP:
        return InSight(timeout=longest)
    return get_connection(timeout=longest)


def socket_of(connection: Any) -> socket.socket | None:
    """Its socket, if it has one."""
    return connection.socket_now() if isinstance(connection, InSight) else None
