"""Who is at the keyboard, and when."""

from __future__ import annotations

import getpass
import sys
from datetime import UTC, datetime

if sys.platform != "win32":
    import os
    import pwd


def os_user() -> str:
    """Who is at the keyboard, as the operating system knows him: what the environment says does not count."""
    if sys.platform == "win32":
        return getpass.getuser()
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"gebruiker {os.getuid()}"


def now() -> datetime:
    """The moment of a decision or a look."""
    return datetime.now(UTC)
