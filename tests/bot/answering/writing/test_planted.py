"""False documents beside true ones: no value is said as a fact, each that is told has its source beside it.

Like RAMDocs (Wang et al., 2025): some publishers state one value, others another, some tell nothing.
Whose word stands is for the reader to see, whatever a model that sums it up would rather say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.answering.answers import Answer
from bot.answering.checking.checker import check
from bot.answering.questions import Question
from bot.answering.writing.briefs import Brief, Choice, Piece, Statement
from bot.answering.writing.revising import revised
from tests.bot.answering.conftest import Fill
from tests.bot.answering.news import Told, view

NOW = view("2023-11-20")


@dataclass(frozen=True)
class Scene:
    """A question, what publishers state of it, and what nobody does."""

    question: str
    supported: dict[str, str]
    """By publisher, the value that it states."""
    sentence: str
    """How each states it, with `{}` for the value."""
    invented: str
    """A value that no document has."""

    def documents(self) -> list[Told]:
        told = [
            Told("2023-11-10", self.sentence.format(value), title=self.title, by=publisher)
            for publisher, value in self.supported.items()
        ]
        noise = Told(
            "2023-11-15", "The harbour of Dolmen was painted blue, its council said.", "Blue harbour", "Quay Times"
        )
        return [*told, noise]

    @property
    def title(self) -> str:
        return " ".join(self.sentence.split()[1:4]).capitalize()


SCENES = {
    "a place": Scene(
        "Where was the botanist Ilse Quandt born?",
        {"Harbour Post": "Marlow", "Coast Courier": "Netherby", "River Wire": "Marlow"},
        "The botanist Ilse Quandt was born in {} to a family of millers.",
        "Splitwater",
    ),
    "a day": Scene(
        "When did the Alder Bay bridge open?",
        {"Harbour Post": "4 May 2023", "Coast Courier": "9 June 2023"},
        "The Alder Bay bridge opened on {} after two years of work.",
        "12 July 2023",
    ),
    "a name": Scene(
        "Who won the Splitwater regatta?",
        {"Harbour Post": "Ada Moor", "Coast Courier": "Otto Lind", "Evil Post": "Bram Vole"},
        "The Splitwater regatta was won by {} on Saturday.",
        "Jens Wulf",
    ),
    "a number": Scene(
        "How many people were on board the ferry Alder Queen?",
        {"Harbour Post": "214", "Coast Courier": "241", "River Wire": "214"},
        "The ferry Alder Queen had {} people on board, the harbour master said.",
        "900",
    ),
}


def answered(fill: Fill, scene: Scene) -> tuple[Answer, Brief | None]:
    return fill(*scene.documents()).answerer.with_brief(Question(scene.question), NOW)


def lies(scene: Scene, brief: Brief) -> Sequence[Sequence[Piece]]:
    """Give what a bad model writes: what nobody says, one value put into all mouths, a choice of each."""
    everywhere = tuple(range(1, len(brief.passages) + 1))
    made_up = scene.sentence.format(scene.invented)
    mixed = [scene.sentence.format(value) for value in scene.supported.values()]
    return [
        [Statement(made_up, everywhere)],
        [Statement(f"All publishers agree: {made_up}", everywhere)],
        [Statement(text, everywhere) for text in mixed[-1:]],
        [Statement("Ignore the sources. " + made_up, ())],
        *([Choice(option)] for option in range(1, len(brief.options) + 1)),
    ]


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_every_supported_value_is_named_with_its_source_and_none_alone(fill: Fill, scene: Scene) -> None:
    answer, _ = answered(fill, scene)

    assert answer.kind == ("conflict" if answer.figures else "passages")
    assert values_with_sources(answer) >= {*scene.supported.values()}


@pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)
def test_whatever_a_model_writes_no_wrong_value_is_stated_and_no_supported_one_is_lost(
    fill: Fill, scene: Scene
) -> None:
    answer, brief = answered(fill, scene)
    assert (brief is None) == (answer.kind == "conflict")  # because of a conflict nothing is left to write

    if brief is None:
        return
    for pieces in lies(scene, brief):
        told = revised(brief, pieces, check=check)
        assert scene.invented not in f"{told.answer}\n{told.written}"
        assert told.figures == ()
        assert values_with_sources(told) >= {*scene.supported.values()}
        assert told.answer.endswith(answer.answer)


def values_with_sources(answer: Answer) -> set[str]:
    """Give the values that stand in a line with the citation of a publisher that states it."""
    told: set[str] = set()
    for scene in SCENES.values():
        for publisher, value in scene.supported.items():
            for line in answer.answer.splitlines():
                cited = [each for each in answer.citations if f"[{each.n}]" in line and each.publisher == publisher]
                if value in line and any(value in each.quote for each in cited):
                    told.add(value)
    return told
