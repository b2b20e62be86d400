"""How the log names a person: by a keyed hash, so that a line alone tells nobody who it was."""

import hashlib
import hmac


def pseudonym(secret: bytes, knooppunt_id: str) -> str:
    """HMAC-SHA-256 of the id under the store's key, 128 bits as hex (NEN 7510, AVG art. 4(5))."""
    return hmac.new(secret, b"betrokkene:" + knooppunt_id.encode(), hashlib.sha256).hexdigest()[:32]
