"""What can be wrong with a server on this machine; each message is one Dutch sentence for who started it.

ServerError
├── Missing      Java or Maven is not there, or Maven could not fetch
├── PortInUse    another program listens on the port that was asked for
└── NotStarted   the server stopped, did not answer in time, or knows another password
"""


class ServerError(Exception):
    """A server on this machine does not do what was asked."""


class Missing(ServerError):
    """Something that the server needs is not on this machine."""


class PortInUse(ServerError):
    """Another program listens there."""


class NotStarted(ServerError):
    """The process runs no more, or does not let us in."""
