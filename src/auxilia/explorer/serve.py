"""Start the server, say where it is, open the browser once it answers."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from auxilia.errors import UsageError
from auxilia.explorer.app import create_app
from auxilia.explorer.assets import AssetsError, check_assets
from auxilia.explorer.collecting import look_less_often
from auxilia.explorer.patience import PatientProtocol

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]

LOCAL_NAMES = ("127.0.0.1", "localhost", "[::1]")
WAIT_SECONDS = 20.0
GRACE_SECONDS = 5
BACKLOG = 2048
# Actor pages that take more than a second to make stand ready before anybody asks.
WARM = 12


def is_local(host: str) -> bool:
    """Whether nobody but the owner of the machine reaches this address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def serve(
    root: Path | None,
    host: str,
    port: int,
    *,
    browser: bool,
    say: Callable[[str], object],
    query: bool = False,
) -> None:
    """Serve until interrupted.

    Parameters
    ----------
    root
        The home of the ledger; None for the usual one.
    host, port
        Where to listen; port 0 takes any free one.
    browser
        Whether to open the browser once the server answers.
    say
        Told the address, and a warning where others can reach it.
    query
        Whether there is a page for queries of one's own.

    Raises
    ------
    UsageError
        When nobody can listen there, or others could send queries.
    """
    local = is_local(host)
    _allow_many()
    listening = _listen(host, port)
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else named
    address = f"http://{shown}:{listening.getsockname()[1]}"
    hosts = (*LOCAL_NAMES, named) if local else ()
    app = create_app(root, public=not local, hosts=hosts, warm=WARM, query=query)
    look_less_often()
    if not local:
        say(
            "Others can reach this server: rows of sources that may not be passed on are left out of "
            "its data."
        )
    try:
        check_assets()
    except AssetsError as error:
        say(f"Pages answer without their scripts: {error}")
    say(f"auxilia answers at {address} (stop with Ctrl-C)")
    if query:
        say(f"Queries of your own: {address}/query")
    if browser:
        threading.Thread(target=_open, args=(address, listening), daemon=True).start()
    logging.getLogger("auxilia").setLevel(logging.WARNING)
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_SECONDS,
        backlog=BACKLOG,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _allow_many() -> None:
    """Let this process hold as many connections as the machine allows it."""
    if resource is None:
        return
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host.strip("[]"), port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise UsageError(
            f"nobody can listen at {host}:{port}: {error}. Name another --port (0 takes a free one)."
        ) from error
    return listening


def _open(address: str, listening: socket.socket) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(listening.getsockname()[:2], timeout=1).close()
        except OSError:
            time.sleep(0.1)
            continue
        webbrowser.open(address)
        return
