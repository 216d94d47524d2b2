"""The weights of pieces of words: trained by scikit-learn, taught further one step at a time.

A unit (`words`) is its pieces, each hashed to one of `PIECES` numbers. A letter is the sum of its units, brought to
length one; a category scores by the dot product with its row of weights. So what a unit adds to a category is a plain
sum, and a reason can name it.

The same examples in the same order give the same weights. The libraries are imported when they are needed: see `parts`.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from mailgate.classify.learned.words import pieces
from mailgate.model.errors import NotInstalled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

PIECES = 2**15
_ALPHA, _ROUNDS = 3e-5, 30  #: regularisation and passes, by tenfold validation on the tuning part of the labelled mails
_STEP = 0.5  #: how hard a later example is taught; harder, or more than once, and the earlier ones are forgotten


def parts() -> SimpleNamespace:
    """numpy as `np`, scipy's optimizer, and what of scikit-learn is used. Raises NotInstalled, with what to install."""
    try:
        import numpy
        from scipy import optimize
        from sklearn.feature_extraction.text import HashingVectorizer
        from sklearn.linear_model import SGDClassifier
    except ImportError as cause:
        raise NotInstalled("a learned model needs scikit-learn: pip install 'mailgate[learn]'") from cause
    return SimpleNamespace(np=numpy, optimize=optimize, Hashing=HashingVectorizer, Linear=SGDClassifier)


def hashed(texts: Iterable[Iterable[str]], *, whole: bool) -> Any:
    """A sparse row of piece counts for the units of each text; brought to length one where it is a `whole` letter."""
    hashing = parts().Hashing(
        analyzer=_pieces_of, n_features=PIECES, alternate_sign=False, norm="l2" if whole else None
    )
    return hashing.transform(texts)


def _pieces_of(units: Iterable[str]) -> list[str]:
    return list(chain.from_iterable(map(pieces, units)))


def fit(letters: Any, places: Sequence[int], categories: int) -> tuple["Numbers", "Numbers"]:
    """Weights (categories × PIECES) and the bias of each category; `places` has the category of each letter."""
    linear = parts().Linear(
        loss="log_loss", alpha=_ALPHA, max_iter=_ROUNDS, tol=None, class_weight="balanced", random_state=0
    )
    linear.fit(letters, places)
    weights, bias = linear.coef_, linear.intercept_
    if categories == 2:  # one row there; a row for each here
        np = parts().np
        weights, bias = np.vstack((-weights, weights)), np.concatenate((-bias, bias))
    return weights, bias


def teach(weights: "Numbers", bias: "Numbers", letters: Any, places: Sequence[int]) -> None:
    """One small step down the same loss for each of these letters, in place."""
    np = parts().np
    for row, place in enumerate(places):
        start, end = letters.indptr[row : row + 2]
        pieces, values = letters.indices[start:end], letters.data[start:end]
        scores = weights[:, pieces] @ values + bias
        wanted = np.arange(len(bias)) == place
        weights[:, pieces] += np.outer(_STEP * (wanted - 1 / (1 + np.exp(-np.clip(scores, -30, 30)))), values)
