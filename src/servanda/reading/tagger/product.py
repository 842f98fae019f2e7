"""Products of matrices of whole numbers, exact and the same on every machine.

An entry on the left is in [0, 126] and one on the right in [-127, 127]: a processor without
instructions for 8-bit sums adds two neighbouring products in 16 bits first, and
2 * 126 * 127 < 2**15 fits. ONNX Runtime multiplies; single precision takes four times as long.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from servanda.errors import MissingExtraError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

__all__ = ["HIGHEST", "Codes", "product", "session_of"]

Codes = npt.NDArray[np.uint8]
HIGHEST: Final = 126
"""The largest entry on the left whose products never leave 16 bits two at a time."""
GRAPH_FILE: Final = Path(__file__).with_name("product.onnx")


def product(left: Codes, right: npt.NDArray[np.int8]) -> npt.NDArray[np.int32]:
    """Return `left` (rows, k), entries at most `HIGHEST`, times `right` (k, columns).

    >>> product(np.array([[126, 2]], np.uint8), np.array([[127], [-1]], np.int8)).tolist()
    [[16000]]
    """
    if not len(left):
        return np.zeros((0, right.shape[1]), np.int32)
    found: npt.NDArray[np.int32] = session().run(None, {"left": left, "right": right})[0]
    return found


@cache
def session() -> InferenceSession:
    """Return the one product the package asks for, ready to run."""
    return session_of(GRAPH_FILE.read_bytes())


def session_of(graph: bytes) -> InferenceSession:
    """Return a graph, as ONNX has it in a file, ready to run on one thread."""
    try:
        from onnxruntime import InferenceSession, SessionOptions
    except ImportError as fault:
        raise MissingExtraError("finding who said what", "read") from fault
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
