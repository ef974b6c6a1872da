"""How likely a passage answers a question, or supports a statement: one network reads both together.

Nogueira and Cho, arXiv:1901.04085.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest.articles import Span
from ingest.embedding import DEFAULT_MODEL, model_folder, open_session
from ingest.entailment import CrossEncoderEntailment, Entailment

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MOST_TOKENS: Final = 128
"""Of a text and a passage together; of a longer passage the beginning is read, as when the weights were learned."""
Judgement: TypeAlias = Literal["answers", "supports"]
_WORDS: Final = "embeddings.word_embeddings.weight"


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a passage beside a text."""

    log_odds: float
    """That it answers or supports the text."""
    tokens: tuple[tuple[Span, float], ...]
    """Where each token of the passage stands, as far as it was read, and its share (together 1) of what is asked;
    beside a statement the shares mean nothing."""

    def share(self, within: Span) -> float:
        """Give how likely it is `within` this stretch of the passage that what is asked stands, if it stands there."""
        return sum(share for token, share in self.tokens if token.start < within.end and within.start < token.end)


class CrossEncoder:
    """Reads texts and passages together; any number of threads may call it at once.

    Its six layers are the embedding model's, taught further by `tests/benchmarks/training/cross_encoder.py`. The
    vectors of tokens are that model's own, half of its weights, and are read from where it is installed; raises
    `ModelError` if it is not.
    """

    def __init__(self, judgement: Judgement) -> None:
        folder = model_folder(DEFAULT_MODEL)
        with as_file(files(__package__) / f"cross_encoder_{judgement}.onnx") as file:
            self._session: InferenceSession = open_session(file)
        self._vectors = _vectors_of_words(folder / "model.safetensors")
        self._tokenizer = _tokenizer(folder / "tokenizer.json")

    def read(self, text: str, passage: str) -> Reading:
        """Read `passage` beside `text`."""
        # One at a time: what is rounded to eight bits is rounded by the largest number of all that is read at once.
        pair = self._tokenizer.encode(text, passage)
        feed = {"vectors": self._vectors[[pair.ids]], "kinds": np.array([pair.type_ids], np.int64)}
        (odds,), (weights,) = self._session.run(None, feed)
        told = [
            (Span(*place), weight)
            for place, weight, kind in zip(pair.offsets, weights.tolist(), pair.type_ids, strict=True)
            if kind and place[0] < place[1]
        ]
        highest = max((weight for _, weight in told), default=0.0)
        shares = [exp(weight - highest) for _, weight in told]
        whole = sum(shares)
        tokens = tuple((span, share / whole) for (span, _), share in zip(told, shares, strict=True))
        return Reading(float(odds), tokens)


class TaughtEntailment:
    """Judges with the cross-encoder that is taught here: half a second to open, 10 ms a pair."""

    name = "that comes with sitrep"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Give for each pair of premise and hypothesis how likely the second follows from the first."""
        read = open_cross_encoder("supports").read
        return tuple(1 / (1 + exp(-read(hypothesis, premise).log_odds)) for premise, hypothesis in pairs)


def entailment_of(model: str | None) -> Entailment:
    """Give what judges entailment: `model` where one is set, else what comes with sitrep; raises `ModelError`."""
    return CrossEncoderEntailment(model) if model else TaughtEntailment()


@cache
def open_cross_encoder(judgement: Judgement) -> CrossEncoder:
    """Open the one that is installed, once a process: some 50 ms and 15 MB."""
    return CrossEncoder(judgement)


def _tokenizer(file: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.enable_truncation(MOST_TOKENS, strategy="longest_first")
    tokenizer.no_padding()
    return tokenizer


def _vectors_of_words(file: Path) -> NDArray[np.float32]:
    """Map the vectors of all tokens, so that those alone are read that are met.

    Format: https://huggingface.co/docs/safetensors, the length of the header (8 bytes), the header (JSON), the numbers.
    """
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        told = json.loads(opened.read(length))[_WORDS]
    begin, _ = told["data_offsets"]
    return np.memmap(file, np.float32, "r", offset=8 + length + begin, shape=tuple(told["shape"]))
