"""What checking a statement comes to: supported by which passages, or what of it is not and why."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "number",
    "date",
    "place",
    "person",
    "organisation",
    "negation",
    "direction",
    "superlative",
    "quotation",
    "entailment",
    "empty",
]
"""What of a statement was not found: the least of it that can be named."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that a statement says and its passages do not."""

    kind: Kind
    words: str
    """The words of the statement that lack support, verbatim."""
    detail: str
    """One sentence for a person: what was looked for, and what was found instead."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether passages support a statement."""

    supported: bool
    reasons: tuple[Reason, ...]
    """Why not, in the order in which the statement says it; none where it is supported."""
    cited: tuple[int, ...]
    """Indices of passages that support it, ascending: each by itself, or else all together; none where it is not."""
