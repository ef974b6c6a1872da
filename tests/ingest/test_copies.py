"""Which texts are copies, and how surely they are found."""

import random
from itertools import pairwise

import pytest

from ingest.copies import are_copies, bands, imprint, resemble

WIRE = """\
A freight barge ran aground below the Kestrel locks on Tuesday night, the waterways office said, and 3 people were
killed when its crane fell on the towpath. Rescue crews worked until the morning to free the crew of nine.

The barge had been carrying gravel for the new harbour wall at Low Marsh. Its owner, a cooperative of four families,
said that the steering had been inspected in spring and that nobody had complained of it since.

Traffic on the canal was halted in both directions. The office expects to open one lane by Friday, and asks captains
to wait at the upper basin, where moorings are free of charge until further notice.

Divers were to look at the lock gates in the afternoon. Should they be damaged, the repair may take until August,
said the head of the office, who was at the scene and spoke to reporters there."""
PARAGRAPHS = WIRE.split("\n\n")
OTHER_WORDS = [f"word{number}" for number in range(60)]


def changed(old: str, new: str) -> str:
    assert old in WIRE
    return WIRE.replace(old, new)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(WIRE, id="itself"),
        pytest.param("\n\n".join(PARAGRAPHS[:2]), id="its first half"),
        pytest.param("\n\n".join(PARAGRAPHS[::-1]), id="its paragraphs in another order"),
        pytest.param(f"KESTREL, 5 May (Quill Wire) - {WIRE}", id="a dateline in front"),
        pytest.param(
            f"{WIRE}\n\nThe 12 moorings of the basin were all taken by noon.", id="a line more, with a number"
        ),
        pytest.param(changed("3 people", "three people"), id="a number in words"),
        pytest.param(changed("nobody had complained", "no one had complained"), id="another word for nobody"),
        pytest.param(changed("on Tuesday night", "late on Tuesday"), id="two words changed"),
        pytest.param(WIRE.upper(), id="in capitals"),
    ],
)
def test_a_copy_is_a_copy(other: str) -> None:
    assert are_copies(WIRE, other)
    assert are_copies(other, WIRE)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(changed("3 people", "7 people"), id="another number"),
        pytest.param(changed("3 people were", "7 people, up from 3, were"), id="another number, the old one named"),
        pytest.param(changed("crew of nine", "crew of eleven"), id="another number in words"),
        pytest.param(changed("had been inspected", "had not been inspected"), id="a not"),
        pytest.param(changed("had been inspected", "hadn’t been inspected"), id="a not in short"),
        pytest.param(f"{PARAGRAPHS[0]}\n\n{' '.join(OTHER_WORDS)}", id="a quarter of it, and more of its own"),
        pytest.param("Another text altogether, about the price of bread in the northern provinces.", id="another text"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_told_differently_is_no_copy(other: str) -> None:
    assert not are_copies(WIRE, other)
    assert not are_copies(other, WIRE)


def test_a_short_text_has_no_imprint() -> None:
    assert imprint("word " * 59) is None
    assert imprint("word " * 60) is not None


def words(count: int, chance: random.Random) -> list[str]:
    return [f"w{chance.randrange(5_000)}" for _ in range(count)]


def found(one: str, other: str) -> bool:
    ours, theirs = imprint(one), imprint(other)
    assert ours
    assert theirs
    return bool(set(bands(ours)) & set(bands(theirs))) and resemble(ours, theirs)


def test_copies_are_found_by_their_imprints_and_others_are_not() -> None:
    chance = random.Random(5)  # noqa: S311 because it makes up words, not secrets
    texts = [words(400, chance) for _ in range(60)]
    whole = sum(found(" ".join(text), " ".join([*words(12, chance), *text, *words(20, chance)])) for text in texts)
    halves = sum(found(" ".join(text), " ".join(text[:200])) for text in texts)
    strangers = sum(found(" ".join(one), " ".join(other)) for one, other in pairwise(texts))

    assert whole == 60
    assert halves >= 45
    assert strangers == 0


def test_an_imprint_is_the_same_in_every_process() -> None:
    stated = imprint(WIRE)
    assert stated
    assert (stated.shingles, len(stated.signature), len(set(bands(stated)))) == (149, 512, 32)
    assert bands(stated)[0] == 890563237964268817
