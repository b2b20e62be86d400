"""The arrays of linking, one name each."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
"""Record numbers, or numbers of anything else."""

Floats = npt.NDArray[np.float64]
"""Chances, odds and counts."""

Mask = npt.NDArray[np.bool_]
"""Yes or no, one for each."""

Levels = npt.NDArray[np.int8]
"""Levels of comparisons: pairs, or pairs by fields."""

Numbers = npt.NDArray[Any]
"""Whole numbers of any width: value numbers are kept narrow."""
