"""Who may see what: a case for every look, and a reader that is the only way to the data.

open_case(store, Opening(...), by=, at=) -> Case        close_case(store, number, by=, at=) -> Case
list_cases(view) -> list[Case]                          case(view, number) -> Case
Desk(store, now=, entropy=)                             what a server keeps between requests
Reader(desk, actor, purpose, case)                      what one request gets, and nothing else
"""

from graph.access.cases import Case, Opening, case, close_case, list_cases, open_case
from graph.access.desk import Desk
from graph.access.reader import Reader
from graph.access.rules import RULES, Right

__all__ = [
    "RULES",
    "Case",
    "Desk",
    "Opening",
    "Reader",
    "Right",
    "case",
    "close_case",
    "list_cases",
    "open_case",
]
