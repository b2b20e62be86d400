"""The files that pages load: a closed list, so that a server can hand out these and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

DIRECTORY = Path(__file__).parent / "assets"

TOKENS = "voorbeeld-design-tokens-7.4.1-EUPL-1.2.css"
COMPONENTS = "utrecht-component-library-9.0.4-EUPL-1.2.css"
STYLESHEETS = (TOKENS, COMPONENTS, "knooppunt.css", "knooppunt-pages.css")
FONTS = ("source-sans-3-latin-5.3.0-OFL-1.1.woff2", "source-sans-3-latin-ext-5.3.0-OFL-1.1.woff2")
ICON = "knooppunt.svg"

MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
SERVED = frozenset((*STYLESHEETS, *FONTS, ICON))


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it goes over the line; ``etag`` follows from its content."""

    content: bytes
    media_type: str
    etag: str


@cache
def read(name: str) -> Asset | None:
    """The file that is served by this name, or ``None`` if no such file is served."""
    if name not in SERVED:
        return None
    content = (DIRECTORY / name).read_bytes()
    return Asset(content, MEDIA_TYPES[Path(name).suffix], f'"{sha256(content).hexdigest()[:16]}"')
