"""Invented scenes that are no growing count: rates, money, votes, incidents, other answers, silence.

A template names numbers, days, places and people; a scene is a template with random ones in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from bot.answering.answers import AnswerKind
from tests.bot.answering.news import Told
from tests.bot.answering.stories import PAPERS, Names, anonymous, cast_of


@dataclass(frozen=True)
class Template:
    """A question, what was told on the days before it, and what must come of it.

    Of numbers there are `{few} < {some} < {many} < {more}`, of which `{few}` is written as a word, `{sum}` of the first
    two, `{nth}` after `{more}`, `{rate} < {higher}` with a decimal and `{cash} < {riches} < {fortune}` in dollars.
    `{town}` and `{city}` lie in `{country}`, `{port}` lies in `{abroad}`; `{eve}`, `{day}` and `{morrow}` are the days
    of the first article and around it, `{opening}` and `{closing}` a window that holds them.
    """

    name: str
    question: str
    told: tuple[str, ...]
    kind: AnswerKind = "figure"
    figures: str = ""
    """The names of the numbers that are answered, the one on top first."""
    qualifier: str = ""
    """That of the one on top; exact unless said."""
    parts: tuple[tuple[str, str], ...] = ()
    """Names of places with those of their numbers."""
    history: str = ""
    incidents: int = 0
    possible: int = 0
    says: str = ""
    """Words that stand in the answer."""
    asked_after: int = 3
    """Days between the first article and the question."""
    fault: str = ""
    is_read_by_its_names: bool = False
    """Whether the network reads it otherwise with other names: a known fault."""
    """Why the answer falls short today."""


BLAST = "A bomb exploded at a market in {town}, {country}, on {day}, killing {few} people and wounding {some} others."
SECOND_BLAST = "A bomb exploded outside a bank in {city}, {country}, on {morrow}, wounding {few} people."
BLAST_ABROAD = "A bomb exploded outside a bank in {port}, {abroad}, on {morrow}, wounding {few} people."
BLASTS_ASKED = "How many bombings in {country} from {opening} to {closing}?"
TOLL_ASKED = "How many people were killed by the earthquake in {place}?"
TOLL = "The earthquake in {place} has killed {many} people."
UNSURE_TOLLS = {
    "rumoured": "Rumours that the earthquake in {place} has killed {more} people are false.",
    "warned-of": "The {office} warned that the earthquake in {place} has killed {more} people.",
    "unconfirmed": "Unconfirmed reports say that the earthquake in {place} has killed {more} people.",
    "not-confirmed": "The {office} could not confirm that the earthquake in {place} has killed {more} people.",
    "being-checked": "The {office} is checking reports that the earthquake in {place} has killed {more} people.",
    "feared": "The {office} fears that the earthquake in {place} has killed {more} people.",
    "called-false": "The {office} called reports that the earthquake in {place} has killed {more} people false.",
}

TEMPLATES = (
    Template(
        "rate",
        "What is the inflation rate in {place}?",
        (
            "Inflation in {place} rose to {rate} per cent.",
            "Inflation in {place} rose to {higher} per cent, the {office} said.",
            "Unemployment in {place} rose to {some} per cent.",
            "Inflation in {elsewhere} rose to {many} per cent.",
        ),
        figures="higher",
        history="rate",
        is_read_by_its_names=True,
    ),
    Template(
        "rate-beside-another-place",
        "What is the inflation rate in {place}?",
        (
            "Inflation in {place} rose to {higher} per cent.",
            "Unemployment in {place} rose to {rate} per cent, and inflation in {elsewhere} rose to {some} per cent.",
        ),
        figures="higher",
        fault="the series takes the rate of something else where the sentence goes on to what is asked",
    ),
    Template(
        "share-of-homes",
        "What percentage of homes in {place} have no power?",
        (
            "In {place} {some} per cent of homes have no power.",
            "In {place} {rate} per cent of schools have no power.",
            "In {elsewhere} {higher} per cent of homes have no power.",
        ),
        figures="some",
    ),
    Template(
        "share",
        "What percentage of voters backed {person} in {place}?",
        (
            "About {some} percent of voters in {place} backed {person}.",
            "About {higher} percent of voters in {place} backed {other}.",
        ),
        figures="some",
        qualifier="about",
    ),
    Template(
        "raised",
        "How much has the {place} appeal raised?",
        (
            "The {place} appeal has raised {cash}.",
            "The {place} appeal has raised more than {riches}.",
            "The {place} appeal has {many} donors.",
            "The {elsewhere} appeal has raised {fortune}.",
        ),
        figures="riches",
        qualifier="more_than",
        history="cash",
    ),
    Template(
        "fined",
        "How much was {company} fined?",
        ("A court fined {company} {cash}.", "A court fined {rival} {riches}.", "{Company} earned {fortune} last year."),
        figures="cash",
    ),
    Template(
        "votes-for",
        "How many votes for the {place} bill?",
        ("The {place} bill passed {more}-{many}.", "The {elsewhere} bill passed {more}-{some}."),
        kind="passages",
        says="{more}-{many}",
    ),
    Template(
        "votes-against",
        "How many votes against the {place} bill?",
        ("The {place} bill passed {more}-{many}.", "The {elsewhere} bill passed {more}-{some}."),
        kind="passages",
        says="{more}-{many}",
    ),
    Template(
        "both-sides",
        "What was the vote on the {place} bill?",
        ("Parliament passed the {place} bill {more}-{many}.", "Parliament passed the {elsewhere} bill {more}-{some}."),
        kind="passages",
        says="{more}-{many}",
        fault="of two numbers beside each other the cross-encoder is unsure that they are a vote",
        is_read_by_its_names=True,
    ),
    Template(
        "ordinal",
        "How many attacks on {group} since {since}?",
        (
            "There have been {more} attacks on {group} since {since}.",
            "It was the {nth} attack on {group} since {since}, the {office} said.",
        ),
        figures="nth",
        qualifier="at_least",
        history="more",
    ),
    Template(
        "total-with-parts",
        "How many people were killed by the {place} storm?",
        ("The {place} storm has killed {sum} people, {few} in {country} and {some} in {abroad}.",),
        figures="sum",
        parts=(("country", "few"), ("abroad", "some")),
    ),
    Template(
        "parts-summed",
        "How many people were killed by the {place} storm?",
        ("The {place} storm killed {few} people in {country} and {some} in {abroad}.",),
        figures="sum",
        parts=(("country", "few"), ("abroad", "some")),
        is_read_by_its_names=True,
    ),
    Template(
        "one-part",
        "How many attacks on {group} in {abroad} since {since}?",
        ("{Group} have been attacked {sum} times since {since}: {few} in {country} and {some} in {abroad}.",),
        figures="some",
    ),
    Template(
        "listed",
        "latest bombings in {country}",
        (BLAST, SECOND_BLAST, BLAST_ABROAD),
        kind="ledger",
        incidents=2,
        says="{morrow}, {city}: ",
    ),
    Template(
        "counted-in-a-window",
        BLASTS_ASKED,
        (BLAST, SECOND_BLAST, BLAST_ABROAD),
        kind="ledger",
        asked_after=12,
        figures="two",
        incidents=2,
        says="2 incidents",
    ),
    Template(
        "counted-once",
        BLASTS_ASKED,
        (BLAST, "On {day} a bomb tore through a market in {town}, {country}; {few} people were killed."),
        kind="ledger",
        asked_after=12,
        figures="one",
        incidents=1,
    ),
    Template(
        "possibly-in-range",
        BLASTS_ASKED,
        (BLAST, "A bomb exploded outside a bank in {city}, {country}, in {month}, wounding {few} people."),
        kind="ledger",
        asked_after=12,
        figures="one",
        incidents=1,
        possible=1,
        says="1 incident, and 1 possibly in range",
    ),
    Template(
        "days-differ",
        "When was the {place} bridge opened?",
        (
            "The {place} bridge was opened on {eve}, the {office} said.",
            "{Surname} opened the {place} bridge on {day}.",
            "Two days before the fair, on {eve}, {surname} opened the {place} bridge with a band.",
        ),
        kind="passages",
        says="{eve}",
        is_read_by_its_names=True,
    ),
    Template(
        "days-of-an-event-differ",
        "When did the {place} bridge collapse?",
        (
            "The {place} bridge collapsed on {eve}.",
            "On {day} the {place} bridge collapsed, said the {office}, and boats carried the town over the river.",
        ),
        kind="passages",
        says="{eve}",
        is_read_by_its_names=True,
    ),
    Template(
        "places-differ",
        "Where was {person} born?",
        (
            "{Person} was born in {place}, the party says.",
            "The {office} says that {person} was born in {elsewhere}.",
            "{Person} was born in {elsewhere}, where the river was home to two generations of the family.",
        ),
        kind="passages",
        says="{elsewhere}",
        is_read_by_its_names=True,
    ),
    Template(
        "before-it-happened",
        TOLL_ASKED,
        (TOLL,),
        kind="no_coverage",
        asked_after=-1,
    ),
    Template(
        "other-places-and-harms",
        TOLL_ASKED,
        (
            "The earthquake in {elsewhere} has killed {many} people.",
            "The earthquake in {place} injured {many} people.",
            "The earthquake in {place} destroyed {more} homes.",
        ),
        kind="no_coverage",
    ),
    Template(
        "toll-of-what-followed",
        TOLL_ASKED,
        ("The earthquake in {place} set off a tsunami that has killed {many} people.",),
        figures="many",
    ),
    *(Template(name, TOLL_ASKED, (TOLL, unsure), figures="many") for name, unsure in UNSURE_TOLLS.items()),
    Template(
        "only-unsure",
        TOLL_ASKED,
        (UNSURE_TOLLS["unconfirmed"], UNSURE_TOLLS["not-confirmed"], UNSURE_TOLLS["being-checked"]),
        kind="no_coverage",
    ),
    Template(
        "not-yet-won",
        "Who won the election in {place}?",
        ("The election in {place} will be held on Sunday.", "{Person} won the election in {elsewhere}."),
        kind="no_coverage",
    ),
    Template(
        "only-expected",
        "How many people were evacuated from {place}?",
        (
            "The {office} expects {some} people to be evacuated from {place}.",
            "As many as {many} people may be evacuated from {place}.",
            "If the dam breaks, {more} people would be evacuated from {place}.",
            "The {office} denied that {more} people were evacuated from {place}.",
        ),
        kind="no_coverage",
        fault="a forecast is quoted as an answer in words, though no figure leads",
    ),
    Template(
        "neither-expected-nor-of-other-years",
        "How many cars has {company} recalled?",
        (
            "{Company} has recalled {some} cars.",
            "{Company} plans to recall {more} cars.",
            "In {past}, {company} recalled {many} cars.",
            "Last year {company} recalled {many} cars.",
            "{Company} could recall {more} cars next month.",
            "{Person}, {some}, has led {company} for {few} years, since {past}.",
        ),
        figures="some",
        asked_after=6,
    ),
)

Land = tuple[str, str, str]
"""A country and two of its cities. Incidents are found by country, so that these are real."""
LANDS: tuple[Land, ...] = (
    ("Iraq", "Mosul", "Basra"),
    ("Peru", "Lima", "Trujillo"),
    ("Nigeria", "Kaduna", "Maiduguri"),
    ("Kenya", "Nairobi", "Mombasa"),
    ("Pakistan", "Quetta", "Karachi"),
    ("Colombia", "Bogota", "Medellin"),
    ("Somalia", "Mogadishu", "Kismayo"),
    ("Turkey", "Ankara", "Izmir"),
    ("Afghanistan", "Kabul", "Kandahar"),
    ("Egypt", "Cairo", "Alexandria"),
)
WORDS = "three four five six seven eight nine".split()


@dataclass(frozen=True)
class Outcome:
    """What comes of a question."""

    kind: AnswerKind
    abstained: bool
    figures: tuple[float, ...]
    qualifier: str | None
    parts: tuple[tuple[str, float], ...]
    history: tuple[float, ...]
    incidents: int
    possible: int


@dataclass(frozen=True)
class Scene:
    """A template with names, days and numbers in it."""

    template: Template
    question: str
    told: tuple[Told, ...]
    now: date
    outcome: Outcome
    says: str
    names: dict[str, str]

    def anonymous(self, text: str) -> str:
        """Give `text` with what each name stands for in its place."""
        return anonymous(text, self.names)


def scenes(seed: int, *, naming: int = 0) -> Iterator[Scene]:
    """Give a scene of each template; `naming` draws the names, `seed` all else."""
    random, renaming = Random(seed), Random(naming)  # noqa: S311 because they draw scenes, not keys
    names, lands = Names(renaming), cycle(renaming.sample(LANDS, len(LANDS)))
    for template in TEMPLATES:
        yield _scene(template, random, names, lands)


def _scene(template: Template, random: Random, names: Names, lands: Iterator[Land]) -> Scene:
    start, cast = cast_of(random, names)
    first = start.replace(day=random.randint(12, 16))  # so that the days around it are of the same month
    cast |= _places(lands) | {"since": f"4 {first:%B}"}
    numbers = _numbers(random)
    texts = {name: text for name, (text, _) in numbers.items()}
    values = {name: value for name, (_, value) in numbers.items()}

    def filled(text: str) -> str:
        return text.format(**cast, **texts, **_days(first))

    def named(names_of_values: str) -> tuple[float, ...]:
        return tuple(values[name] for name in names_of_values.split())

    told = tuple(
        Told(f"{first + timedelta(days=number)}T09:30", filled(text), by=f"{PAPERS[number]} Post")
        for number, text in enumerate(template.told)
    )
    return Scene(
        template=template,
        question=filled(template.question),
        told=told,
        now=first + timedelta(days=template.asked_after),
        outcome=Outcome(
            kind=template.kind,
            abstained=template.kind == "no_coverage",
            figures=named(template.figures),
            qualifier=template.qualifier or ("exact" if template.figures else None),
            parts=tuple((cast[place], values[number]) for place, number in template.parts),
            history=named(template.history),
            incidents=template.incidents,
            possible=template.possible,
        ),
        says=filled(template.says),
        names=cast,
    )


def _places(lands: Iterator[Land]) -> dict[str, str]:
    (country, town, city), (abroad, port, _) = next(lands), next(lands)
    return {"country": country, "town": town, "city": city, "abroad": abroad, "port": port}


def _numbers(random: Random) -> dict[str, tuple[str, float]]:
    """Give numbers by name, each as a text has it and as a value."""
    few, some, many, more = (random.randint(*span) for span in ((3, 9), (21, 48), (110, 240), (260, 480)))
    tenths, more_tenths = random.randint(11, 48), random.randint(51, 98)
    plain = {"one": 1, "two": 2, "some": some, "many": many, "more": more, "sum": few + some}
    return {
        **{name: (str(value), float(value)) for name, value in plain.items()},
        "few": (WORDS[few - 3], few),
        "nth": (f"{more // 10 * 10 + 16}th", more // 10 * 10 + 16),
        "rate": (f"{tenths / 10}", tenths / 10),
        "higher": (f"{more_tenths / 10}", more_tenths / 10),
        "cash": (f"${tenths / 10} million", tenths * 100_000),
        "riches": (f"${more_tenths / 10} million", more_tenths * 100_000),
        "fortune": (f"${more} million", more * 1_000_000),
    }


def _days(first: date) -> dict[str, str]:
    days = {"opening": -9, "eve": -1, "day": 0, "morrow": 1, "closing": 9}
    written = {name: _written(first + timedelta(days=after)) for name, after in days.items()}
    return written | {"month": f"{first:%B}", "past": str(first.year - 4)}


def _written(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"
