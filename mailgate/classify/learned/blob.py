"""A model as bytes, and back. Numbers and names only: to read them never runs anything, whoever wrote them.

    blob = dump(model); model = load(blob)      # raises BadModel

A line that names the format, a line of JSON with everything small (categories, counts, features, trust, scale, the
SHA-256 of what follows), then the weights as 16-bit numbers, packed by zlib: some hundred kB. The same model gives the
same bytes.
"""

import json
import math
import zlib
from hashlib import sha256
from typing import Any

from mailgate.classify.learned.model import Model, Scale
from mailgate.classify.learned.trust import Trust
from mailgate.classify.learned.weights import PIECES, parts
from mailgate.classify.learned.words import VERSION
from mailgate.model.errors import BadModel

FORMAT = b"mailgate-model 1\n"
FEATURES = {"pieces": PIECES, "words": VERSION}  #: what the numbers mean; with others they would mean nothing
MOST_CATEGORIES = 1_000

_DAMAGED = "this learned model is damaged: train it again"
_OTHER = "this learned model is of another version of mailgate: train it again"


def dump(model: Model) -> bytes:
    """The model as bytes."""
    packed = zlib.compress(model.weights.astype("<f2").tobytes(), 9)
    header = {
        "features": FEATURES,
        "examples": model.examples,
        "categories": model.categories,
        "counts": model.counts,
        "bias": model.bias.tolist(),
        "trust": model.trust.seen,
        "scale": [model.scale.words, model.scale.rules, *model.scale.bias],
        "sha256": sha256(packed).hexdigest(),
    }
    return FORMAT + json.dumps(header, sort_keys=True).encode() + b"\n" + packed


def load(blob: bytes) -> Model:
    """The model in these bytes. Raises BadModel for any others, NotInstalled without numpy."""
    if not blob.startswith(FORMAT):
        raise BadModel(_OTHER if blob.startswith(FORMAT[:-2]) else _DAMAGED)
    line, _, packed = blob[len(FORMAT) :].partition(b"\n")
    try:
        header = json.loads(line)
        if header["features"] != FEATURES:
            raise BadModel(_OTHER)
        if header["sha256"] != sha256(packed).hexdigest():
            raise BadModel(_DAMAGED)
        return _model(header, packed)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError, zlib.error) as cause:
        raise BadModel(_DAMAGED) from cause


def _model(header: dict[str, Any], packed: bytes) -> Model:
    categories = tuple(str(name) for name in header["categories"])
    many = len(categories)
    if not 2 <= many <= MOST_CATEGORIES or len(set(categories)) < many:
        raise ValueError("categories")
    np = parts().np
    octets = many * PIECES * 2
    unpacked = zlib.decompressobj().decompress(packed, octets + 1)  # never more than a model has
    if len(unpacked) != octets:
        raise ValueError("weights")
    weights = np.frombuffer(unpacked, "<f2").astype(np.float32).reshape(many, PIECES)
    bias = np.array(_numbers(header["bias"], many))
    scale = _numbers(header["scale"], many + 2)
    trust = Trust(categories, {str(rule): _counts(row, many) for rule, row in dict(header["trust"]).items()})
    if not np.isfinite(weights).all():
        raise ValueError("weights")
    counts = tuple(_counts(header["counts"], many))
    return Model(categories, counts, weights, bias, trust, Scale(scale[0], scale[1], tuple(scale[2:])))


def _numbers(found: Any, many: int) -> list[float]:
    numbers = [float(each) for each in found]
    if len(numbers) != many or not all(map(math.isfinite, numbers)):
        raise ValueError("numbers")
    return numbers


def _counts(found: Any, many: int) -> list[int]:
    if len(found) != many or not all(type(each) is int and 0 <= each < 10**9 for each in found):
        raise ValueError("counts")
    return list(found)
