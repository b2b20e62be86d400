"""Who is signed in: a signed cookie of eight hours, and a token that ties each form to it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeTimedSerializer

from api.settings import Settings

HOURS = 8
LIFETIME = HOURS * 3600
FORM_LIFETIME = 3600


@dataclass(frozen=True, slots=True)
class Session:
    """``who`` is the key of the person; ``nonce`` makes this session differ from every other."""

    who: str
    nonce: str


class Sessions:
    """Makes, reads and ends sessions; what was ended stays ended as long as this process lives."""

    def __init__(self, settings: Settings) -> None:
        given = settings.sessiegeheim
        self._key = given.get_secret_value() if given else secrets.token_hex(32)
        self._sessions = URLSafeTimedSerializer(self._key, salt="sessie")
        self._forms = URLSafeTimedSerializer(self._key, salt="aanmeldformulier")
        self._ended: set[str] = set()
        self.https = settings.https
        self.cookie = "__Host-knooppunt" if settings.https else "knooppunt"

    def begin(self, who: str) -> str:
        """The cookie's value for someone who has just signed in."""
        return self._sessions.dumps([who, secrets.token_urlsafe(16)])

    def read(self, cookie: str | None) -> Session | None:
        """Whose cookie this is, if it is ours, not too old, and not ended."""
        if not cookie:
            return None
        try:
            who, nonce = self._sessions.loads(cookie, max_age=LIFETIME)
        except (BadSignature, ValueError, TypeError):
            return None
        return None if nonce in self._ended else Session(who, nonce)

    def end(self, session: Session) -> None:
        """From now on this session's cookie is worth nothing."""
        self._ended.add(session.nonce)

    def token(self, session: Session) -> str:
        """What a form of this session carries."""
        return hmac.new(self._key.encode(), f"csrf:{session.nonce}".encode(), hashlib.sha256).hexdigest()

    def is_token(self, session: Session, token: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(self.token(session).encode(), token.encode())

    def sign_in_token(self) -> str:
        """What the sign-in form carries, before there is a session."""
        return self._forms.dumps("aanmelden")

    def is_sign_in_token(self, token: str) -> bool:
        """Whether the sign-in form is ours and of this hour."""
        try:
            return bool(self._forms.loads(token, max_age=FORM_LIFETIME) == "aanmelden")
        except BadSignature:
            return False
