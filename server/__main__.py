"""A server to try Knooppunt on, until Ctrl-C; `make neo4j` starts it.

usage: python -m server [--poort N] [--browser N]
"""

from __future__ import annotations

import argparse
import os
import secrets
import signal
import sys
import time
from pathlib import Path

from server.errors import PortInUse, ServerError
from server.home import HOST, Ports
from server.jars import KEPT, folder_of_jars
from server.local import USER, LocalServer

PASSWORD = "KNOOPPUNT_NEO4J_WACHTWOORD"  # noqa: S105 -- the name of a setting
FILE = KEPT / "wachtwoord"
HOME = KEPT / "home"


def kept_password() -> str:
    """The password of the environment, else the one that was made up here before, else a new one."""
    given = os.environ.get(PASSWORD)
    if given:
        return given
    if not FILE.exists():
        KEPT.mkdir(exist_ok=True)
        with os.fdopen(os.open(FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
            out.write(f"{secrets.token_urlsafe(18)}\n")
    return FILE.read_text().strip()


def how_to(server: LocalServer) -> str:
    """What to type in another window; a password that was given is not shown."""
    own = f"export {PASSWORD}=$(cat {_from_here(FILE)})"
    given = f"export {PASSWORD}=...     # het wachtwoord dat u hier ook gaf"
    lines = [
        f"Neo4j luistert op {server.address}, gebruiker {USER}. De gegevens staan in {_from_here(HOME)}.",
        f"Neo4j Browser staat op http://{HOST}:{server.ports.browser}.",
        "Ctrl-C stopt de server. Typ in een ander venster, in deze map:",
        "",
        f"  export KNOOPPUNT_NEO4J_GEBRUIKER={USER}",
        f"  {given if os.environ.get(PASSWORD) else own}",
        f"  .venv/bin/knooppunt demo --store {server.address}",
        "",
    ]
    return "\n".join(lines)


def serve(ports: Ports) -> None:
    """Run until a signal ends us."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    server = LocalServer(HOME, kept_password(), ports=ports)
    fetched = folder_of_jars().is_dir()
    print("Neo4j start ..." if fetched else "Neo4j wordt eenmalig opgehaald (140 MB) ...", flush=True)
    with server:
        print(how_to(server), flush=True)
        while server.runs:
            time.sleep(0.5)
    print("De server is zelf gestopt; waarom staat in", _from_here(HOME / "logs"), file=sys.stderr)


def main() -> int:
    """Exit status 0 after Ctrl-C, 2 for a port in use, 3 for a server that does not run."""
    parser = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    parser.add_argument("--poort", type=int, default=7687)
    parser.add_argument("--browser", type=int, default=7474)
    asked = parser.parse_args()
    try:
        serve(Ports(asked.poort, asked.browser))
    except KeyboardInterrupt:
        print("\nDe server is gestopt.")
        return 0
    except ServerError as error:
        print(error, file=sys.stderr)
        return 2 if isinstance(error, PortInUse) else 3
    return 3


def _from_here(path: Path) -> Path:
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


if __name__ == "__main__":
    sys.exit(main())
