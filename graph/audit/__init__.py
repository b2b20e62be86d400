"""What was shown to whom: the processing log and the audit log, written before an answer leaves."""

from graph.audit.chain import verify
from graph.audit.logbook import Level, LogBook, Look
from graph.audit.pseudonym import pseudonym

__all__ = ["Level", "LogBook", "Look", "pseudonym", "verify"]
