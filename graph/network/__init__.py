"""The compact in-memory graph that the analyses work on."""

from graph.network.network import Network

__all__ = ["Network"]
