"""Who may see it: the web application, its JSON, and the command line."""

from api.people import DemoPerson, demo_opening, demo_people

__all__ = ["DemoPerson", "demo_opening", "demo_people"]
