"""Invented stories about a count that grows: templates, and the random names, days and numbers put into them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from random import Random

from ingest import find_places
from tests.bot.answering.news import Told


@dataclass(frozen=True)
class Topic:
    """A thing that is counted. In its sentences `{n}` is the count, `{m}` another number, the rest are names."""

    name: str
    questions: tuple[str, ...]
    totals: tuple[str, ...]
    more: str
    """An increment: no total."""
    beside: tuple[str, ...]
    """Figures of neighbouring things."""
    largest: int = 900


TOPICS = (
    Topic(
        "attacks",
        (
            "How many attacks on {group} since {since}?",
            "how many times have {group} been attacked since {since}",
            "attacks on {group} since {since}",
            "number of attacks on {group} since {since}?",
        ),
        (
            "{Group} have been attacked {n} times since {since}",
            "There have been {n} attacks on {group} since {since}",
        ),
        "{Group} came under attack {m} more times on Friday.",
        (
            "Attacks on {group} have injured {m} people since {since}.",
            "There have been {m} attacks on {others} since {since}.",
            "{Group} launched {m} attacks of their own.",
            "{Group} have been attacked {m} times in the past 24 hours.",
        ),
        largest=120,
    ),
    Topic(
        "strikes",
        ("How many strikes on {place} since {since}?", "strikes on {place} since {since}?"),
        ("There have been {n} strikes on {place} since {since}", "{Place} has been hit by {n} strikes since {since}"),
        "Another {m} strikes on {place} followed overnight.",
        ("{Place} launched {m} strikes since {since}.", "There have been {m} strikes on {elsewhere} since {since}."),
        largest=120,
    ),
    Topic(
        "trucks",
        (
            "How many aid trucks have entered {place} since {since}?",
            "aid trucks entered {place} since {since} how many",
        ),
        ("{n} aid trucks have entered {place} since {since}", "{n} aid trucks entered {place} since {since}"),
        "Another {m} aid trucks entered {place} on Friday.",
        ("{m} buses have entered {place} since {since}.", "{m} aid trucks have entered {elsewhere} since {since}."),
    ),
    Topic(
        "cases",
        (
            "How many cases of {illness} in {place}?",
            "how many {illness} cases are there in {place}",
            "{illness} cases in {place}?",
        ),
        ("{Place} has counted {n} cases of {illness}", "The number of {illness} cases in {place} rose to {n}"),
        "{Place} reported {m} new cases of {illness} on Friday.",
        ("{Illness} has killed {m} people in {place}.", "{Elsewhere} has counted {m} cases of {illness}."),
        largest=9_000,
    ),
    Topic(
        "arrests",
        (
            "How many people were arrested in the riot in {place}?",
            "how many ppl arrested in {place} riot",
            "how many arrests in the {place} riot?",
        ),
        ("Police have arrested {n} people in the riot in {place}", "{n} people were arrested in the riot in {place}"),
        "Police arrested another {m} people in the riot in {place}.",
        (
            "The riot in {place} injured {m} people.",
            "Police have arrested {m} people in the riot in {elsewhere}.",
            "{m} of the people arrested in the riot in {place} were students.",
        ),
    ),
    Topic(
        "evacuated",
        ("How many people were evacuated from {place}?", "how many evacuated from {place} flood"),
        (
            "{n} people have been evacuated from {place} since the flood",
            "The flood forced {n} people to be evacuated from {place}",
        ),
        "Another {m} people were evacuated from {place} on Friday.",
        ("The flood in {place} killed {m} people.", "{m} people have been evacuated from {elsewhere} since the flood."),
        largest=90_000,
    ),
    Topic(
        "killed",
        (
            "How many people were killed by the earthquake in {place}?",
            "death toll of the {place} earthquake",
            "how many died in the {place} quake",
        ),
        (
            "The earthquake in {place} has killed {n} people",
            "The death toll from the earthquake in {place} rose to {n}",
            "{n} people died in the earthquake in {place}",
        ),
        "The bodies of {m} more people were found after the earthquake in {place}.",
        (
            "The earthquake in {place} injured {m} people.",
            "The earthquake in {elsewhere} killed {m} people.",
            "The earthquake in {place} left {m} people missing.",
        ),
        largest=3_000,
    ),
    Topic(
        "injured",
        ("How many people were injured in the {place} explosion?", "how many hurt in {place} explosion"),
        ("The explosion in {place} injured {n} people", "{n} people were injured in the explosion in {place}"),
        "Another {m} people were injured in the explosion in {place}, doctors found.",
        ("The explosion in {place} killed {m} people.", "An explosion in {elsewhere} injured {m} people."),
    ),
    Topic(
        "hectares",
        ("How many hectares has the wildfire in {place} burned?", "how many hectares burned in the {place} wildfire"),
        ("The wildfire in {place} has burned {n} hectares", "{n} hectares have burned in the wildfire in {place}"),
        "The wildfire in {place} burned another {m} hectares overnight.",
        ("The wildfire in {place} destroyed {m} homes.", "The wildfire in {elsewhere} has burned {m} hectares."),
        largest=90_000,
    ),
    Topic(
        "homes",
        ("How many homes were destroyed by the storm in {place}?", "how many homes destroyed {place} storm"),
        ("The storm has destroyed {n} homes in {place}", "{n} homes were destroyed by the storm in {place}"),
        "The storm destroyed {m} more homes in {place}.",
        ("The storm left {m} people homeless in {place}.", "The storm has destroyed {m} homes in {elsewhere}."),
        largest=9_000,
    ),
    Topic(
        "votes",
        ("How many votes did {person} get?", "how many votes has {person} won?"),
        ("{Person} has won {n} votes", "{Person} received {n} votes"),
        "{Person} gained {m} more votes overnight.",
        ("{Other} has won {m} votes.", "{Person} needs {m} signatures."),
        largest=90_000,
    ),
    Topic(
        "resignations",
        ("How many ministers have resigned in {place}?", "how many ministers resigned from the {place} government"),
        (
            "{n} ministers have resigned from the government of {place}",
            "{n} ministers of the {place} government have resigned",
        ),
        "{m} more ministers resigned from the government of {place} on Friday.",
        ("{m} ministers have resigned from the government of {elsewhere}.", "{Place} has {m} generals."),
        largest=40,
    ),
    Topic(
        "flights",
        ("How many flights were cancelled in {place}?", "how many flights cancelled {place} strike"),
        (
            "{n} flights have been cancelled in {place} because of the strike",
            "The strike in {place} has cancelled {n} flights",
        ),
        "Another {m} flights were cancelled in {place} on Friday.",
        ("The strike in {place} left {m} passengers stranded.", "{m} flights have been cancelled in {elsewhere}."),
    ),
    Topic(
        "jobs",
        ("How many jobs has {company} cut?", "how many jobs cut at {company}"),
        ("{Company} has cut {n} jobs", "{n} jobs have been cut at {company}"),
        "{Company} cut {m} more jobs on Friday.",
        ("{Company} has closed {m} shops.", "{Rival} has cut {m} jobs."),
        largest=9_000,
    ),
    Topic(
        "recalls",
        ("How many cars has {company} recalled?", "how many cars recalled by {company}"),
        ("{Company} has recalled {n} cars", "{n} cars have been recalled by {company}"),
        "{Company} recalled {m} more cars on Friday.",
        ("{Rival} has recalled {m} cars.", "{Company} has sold {m} lorries."),
        largest=90_000,
    ),
    Topic(
        "whales",
        ("How many whales were stranded in {place}?", "how many whales stranded {place} beach"),
        ("{n} whales are stranded on a beach in {place}", "The number of whales stranded in {place} rose to {n}"),
        "Another {m} whales were stranded in {place} overnight.",
        ("{m} dolphins are stranded on a beach in {place}.", "{m} whales are stranded on a beach in {elsewhere}."),
        largest=300,
    ),
    Topic(
        "displaced",
        ("How many people has the fighting in {place} displaced?", "how many people displaced in {place}"),
        (
            "The fighting in {place} has displaced {n} people",
            "{n} people have been displaced by the fighting in {place}",
        ),
        "The fighting in {place} displaced another {m} people.",
        ("The fighting in {place} has killed {m} people.", "The fighting in {elsewhere} has displaced {m} people."),
        largest=90_000,
    ),
    Topic(
        "abducted",
        ("How many students were kidnapped in {place}?", "how many students kidnapped {place}"),
        ("Gunmen have kidnapped {n} students in {place}", "{n} students were kidnapped in {place}"),
        "Gunmen kidnapped {m} more students in {place}.",
        ("{m} of the students kidnapped in {place} were freed.", "Gunmen have kidnapped {m} students in {elsewhere}."),
        largest=300,
    ),
    Topic(
        "schools",
        ("How many schools have closed in {place}?", "how many schools closed in {place} heat"),
        ("{n} schools have closed in {place} because of the heat", "The heat in {place} has closed {n} schools"),
        "{m} more schools closed in {place} on Friday.",
        ("{m} hospitals have closed in {place}.", "{m} schools have closed in {elsewhere} because of the heat."),
    ),
    Topic(
        "doses",
        ("How many doses of vaccine has {place} given?", "how many vaccine doses given in {place}"),
        ("{Place} has given {n} doses of the vaccine", "{n} doses of the vaccine have been given in {place}"),
        "{Place} gave another {m} doses of the vaccine on Friday.",
        ("{Place} has ordered {m} syringes.", "{Elsewhere} has given {m} doses of the vaccine."),
        largest=90_000,
    ),
    Topic(
        "attackers",
        (
            "How many attacks by {group} since {since}?",
            "how many attacks have {group} carried out since {since}",
        ),
        (
            "{Group} have carried out {n} attacks since {since}",
            "There have been {n} attacks by {group} since {since}",
        ),
        "{Group} carried out {m} more attacks on Friday.",
        (
            "There have been {m} attacks on {group} since {since}.",
            "{Others} have carried out {m} attacks since {since}.",
        ),
        largest=120,
    ),
    Topic(
        "arrivals",
        ("How many migrants have reached {place} since {since}?", "how many migrants reached {place} since {since}"),
        (
            "{n} migrants have reached {place} since {since}",
            "{n} asylum seekers have turned up in {place} since {since}",
        ),
        "Another {m} migrants reached {place} on Friday.",
        ("{m} migrants live in {place}.", "{m} migrants have reached {elsewhere} since {since}."),
        largest=9_000,
    ),
    Topic(
        "wins",
        ("How many races has {person} won this season?", "how many races has {person} won this season"),
        ("{Person} has won {n} races this season", "{Person} has now won {n} races this season"),
        "{Person} needs {m} more wins for the record.",
        ("{Other} has won {m} races this season.",),
        largest=120,
    ),
    Topic(
        "layoffs",
        ("How many workers has {company} laid off?", "how many workers laid off by {company}"),
        ("{Company} has laid off {n} workers", "{Company} has laid off {n} employees"),
        "{Company} laid off another {m} workers on Friday.",
        ("{Company} employs {m} workers in {place}.", "{Rival} has laid off {m} workers."),
        largest=9_000,
    ),
    Topic(
        "homeless",
        ("How many people have fled the fire in {place}?", "how many people fled {place} fire"),
        ("{n} people have fled the fire in {place}", "{n} people have fled because of the fire in {place}"),
        "Another {m} people fled the fire in {place} overnight.",
        ("The fire in {place} killed {m} people.", "{m} people have fled the fire in {elsewhere}."),
        largest=90_000,
    ),
)

QUALIFIERS = {
    "{n}": "exact",
    "at least {n}": "at_least",
    "about {n}": "about",
    "more than {n}": "more_than",
    "nearly {n}": "nearly",
}
SPEAKERS = {
    "{sentence}, the {office} said.": "{office}",
    "{sentence}, according to the {office}.": "{office}",
    "{Surname}, a spokesman, said {lower}.": "{surname}",
    "{sentence}.": None,
    "The {office} said {lower}.": "{office}",
}
WRAPPED_TRAPS = (
    "The {office} denied that {lower}.",
    "The {office} rejected claims that {lower}.",
    "It is unclear whether {lower}.",
    "If {lower}, the {office} would close the roads.",
)
OFFICES = ("relief agency", "interior ministry", "regional governor", "emergency office", "statistics office")
HEADS = "Bel Kor Tan Vos Mar Nor Ard Ost Qui Zel Dra Fen Hal Jur Lum Pry Rho Syl Tev Wol".split()
TAILS = "ania ovia eth ugal imar enska ador ulis ystan orra evia omir antis edor".split()
GROUPS = ("relief convoys", "polling stations", "fishing boats", "power stations", "rail depots", "river ferries")
ILLNESSES = ("cholera", "measles", "dengue", "polio", "malaria")
MIDDLES = ("", "ab", "er", "in")
PAPERS = ("Harbour", "Valley", "Quill", "Beacon", "Meadow", "Summit", "Lantern", "Orchard")
PAPER_KINDS = ("Post", "Times", "Daily", "Courier", "Echo", "Herald")


class Names:
    """Invented names that no gazetteer knows, each given once."""

    def __init__(self, random: Random) -> None:
        self._names = ["".join(parts) for parts in product(HEADS, MIDDLES, TAILS)]
        random.shuffle(self._names)

    def take(self) -> str:
        name = self._names.pop()
        return self.take() if find_places(f"in {name}") else name


def cast_of(random: Random, names: Names) -> tuple[date, dict[str, str]]:
    """Give the day on which counts begin, and a name for each role; a role with a capital has a name with one."""
    place, elsewhere, person, other, company, rival, surname = (names.take() for _ in range(7))
    group, others = random.sample(GROUPS, 2)
    start = date(random.randint(2012, 2030), random.randint(1, 12), random.randint(1, 28))
    illness = random.choice(ILLNESSES)
    roles = {
        "place": place,
        "elsewhere": elsewhere,
        "person": f"{person} {surname}",
        "other": f"{other} {surname[::-1].title()}",
        "company": company,
        "rival": rival,
        "surname": surname,
        "illness": illness,
        "group": f"{place} {group}",
        "others": f"{elsewhere} {others}",
        "since": f"{start.day} {start:%B}",
        "office": random.choice(OFFICES),
    }
    return start, roles | {role.capitalize(): _capitalised(name) for role, name in roles.items()}


@dataclass(frozen=True)
class Story:
    """Articles on one topic, what is asked about them, and what the answer must and must not say."""

    topic: str
    kind: str
    question: str
    told: tuple[Told, ...]
    now: date
    value: float
    qualifier: str
    said_by: str | None
    as_of: date
    url: str
    earlier: tuple[float, ...]
    traps: frozenset[float]
    beneath: tuple[float, ...] = ()
    conflicting: tuple[float, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    """What each invented name stands for."""

    def anonymous(self, text: str) -> str:
        """Give `text` with what each name stands for in its place."""
        return anonymous(text, self.names)


def anonymous(text: str, names: dict[str, str]) -> str:
    for role, name in sorted(names.items(), key=lambda named: (-len(named[1]), named[0])):
        text = re.sub(re.escape(name), f"<{role.lower()}>", text, flags=re.IGNORECASE)
    return text


def stories(seed: int, *, naming: int = 0) -> Iterator[Story]:
    """Give stories of two kinds on each topic, each kind on a third of the topics.

    `naming` draws the names, `seed` all else.
    """
    random, names = Random(seed), Names(Random(naming))  # noqa: S311 because they draw stories, not keys
    for number, topic in enumerate(TOPICS):
        told = [told_story(topic, kind, random, names) for kind in KINDS]
        yield from told[number % 3 :: 3]


KINDS = ("growing", "noisy", "revised", "disputed", "leaping", "slipped")


def told_story(topic: Topic, kind: str, random: Random, names: Names) -> Story:
    return _Teller(topic, kind, random, names).story()


class _Teller:
    """Tells one story, day by day."""

    def __init__(self, topic: Topic, kind: str, random: Random, names: Names) -> None:
        self._topic = topic
        self._kind = kind
        self._random = random
        self._start, self._names = cast_of(random, names)
        papers = [f"{first} {second}" for first, second in product(PAPERS, PAPER_KINDS)]
        self._papers = random.sample(papers, 12)
        self._day = self._start + timedelta(days=random.randint(5, 12))
        self._told: list[Told] = []
        self._used: set[int] = set()

    def story(self) -> Story:
        low = max(4, self._topic.largest // 40)
        first = self._number(low, low * 3)
        second = self._number(first + 2, first + max(3, first // 2))
        third = self._number(second + 2, second + max(3, second // 3))
        traps: set[float] = set()
        for value in (first, second):
            self._tell(self._total(value, "{n}", "{sentence}."))
            self._next_day()
        qualifier = self._random.choice(list(QUALIFIERS))
        speaker = self._random.choice(list(SPEAKERS))
        best = self._tell(self._total(third, qualifier, speaker))
        value = third
        earlier: tuple[float, ...] = (second, first)
        beneath: tuple[float, ...] = ()
        conflicting: tuple[float, ...] = ()
        says = QUALIFIERS[qualifier]
        said_by = SPEAKERS[speaker]
        as_of = self._day
        match self._kind:
            case "noisy":
                self._next_day()
                traps |= self._noise(third)
            case "revised":
                self._next_day()
                value = self._number(first + 1, second)
                lowered = self._random.choice(
                    (
                        "The count was revised down from {old}: {sentence}.",
                        "{sentence}, down from {old}.",
                        "Correcting its count of {old}, the {office} said {lower}.",
                    )
                )
                best = self._tell(self._total(value, "{n}", lowered, old=f"{third:,}"))
                says, said_by, as_of = "exact", ("{office}" if "office" in lowered else None), self._day
                earlier = (third, second, first)
            case "disputed":
                lower = self._number(second + 1, third)
                self._tell(self._total(lower, "{n}", "{sentence}."))
                conflicting = (lower,)
            case "leaping":
                self._next_day()
                leap = self._number(third * 9, third * 12)
                self._tell(self._total(leap, "{n}", "{sentence}."))
                beneath = (leap,)
            case "slipped":
                slip = self._number(third * 9, third * 12)
                slipped = self._told[-1].text.replace(f"{third:,}", f"{slip:,}")
                self._tell(slipped)
                confirmed = self._tell(self._total(third, qualifier, "{sentence}."))
                if said_by is None and confirmed.text != best.text:
                    best = confirmed
                self._next_day()
                beneath = (slip,)
        self._tell(best.text)  # a copy
        return Story(
            topic=self._topic.name,
            kind=self._kind,
            question=self._random.choice(self._topic.questions).format(**self._names),
            told=tuple(self._told),
            now=self._day + timedelta(days=2),
            value=value,
            qualifier=says,
            said_by=said_by.format(**self._names) if said_by else None,
            as_of=as_of,
            url=best.url,
            earlier=earlier,
            traps=frozenset(traps),
            beneath=beneath,
            conflicting=conflicting,
            names=self._names,
        )

    def _noise(self, total: int) -> set[float]:
        """Tell figures that are not the asked total, each greater than it, so that none passes for an older one."""
        traps = []
        for sentence in (self._topic.more, *self._topic.beside):
            traps.append(self._number(total + 1, total + max(6, total // 5)))
            self._tell(sentence.format(m=f"{traps[-1]:,}", **self._names))
        for wrapped in WRAPPED_TRAPS:
            traps.append(self._number(total + 1, total + max(6, total // 5)))
            self._tell(self._total(traps[-1], "{n}", wrapped))
        self._tell("{Surname}, 47, has lived in {place} for 31 years, since 1987.".format(**self._names))
        return {float(trap) for trap in traps} | {47.0, 31.0, 1987.0}

    def _total(self, value: int, qualifier: str, wrapped: str, *, old: str = "") -> str:
        sentence = self._random.choice(self._topic.totals).format(n=qualifier.format(n=f"{value:,}"), **self._names)
        is_name = any(sentence.startswith(name) for name in self._names.values())
        lower = sentence if is_name else sentence[:1].lower() + sentence[1:]
        return _capitalised(wrapped.format(sentence=_capitalised(sentence), lower=lower, old=old, **self._names))

    def _number(self, low: int, high: int) -> int:
        choices = [number for number in range(low, high + 1) if number not in self._used and not 1900 <= number <= 2100]
        number = self._random.choice(choices or [high + 1])
        self._used.add(number)
        return number

    def _tell(self, text: str) -> Told:
        told = Told(f"{self._day}T{len(self._told):02}:30", text, by=self._papers[len(self._told) % len(self._papers)])
        self._told.append(told)
        return told

    def _next_day(self) -> None:
        self._day += timedelta(days=self._random.randint(1, 2))


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
