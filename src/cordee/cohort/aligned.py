"""Memory for bit-planes that begins where a processor's cache line begins."""

from __future__ import annotations

from math import prod

import numpy as np
from numpy.typing import NDArray

_LINE = 64
"""Bytes. NumPy's own memory begins 16 bytes into a line: each of the processor's widest reads then touches two lines."""


def aligned_zeros(*shape: int) -> NDArray[np.uint64]:
    """Zeros of this shape, written once: memory first met in the middle of a sweep is several times slower."""
    size = 8 * prod(shape)
    memory = np.empty(size + _LINE, np.uint8)
    start = -memory.ctypes.data % _LINE
    zeros: NDArray[np.uint64] = memory[start : start + size].view(np.uint64).reshape(shape)
    zeros.fill(0)
    return zeros
