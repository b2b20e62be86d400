"""Which records hang together by pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from graph.linking.arrays import Ints


def components(size: int, a: Ints, b: Ints) -> Ints:
    """Number the connected components of ``size`` records by the pairs ``a, b``; per record its number."""
    links = coo_array((np.ones(len(a), dtype=bool), (a, b)), shape=(size, size))
    found: Ints = connected_components(links, directed=False)[1].astype(np.int64)
    return found
