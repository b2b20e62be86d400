"""What can be set from outside, each as an environment variable that begins with ``KNOOPPUNT_``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Settings(BaseSettings):
    """The settings of the web application; names are Dutch because users meet them."""

    model_config = SettingsConfigDict(env_prefix="KNOOPPUNT_", frozen=True, extra="ignore")

    store: str = "knooppunt.duckdb"
    """Adres van de gegevens: een bestand, of een server."""
    sleutel: SecretStr | None = None
    """Sleutel van een versleuteld bestand."""
    host: str = "127.0.0.1"
    """Adres waarop de server luistert."""
    poort: Annotated[int, Field(ge=0, le=65535)] = 8000
    """Poort waarop de server luistert."""
    https: bool = False
    """Of de server achter https staat: dan gaat de sessie alleen versleuteld over de lijn."""
    sessiegeheim: SecretStr | None = None
    """Waarmee sessies worden getekend; leeg is nieuw bij elke start."""

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK
