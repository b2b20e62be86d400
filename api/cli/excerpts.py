"""``kopieer --casus``: what the gezinskaart of one casus shows, in a store of its own."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from api.cli.chain import reading_day
from api.cli.looking import HOUSE, Ask
from api.cli.user import now, os_user
from graph.access import Right, case
from graph.access.excerpt import excerpt
from graph.access.reader import CLOSED
from graph.audit import Level, LogBook
from graph.audit.logbook import Shown
from graph.store import draft_store, is_server
from graph.store.moving import CHANGED, parts
from graph.store.secret import new_secret
from models.access import Actor, Purpose, Role
from models.errors import AccessDenied, InputError

if TYPE_CHECKING:
    from api.cli.session import Session
    from graph.access import Case
    from graph.access.excerpt import Excerpt
    from graph.store.base import Store
    from graph.store.moving import Moved

ROLE = Role.PROCESREGISSEUR


def copy_case(session: Session, source: Store, address: str, key: str | None) -> tuple[Moved, ...]:
    """Make the store at this address, log who is in it in both stores, and only then fill it.

    Raises:
        AccessDenied: the casus is not this user's or is closed, or the purpose does not fit.
        InputError: something stands at the address.
    """
    _case(session, source)
    fictief = source.view().fictief
    with draft_store(address, fictief=fictief, secret=new_secret(fictief=fictief), key=key) as target:
        found, taken = _taken(session, source)
        if not fictief:
            _log(session.purpose, found, taken, address, (source, target))
        taken.write(target)
        made = target.view()
        return tuple(part.measure(part.read(made)) for part in parts())


def _taken(session: Session, source: Store) -> tuple[Case, Excerpt]:
    """The casus and what is shown of it, at one moment: what became geheim meanwhile must not go along."""
    version, view, found = source.version(), source.view(HOUSE), _case(session, source)
    taken = excerpt(view, source.view(), found, reading_day(view))
    if source.version() != version:
        raise InputError(CHANGED)
    return found, taken


def _case(session: Session, source: Store) -> Case:
    """The open casus that is named; outside a fictional store it must be this user's."""
    if not source.view().fictief:
        return Ask(source, Right.VERKENNEN, ROLE, session.purpose, session.case).find_case()
    found = case(source.view(), session.case or "")
    if found.staat != "open":
        raise AccessDenied(CLOSED)
    return found


def _log(
    purpose: Purpose | None, found: Case, taken: Excerpt, address: str, stores: tuple[Store, Store]
) -> None:
    """One look, under one trace in the logs of both stores."""
    where = "server" if is_server(address) else "bestand"
    shown = Shown(f"uittreksel-naar-{where}", Level.IN_DETAIL, taken.persons)
    books = [LogBook(store, now, secrets.token_bytes) for store in stores]
    look = books[0].begin(Actor(os_user(), ROLE, HOUSE.organisation), purpose, found.nummer)
    for book in books:
        book.grant(look, shown)
