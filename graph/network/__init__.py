"""The compact in-memory graph that the analyses work on."""

from graph.network.adjacency import Adjacency
from graph.network.network import Network
from graph.network.picture import to_networkx

__all__ = ["Adjacency", "Network", "to_networkx"]
