"""The words in which English writes numbers."""

import re

LARGEST = 10**15
"""What is greater is no figure of news: a thousand trillions."""
UNITS = {
    word: value
    for value, word in enumerate(
        (
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
            " seventeen eighteen nineteen"
        ).split()
    )
}
TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
    "b": 1_000_000_000,
    "dozen": 12,
    "lakh": 100_000,
    "crore": 10_000_000,
    "lakh crore": 1_000_000_000_000,
}
VAGUE = {
    # Lower bounds after ACLED's fatality rules: tens 10, dozens 12, hundreds 100.
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "tens of millions": 10_000_000,
    "hundreds of millions": 100_000_000,
    "tens of billions": 10_000_000_000,
    "hundreds of billions": 100_000_000_000,
    "scores": 20,
    "dozens": 12,
    "tens": 10,
    "hundreds": 100,
    "thousands": 1_000,
    "millions": 1_000_000,
    "billions": 1_000_000_000,
    "two dozen": 24,
    "three dozen": 36,
    "half a dozen": 6,
    "a dozen": 12,
    "a score": 20,
    "a hundred": 100,
    "a thousand": 1_000,
    "a million": 1_000_000,
    "a billion": 1_000_000_000,
    "half a million": 500_000,
    "half a billion": 500_000_000,
    "a quarter of a million": 250_000,
    "a quarter million": 250_000,
    **{
        f"{few} {size}": 2 * value
        for few in ("several", "a few", "a couple of")
        for size, value in {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}.items()
    },
}
ROUND = frozenset(
    "two dozen,three dozen,half a dozen,a dozen,a score,a hundred,a thousand,a million,a billion,half a million"
    ",half a billion,a quarter of a million,a quarter million".split(",")
)
"""Phrases that mean about their value; the others mean at least theirs."""
_VAGUE_FIRST = re.compile(
    rf"\b(?:{'|'.join(re.escape(phrase) for phrase in sorted(VAGUE, key=len, reverse=True))})\b", re.IGNORECASE
)
ORDINALS = {
    word: value
    for value, word in enumerate(
        (
            "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
            " sixteenth seventeenth eighteenth nineteenth twentieth"
        ).split(),
        start=3,
    )
} | {f"{tens.removesuffix('y')}ieth": value for tens, value in TENS.items()}
"""From the third on: "the first" and "the second" seldom number a series."""


def vague_words(text: str, value: float) -> str | None:
    """Give the words that stand for `value` in `text` and name no number: "dozens"; `None` where it is written out."""
    return next((found[0] for found in _VAGUE_FIRST.finditer(text) if VAGUE[found[0].lower()] == value), None)


def value_of_words(words: str) -> int:
    """Read a number written in words: "one hundred and thirty-two" is 132.

    Adjacent numbers that do not compose ("two three") keep the last. What exceeds `LARGEST` is read no further.
    """
    total = current = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word in UNITS:
            current = current + UNITS[word] if current % 10 == 0 and current % 100 != 10 else UNITS[word]  # noqa: PLR2004 because English composes by tens and hundreds
        elif word in TENS:
            current = current + TENS[word] if current % 100 == 0 else TENS[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in SCALES:
            total += max(current, 1) * SCALES[word]
            current = 0
        if total + current > LARGEST:
            break
    return total + current
