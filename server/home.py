"""The home folder of a server: its configuration and its first password; all that it writes stays inside."""

from __future__ import annotations

import hashlib
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
ROUNDS = 1024


@dataclass(frozen=True, slots=True)
class Ports:
    """Ports on the loopback address; without a port for the Browser there is no HTTP at all."""

    bolt: int
    browser: int | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What the server may take, in MiB: Java's heap, and the cache of the store's pages."""

    heap: int = 1024
    page_cache: int = 512


def furnish(home: Path, password: str, ports: Ports, memory: Memory) -> None:
    """Write the configuration, and the password if the home is new; the data of an older home stays."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for folder in ("conf", "logs", "tmp", "data/dbms"):
        (home / folder).mkdir(parents=True, exist_ok=True)
    lines = [f"{name}={value}" for name, value in _settings(ports, memory).items()]
    (home / "conf" / "neo4j.conf").write_text("\n".join([*lines, ""]))
    if not (home / "data" / "databases").exists():
        _set_first_password(home / "data" / "dbms" / "auth.ini", password)


def _settings(ports: Ports, memory: Memory) -> dict[str, str]:
    settings = {
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"{HOST}:{ports.bolt}",
        "server.bolt.advertised_address": f"{HOST}:{ports.bolt}",
        "server.https.enabled": "false",
        "server.http.enabled": "false" if ports.browser is None else "true",
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        "db.tx_log.preallocate": "false",
        "internal.dbms.bolt.netty_server_shutdown_quiet_period": "0",  # a stop would take ten seconds
        "dbms.usage_report.enabled": "false",
        "client.allow_telemetry": "false",
    }
    return settings if ports.browser is None else settings | _browser(ports.bolt, ports.browser)


def _browser(bolt: int, browser: int) -> dict[str, str]:
    """The page of Neo4j Browser, that of itself asks fonts and guides of hosts elsewhere: here it may not."""
    may = {
        "default-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "connect-src": f"'self' ws://{HOST}:{bolt} http://{HOST}:{bolt}",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }
    policy = "; ".join(f"{what} {whence}" for what, whence in may.items())
    return {
        "server.http.listen_address": f"{HOST}:{browser}",
        "server.http.advertised_address": f"{HOST}:{browser}",
        "dbms.security.http_static_content_security_policy_header": policy,
        "browser.remote_content_hostname_whitelist": HOST,
    }


def _set_first_password(file: Path, password: str) -> None:
    """Write what ``neo4j-admin dbms set-initial-password`` writes; that has the password as an argument.

    Neo4j reads the file when it makes its system database: SHA-256 over salt and password, repeated.
    """
    salt = secrets.token_bytes(32)
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as out:
        out.write(f"neo4j:SHA-256,{digest.hex()},{salt.hex()},{ROUNDS}:\n")
