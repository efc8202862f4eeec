"""Where mails go, from one address: EMAIL_URL, read as DATABASE_URL is.

It is for the settings alone. Without an address nobody gets any mail; a folder in it
takes them as files, to be read there.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

EXAMPLE = "smtp+tls://user:password@mail.example.org"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
BACKENDS = {"file": "filebased", **dict.fromkeys(PORTS, "smtp")}


def mail(url: str) -> dict[str, Any]:
    """Return how mail is sent, in Django's words, or stop and say what to set."""
    try:
        parts = urlsplit(url)
        port = parts.port
        backend = BACKENDS[parts.scheme] if url else "dummy"
    except (KeyError, ValueError):
        sentence = f"Set EMAIL_URL, for example EMAIL_URL={EXAMPLE}, or not at all"
        raise SystemExit(sentence) from None
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
        "EMAIL_FILE_PATH": unquote(parts.path),
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": port or PORTS.get(parts.scheme, 0),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }
