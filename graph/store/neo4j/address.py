"""Where a server is and who we are there; the password never stands in an address."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from models.errors import InputError

SCHEMES = ("neo4j", "neo4j+s", "bolt", "bolt+s")
"""With ``+s`` the line is encrypted and the certificate is checked."""

UNCHECKED = ("neo4j+ssc", "bolt+ssc")
USER = "KNOOPPUNT_NEO4J_GEBRUIKER"
PASSWORD = "KNOOPPUNT_NEO4J_WACHTWOORD"  # noqa: S105  the name of a variable
PASSWORD_FILE = "KNOOPPUNT_NEO4J_WACHTWOORD_BESTAND"  # noqa: S105
DEFAULT_USER = "neo4j"
SPELLED = "Schrijf het adres van de server als neo4j://HOST:POORT of neo4j://HOST:POORT/DATABASE."


@dataclass(frozen=True, slots=True)
class Address:
    """One database on one server, and the account that Knooppunt uses there."""

    uri: str
    database: str | None
    user: str
    password: str = field(repr=False)

    def __str__(self) -> str:
        return f"{self.uri}/{self.database}" if self.database else self.uri


def is_server(address: str) -> bool:
    """Whether an address is that of a server and not of a file."""
    scheme, separator, _ = address.partition("://")
    return separator != "" and scheme.lower() in (*SCHEMES, *UNCHECKED)


def read_address(text: str) -> Address:
    """``neo4j://host[:port][/database]``, with user and password from the environment.

    The password may also stand in a file that ``KNOOPPUNT_NEO4J_WACHTWOORD_BESTAND`` names.

    Raises:
        InputError: the address holds a password or an odd part, or there is no password.
    """
    if "@" in text:  # wherever it stands: a password may hold a slash, and whatever follows would be repeated
        raise InputError(
            f"Zet gebruiker en wachtwoord niet in het adres van de opslag, maar in {USER} en {PASSWORD}."
        )
    try:
        parts = urlsplit(text)
    except ValueError:
        raise InputError(SPELLED) from None
    if parts.scheme in UNCHECKED:
        raise InputError(
            f"{parts.scheme}:// controleert het certificaat van de server niet; gebruik neo4j+s:// of bolt+s://."
        )
    database = parts.path.strip("/")
    if not _host(parts.netloc) or parts.query or parts.fragment or "/" in database:
        raise InputError(SPELLED)
    if database.lower() == "system":
        raise InputError("De database system is er alleen voor Neo4j zelf: noem een andere, of geen.")
    return Address(
        f"{parts.scheme}://{parts.netloc}",
        database or None,
        _setting(USER) or DEFAULT_USER,
        _password(),
    )


def _host(netloc: str) -> bool:
    try:
        parts = urlsplit(f"//{netloc}")
        return bool(parts.hostname and parts.hostname.encode("idna")) and (
            parts.port is None or parts.port > 0
        )
    except ValueError:
        return False


def _setting(name: str) -> str:
    """A variable; of bytes that are no UTF-8 Python makes half characters, which no server takes."""
    value = os.environ.get(name, "")
    if value.encode(errors="ignore").decode() != value:
        raise InputError(f"In {name} staat iets dat geen tekst in UTF-8 is.")
    return value


def _password() -> str:
    given = _setting(PASSWORD)
    if given:
        return given
    file = os.environ.get(PASSWORD_FILE)
    if not file:
        raise InputError(
            f"Zet het wachtwoord van de Neo4j-server in {PASSWORD}, of in een bestand ({PASSWORD_FILE})."
        )
    unreadable = InputError(f"Het bestand met het wachtwoord ({PASSWORD_FILE}) is niet te lezen.")
    try:
        kept = Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as problem:
        raise unreadable from problem
    except ValueError:
        raise unreadable from None  # this problem holds what is in the file
    if not kept:
        raise InputError(f"Het bestand met het wachtwoord ({PASSWORD_FILE}) is leeg.")
    return kept
