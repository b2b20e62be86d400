"""Everything that can go wrong, as one tree.

    KnooppuntError
    ├── InputError            the user's input is at fault       exit 2, HTTP 400
    │   ├── DeliveryRefused   a levering is refused whole
    │   ├── NotFound          nothing goes by this name          exit 2, HTTP 404
    │   ├── NotYetBuilt       promised, not there yet            exit 2, HTTP 501
    │   └── AccessDenied      the rule that forbids is named     exit 2, HTTP 403
    └── StoreUnavailable      the store cannot be reached        exit 3, HTTP 503
        └── StoreLocked       another process holds it           exit 3, HTTP 503

Every message is one Dutch sentence that a user can act upon.
"""


class KnooppuntError(Exception):
    """Root of all errors that Knooppunt raises on purpose."""

    exit_status = 1
    http_status = 500


class InputError(KnooppuntError):
    """The user's input is at fault; the message says what would be right."""

    exit_status = 2
    http_status = 400


class DeliveryRefused(InputError):
    """A whole levering is refused; nothing of it is stored."""


class NotFound(InputError):
    """Nothing goes by the name that was asked for."""

    http_status = 404


class NotYetBuilt(InputError):
    """The contract promises this; it comes in a later version."""

    http_status = 501


class AccessDenied(InputError):
    """This actor may not see this; the message names the rule."""

    http_status = 403


class StoreUnavailable(KnooppuntError):
    """The store or its server cannot be reached."""

    exit_status = 3
    http_status = 503


class StoreLocked(StoreUnavailable):
    """Another process is writing this store."""
