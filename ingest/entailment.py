"""Whether one text follows from another, as a cross-encoder judges it: the port, and its adapter."""

import importlib.util
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from ingest.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

_FOLLOWS: Final = ("entail", "support", "consistent", "yes")
"""How the labels begin by which published models say that a text follows; "not_entailment" does not begin so."""


class Entailment(Protocol):
    """Judges how likely a hypothesis follows from a premise.

    Every implementation keeps these laws: one probability (0 to 1) a pair, in order; none for no pairs; that of a pair
    depends on the pair alone.
    """

    @property
    def name(self) -> str:
        """The model, as the setting names it."""
        ...

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Give for each pair of premise and hypothesis how likely the second follows from the first."""
        ...


class CrossEncoderEntailment:
    """Judges with a cross-encoder of sentence-transformers: a folder, or a name at the Hugging Face hub.

    One with several labels has to name which of them says that the hypothesis follows ("entailment"); one with a
    single label scores just that. Building one imports torch. Raises `ModelError` if the model is missing, broken, or
    says nothing of the kind.
    """

    def __init__(self, model: str) -> None:
        self.name = model
        self._network = _load(model)
        self._label = _label_of(_labels(self._network), model)

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        """Give for each pair of premise and hypothesis how likely the second follows from the first."""
        import torch

        if not pairs:
            return ()
        single = self._label is None
        activation = torch.nn.Sigmoid() if single else torch.nn.Softmax(dim=-1)
        scores = self._network.predict(list(pairs), activation_fn=activation, show_progress_bar=False)
        return tuple(float(row if single else row[self._label]) for row in scores)


def _load(model: str) -> "CrossEncoder":
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as in ingest.embedding: threads that spin starve others
    if importlib.util.find_spec("torch") is None:
        raise ModelError(
            f"The model {model} that checks statements needs torch, which this installation does without: leave"
            " CHECK_MODEL empty; an image keeps torch if it is built with KEEP_TORCH=1."
        )
    from sentence_transformers import CrossEncoder
    from transformers.utils import logging

    logging.disable_progress_bar()
    try:
        network: CrossEncoder = CrossEncoder(model, device="cpu")
    except (OSError, ValueError, KeyError, RuntimeError) as cause:
        raise ModelError(
            f"The model {model} that checks statements is neither a folder with a cross-encoder nor to be had from the"
            " Hugging Face hub: check CHECK_MODEL, the network, and HF_HUB_OFFLINE."
        ) from cause
    return network


def _labels(network: "CrossEncoder") -> Mapping[int, str]:
    return network.config.id2label if network.config else {}


def _label_of(labels: Mapping[int, str], model: str) -> int | None:
    """Give the number of the label that says that a text follows; `None` where there is one label alone."""
    if len(labels) <= 1:
        return None
    for number, label in labels.items():
        if str(label).lower().startswith(_FOLLOWS):
            return int(number)
    listed = ", ".join(map(str, labels.values()))
    raise ModelError(
        f"The model {model} that checks statements tells {listed}, none of which is entailment: name another in"
        " CHECK_MODEL."
    )
