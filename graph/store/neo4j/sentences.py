"""What the driver says goes wrong, as one Dutch sentence of ours."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
)

from models.errors import InputError, KnooppuntError, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING_LOST = "wat al was opgeslagen, is niet verloren"
UNREACHABLE = "De server {where} is niet te bereiken"
SILENT = "De server {where} antwoordt niet"
UNABLE = "De server {where} kan dit nu niet doen"
READ_ONLY = "Op de server {where} kan nu alleen worden gelezen"
TOO_SLOW = "De server {where} deed er te lang over"
NO_MEMORY = "De server {where} heeft te weinig geheugen"
DISK = "De database op {where} kan niet meer schrijven (kijk of de schijf vol is en start haar opnieuw)"
DATABASE_AWAY = "De server {where} heeft deze database nu niet open"
TOO_MANY_TRIES = "De server {where} laat even niemand toe na te veel pogingen met een verkeerd wachtwoord"
UNKNOWN_USER = (
    "De server {where} kent deze gebruiker met dit wachtwoord niet: "
    "kijk naar KNOOPPUNT_NEO4J_GEBRUIKER en KNOOPPUNT_NEO4J_WACHTWOORD."
)
EXPIRED = "De server {where} wil dat deze gebruiker eerst een nieuw wachtwoord kiest: doe dat in Neo4j zelf."
NO_DATABASE = "Op de server {where} is deze database er niet: kijk naar het laatste deel van het adres."
UNTRUSTED = (
    "Het certificaat van de server {where} is niet te vertrouwen: het is verlopen, van een andere naam, "
    "of van een uitgever die niet in SSL_CERT_FILE staat."
)
NOT_ENCRYPTED = "De server {where} spreekt op deze poort geen TLS: vraag de beheerder om een certificaat."

AWAY = (ServiceUnavailable, SessionExpired, OSError)
"""The line is broken, or there is nothing at the other end."""

_AT_FAULT = {
    "Neo.ClientError.Security.Unauthorized": UNKNOWN_USER,
    "Neo.ClientError.Security.CredentialsExpired": EXPIRED,
    "Neo.ClientError.Database.DatabaseNotFound": NO_DATABASE,
}
"""What whoever starts Knooppunt can mend."""

_SENTENCES = {
    "Neo.ClientError.Security.AuthenticationRateLimit": TOO_MANY_TRIES,
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": READ_ONLY,
    "Neo.ClientError.Security.Forbidden": "De gebruiker van Knooppunt heeft op {where} te weinig rechten",
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": NO_MEMORY,
    "Neo.TransientError.General.OutOfMemoryError": NO_MEMORY,
    "Neo.TransientError.General.TransactionMemoryLimit": NO_MEMORY,
    "Neo.TransientError.Database.DatabaseUnavailable": DATABASE_AWAY,
    "Neo.DatabaseError.General.StorageDamageDetected": DISK,
    "Neo.DatabaseError.Transaction.TransactionCommitFailed": DISK,
    "Neo.DatabaseError.Transaction.TransactionLogError": DISK,
    "Neo.DatabaseError.Transaction.TransactionStartFailed": DISK,
    "Neo.ClientError.Transaction.TransactionTimedOut": TOO_SLOW,
    "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration": TOO_SLOW,
}


class AtFault(StoreUnavailable):
    """The server is there but the address, the user or the password is wrong."""


def unavailable(said: str, where: object) -> StoreUnavailable:
    """One sentence: what is wrong, and that nothing was lost."""
    return StoreUnavailable(f"{said.format(where=where)}; {NOTHING_LOST}.")


@contextmanager
def explained(where: object) -> Iterator[None]:
    """Turn what the driver says into our errors; a statement that is wrong is our own fault."""
    try:
        yield
    except (Neo4jError, DriverError, OSError) as problem:
        code = getattr(problem, "code", None) or ""
        if isinstance(problem, ClientError) and code.startswith("Neo.ClientError.Statement"):
            raise
        raise _explanation(problem, code, where) from problem


def _explanation(problem: BaseException, code: str, where: object) -> KnooppuntError:
    if code in _AT_FAULT:
        return AtFault(_AT_FAULT[code].format(where=where))
    if code in _SENTENCES:
        return unavailable(_SENTENCES[code], where)
    if isinstance(problem, AuthError):
        return AtFault(UNKNOWN_USER.format(where=where))
    encryption = next((cause for cause in _causes(problem) if isinstance(cause, ssl.SSLError)), None)
    if encryption is not None:
        untrusted = isinstance(encryption, ssl.SSLCertVerificationError)
        return StoreUnavailable((UNTRUSTED if untrusted else NOT_ENCRYPTED).format(where=where))
    if isinstance(problem, ConfigurationError):
        return InputError(f"Het adres {where} is geen adres van een Neo4j-server.")
    return unavailable(UNREACHABLE if isinstance(problem, AWAY) else UNABLE, where)


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    """An error and all that led to it."""
    if problem is None:
        return
    yield problem
    if isinstance(problem, BaseExceptionGroup):
        for part in problem.exceptions:
            yield from _causes(part)
    yield from _causes(problem.__cause__ or problem.__context__)
