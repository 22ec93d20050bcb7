"""What stands around every answer: a strict policy for browsers, and a refusal of foreign host names."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = tuple(
    (name.encode(), value.encode())
    for name, value in (
        (
            "content-security-policy",
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    )
)
FOREIGN = b"This server does not answer to that host name."


class Shield:
    """Adds the headers to every response. `hosts` are the names it answers to, none for any."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...] = ()) -> None:
        self._app = app
        self._hosts = {host.encode() for host in hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        if self._hosts and _host(scope) not in self._hosts:
            plain = (b"content-type", b"text/plain; charset=utf-8")
            await shielded({"type": "http.response.start", "status": 421, "headers": [plain]})
            await shielded({"type": "http.response.body", "body": FOREIGN})
            return
        await self._app(scope, receive, shielded)


def _host(scope: Scope) -> bytes:
    """The host name asked for, without its port."""
    given: bytes = next((value for name, value in scope["headers"] if name == b"host"), b"")
    if given.startswith(b"["):
        return given.partition(b"]")[0] + b"]"
    return given.partition(b":")[0].lower()
