"""``serve``: the pages and the API on this machine."""

from __future__ import annotations

import errno
import os
import socket
import sys
import webbrowser
from typing import TYPE_CHECKING, Any

import uvicorn
from pydantic import SecretStr

from api.app import create_app
from api.cli.dutch import Option
from api.cli.screen import note
from api.cli.session import command
from api.cli.values import whole_number
from api.people import demo_people
from api.settings import LOOPBACK, Settings
from graph.store import open_store
from models.errors import InputError

if TYPE_CHECKING:
    from api.cli.session import Session

HOST, PORT = "127.0.0.1", 8000
TRIES = 50


def port_option() -> Option:
    """Where to listen."""
    return Option(
        ["--poort"],
        metavar="N",
        type=whole_number(0, 65535),
        help=f"De poort; zonder deze optie {PORT}. Bij 0 kiest het systeem een vrije poort.",
    )


@command(
    "serve",
    Option(
        ["--host"],
        metavar="H",
        default=HOST,
        help=f"Het adres om op te luisteren; zonder deze optie {HOST}, alleen deze computer.",
    ),
    port_option(),
    more="Stoppen doet u met Ctrl-C.",
)
def serve(session: Session, host: str, poort: int | None) -> None:
    """Serve until someone stops it."""
    with listen(host, PORT if poort is None else poort) as door:
        run_server(session, door)


def listen(host: str, port: int, *, tries: int = 1) -> socket.socket:
    """A socket that listens on a port, or on the next free one within so many tries.

    Raises:
        InputError: all of them are taken, or the host is not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(port, min(port + tries, 65536)):
        try:
            return socket.create_server((host, number), family=family)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise InputError(f"'{host}' is geen adres van deze computer.") from error
    raise InputError(f"Poort {port} op {host} is bezet of niet voor u; kies een andere met --poort.")


def run_server(session: Session, door: socket.socket, *, browser: bool = False) -> None:
    """Say where and as whom, and serve."""
    host, port = door.getsockname()[:2]
    key = SecretStr(session.key) if session.key else None
    given: dict[str, Any] = {"store": session.address, "sleutel": key, "host": host, "poort": port}
    store = open_store(session.address, key=session.key)
    try:
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
        _welcome(address, fictief=store.view().fictief and host in LOOPBACK)
        app = create_app(Settings(**given), store)
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
        )
        if browser and _has_display():
            webbrowser.open(address)
        server.run(sockets=[door])
    finally:
        store.close()


def _welcome(address: str, *, fictief: bool) -> None:
    note(f"Knooppunt draait op {address} (stoppen met Ctrl-C).")
    if fictief:
        note("Alles hier is verzonnen. U kunt zich aanmelden als:")
        width = max(len(person.actor.role) for person in demo_people())
        for person in demo_people():
            note(f"  {person.actor.role:{width}}  {person.actor.name}")


def _has_display() -> bool:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in screens)
