"""Pages that everyone meets: signing in, the start page of a role, and what went wrong."""

from __future__ import annotations

from collections.abc import Sequence

from visual.pages.values import Chrome, SignIn, Tile
from visual.rendering import render

TITLES = {
    400: "Deze vraag klopt niet",
    401: "Meld u eerst aan",
    403: "Dit mag u niet zien",
    404: "Deze pagina bestaat niet",
    405: "Dat kan hier niet",
    501: "Dit komt later",
    503: "Even niet bereikbaar",
}
ADVICE = {
    400: "Ga terug en verander wat u hebt ingevuld.",
    401: "Daarna ziet u de pagina die u vroeg.",
    403: "Denkt u dat dit niet klopt? Vraag het aan de procesregisseur van de casus of aan uw beheerder. "
    "Dat deze pagina is gevraagd, staat in het verwerkingslog.",
    404: "Misschien is het adres verkeerd getypt, of is de casus gesloten.",
    405: "Ga terug naar de pagina waar u was.",
    501: "Een volgende versie van Knooppunt kan dit wel.",
    503: "Probeer het over een minuut opnieuw. Uw gegevens zijn niet weg.",
}


def sign_in(page: SignIn) -> str:
    """The sign-in page; in a fictional store one button for each made-up person."""
    return render("sign_in.html", chrome=None, fictief=page.fictief, page=page)


def start(chrome: Chrome, antwoord: str, tiles: Sequence[Tile]) -> str:
    """The start page of a role: the answer of today, then what there is to do."""
    return render("start.html", chrome=chrome, antwoord=antwoord, tiles=tiles)


def error(chrome: Chrome | None, status: int, message: str) -> str:
    """What went wrong, in words that help; ``chrome`` is ``None`` for who has not signed in."""
    title = TITLES.get(status, "Er ging iets mis bij ons")
    advice = ADVICE.get(status, "Het ligt niet aan u. Probeer het opnieuw of meld het aan uw beheerder.")
    return render("error.html", chrome=chrome, status=status, title=title, message=message, advice=advice)
