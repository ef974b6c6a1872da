from collections.abc import Sequence

import pytest

from bot.answering.checking.checker import check

RAID = (
    "Raiders killed at least 12 people and wounded 30 in the port of Velmora on Tuesday, the Harbour Ministry said."
    " Guards repelled the raiders near the lighthouse. The army did not target fishermen, Captain Ilse Brandt said."
)
MARKET = (
    "Shares of Orlane Shipping rose 5.2% to $34 on 17 October, their highest since 2019. The company hired 1,994"
    ' sailors and 40 cooks. "We will sail again," said its director, Tomas Varga. It sold 3 ferries and 4 tugs.'
)
FERRY = "A ferry of Orlane Shipping sank off Velmora. The coast guard rescued 41 passengers; nobody was killed."
TRIAL = (
    "A court in Kestrel City could jail Varga for up to 8 years. Prosecutors failed to prove that he took bribes."
    " Judge Nora Lind rejected the appeal. The World Maritime Office opened an inquiry."
)
DENIAL = "Varga denied that the firm would leave Velmora."
HEARING = "Judge Nora Lind heard 24 witnesses."
PASSAGES = (RAID, MARKET, FERRY, TRIAL, HEARING, DENIAL)

SUPPORTED = {
    "word for word": ("Guards repelled the raiders near the lighthouse.", (0,)),
    "the passive": ("The raiders were repelled by guards near the lighthouse.", (0,)),
    "another order": ("On Tuesday, raiders killed at least 12 people in Velmora.", (0,)),
    "a bound dropped": ("Raiders killed 12 people in Velmora.", (0,)),
    "a number in words": ("Raiders killed twelve people in Velmora.", (0,)),
    "about": ("Orlane Shipping hired about 2,000 sailors.", (1,)),
    "nearly": ("Orlane Shipping hired nearly 2,000 sailors.", (1,)),
    "more than": ("Orlane Shipping hired more than 1,900 sailors.", (1,)),
    "dozens": ("Raiders wounded dozens in Velmora.", (0,)),
    "two dozen": ("Judge Lind heard two dozen witnesses.", (4,)),
    "a sum": ("Orlane sold 7 vessels.", (1,)),
    "another sign of money": ("Shares of Orlane rose to 34 dollars.", (1,)),
    "per cent": ("Orlane Shipping's shares gained 5.2 per cent.", (1,)),
    "a date in other words": ("Orlane's shares rose on October 17.", (1,)),
    "a month that holds the day": ("Orlane's shares rose in October.", (1,)),
    "a quotation": ('Varga said "we will sail again".', (1,)),
    "a surname alone": ("Brandt said the army did not target fishermen.", (0,)),
    "an abbreviation": ("The WMO opened an inquiry.", (3,)),
    "another verb for it": ("Raiders murdered 12 people in Velmora.", (0,)),
    "an irregular verb": ("A ferry of Orlane Shipping has sunk off Velmora.", (2,)),
    "two sentences of two passages": ("Guards repelled the raiders. The coast guard rescued 41 passengers.", (0, 2)),
}
NOT_SUPPORTED = {
    "another number": ("Raiders killed 15 people in Velmora.", "number"),
    "a number of something else": ("Raiders killed 30 people in Velmora.", "number"),
    "another fate": ("Raiders wounded 12 people in Velmora.", "number"),
    "another unit": ("Shares of Orlane Shipping rose 5.2 dollars.", "number"),
    "another noun": ("Orlane Shipping hired 1,994 cooks.", "number"),
    "a bound put in": ("Orlane Shipping sold more than 3 ferries.", "number"),
    "a rank": ("Raiders attacked Velmora for the 25th time.", "number"),
    "another day": ("Raiders killed 12 people in Velmora on Monday.", "date"),
    "another date": ("Orlane's shares rose on 18 October.", "date"),
    "a year put in": ("Orlane's shares rose on 17 October 2021.", "date"),
    "what day Tuesday is": ("Raiders killed 12 people in Velmora on 17 October.", "date"),
    "another place": ("Raiders killed 12 people in Lisbon.", "place"),
    "another country": ("Raiders from Norway killed 12 people in Velmora.", "place"),
    "another person": ("Captain Jonas Meier said the army did not target fishermen.", "person"),
    "another organisation": ("A ferry of the Baltic Line Company sank off Velmora.", "organisation"),
    "a denial taken away": ("The army targeted fishermen, Captain Ilse Brandt said.", "negation"),
    "a denial put in": ("Guards did not repel the raiders near the lighthouse.", "negation"),
    "nobody": ("Nobody was wounded in the port of Velmora.", "negation"),
    "fell for rose": ("Shares of Orlane Shipping fell 5.2%.", "direction"),
    "accepted for rejected": ("Judge Nora Lind accepted the appeal.", "direction"),
    "roles exchanged": ("Raiders repelled the guards near the lighthouse.", "direction"),
    "lowest for highest": ("Orlane's shares rose to their lowest since 2019.", "direction"),
    "a superlative": ("A ferry of Orlane Shipping, the oldest of all, sank off Velmora.", "superlative"),
    "an altered quotation": ('"We will never sail again," said Tomas Varga.', "quotation"),
    "a quotation over two sentences": ('Varga said: "We will sail again. We will never stop."', "quotation"),
    "an altered quotation as typed": ("varga said : `` we will never sail again . ''", "quotation"),
    "words of nobody": ("Varga called the sinking “a disgrace”.", "quotation"),
    "something else altogether": ("Farmers expect a poor harvest after months without rain.", "entailment"),
    "an addition": (
        "Raiders killed at least 12 people and wounded 30 in the port of Velmora after a brawl over gambling debts.",
        "entailment",
    ),
    "another predicate": ("Guards bribed the raiders near the lighthouse.", "entailment"),
    "nothing": ("  ", "empty"),
    "no words of content": ("It was so.", "empty"),
}


@pytest.mark.parametrize(("statement", "cited"), SUPPORTED.values(), ids=SUPPORTED)
def test_what_a_passage_says_is_supported_by_it(statement: str, cited: tuple[int, ...]) -> None:
    verdict = check(statement, PASSAGES)

    assert (verdict.supported, verdict.reasons, verdict.cited) == (True, (), cited)


@pytest.mark.parametrize(("statement", "kind"), NOT_SUPPORTED.values(), ids=NOT_SUPPORTED)
def test_what_no_passage_says_is_not_supported_and_the_reason_names_it(statement: str, kind: str) -> None:
    verdict = check(statement, PASSAGES)

    assert not verdict.supported
    assert verdict.cited == ()
    assert kind in {reason.kind for reason in verdict.reasons}
    assert all(reason.words in statement for reason in verdict.reasons)


@pytest.mark.parametrize(
    ("statement", "passage"),
    [
        ("The port earned 5 million pounds.", "The port earned £5m last year."),
        ("A 40-year-old diver drowned.", "A diver, 40, drowned off the pier."),
        ("British divers found it.", "Divers of the UK found it."),
        ("The UN sent a ship.", "The United Nations sent a ship."),
        ("Varga bought the harbour hotel.", "Varga purchased the harbour hotel."),
        ("Prosecutors accused Varga of fraud.", "Prosecutors blamed the fraud on Varga."),
        ("Dockers from the Middle East came.", "Dockers of Middle Eastern countries came."),
        ("A Texan bought it.", "A man of Texas bought it."),
        ("A six-year-old boy was found.", "Her 6-year-old son, the boy, was found."),
        ("No passengers died.", "Nobody among the passengers died."),
        ("Output fell to roughly 40,000 barrels per day.", "Output fell to 39,600 barrels a day, officials said."),
        ("More than 100 ships were held.", "Some 118 ships were held at the pier."),
        ("The visit took four days.", "The mayor sailed home after his four-day visit."),
        ("Dockers have been on strike for six weeks.", "The six-week strike by dockers goes on."),
        ("The siege lasted 22 months.", "The 22-month-long siege ended on Monday."),
        ("It was his third term.", "Varga was elected to a third term."),
        ("A coal-fired ship came.", "A ship that burns coal came."),
        ("Varga left after failing to hire a lawyer.", "After failing to hire a lawyer, Varga left."),
        ("Talks to be held in Velmora.", "Talks will be held in Velmora, the mayor said."),
        ("Two months following the raid, Varga left.", "Varga left two months after the raid."),
        ("Moscow sent a ship.", "Russia sent a ship."),
        ("Some 36 million Argentines may vote.", "Some 35.8 million voters of Argentina may vote."),
        (
            "Rescuers pulled a sailor out of the sea off Velmora and took the man home.",
            "A sailor was saved off Velmora; the coast guard lifted the man from the sea and flew him home.",
        ),
    ],
)
def test_what_a_passage_tells_in_another_way_is_supported_by_it(statement: str, passage: str) -> None:
    assert check(statement, (passage,)).reasons == ()


def test_the_passage_that_says_most_decides() -> None:
    passages = ("Judge Nora Lind rejected the appeal of Varga.", "Judge Nora Lind heard 24 witnesses.")

    assert not check("Judge Nora Lind accepted the appeal of Varga.", passages).supported


def test_without_passages_nothing_is_supported() -> None:
    assert not check("Guards repelled the raiders.", ()).supported


def test_every_passage_that_supports_by_itself_is_cited() -> None:
    again = "In Velmora, raiders killed at least 12 people, officials said."

    assert check("Raiders killed 12 people in Velmora.", (FERRY, RAID, again)).cited == (1, 2)


def test_parts_of_two_events_make_no_third() -> None:
    crash, resignation = "A bus crash killed 12 people.", "The mayor of Velmora resigned."

    assert not check("A crash killed 12 people in Velmora.", (crash, resignation)).supported


def test_a_place_of_another_sentence_is_found_out() -> None:
    passage = "Floods killed 12 people in Velmora. In Port Sable, rain stopped a concert of the orchestra."

    verdict = check("Floods killed 12 people in Port Sable.", (passage,))

    assert [(reason.kind, reason.words) for reason in verdict.reasons] == [("place", "Port Sable")]


def test_a_sum_over_two_passages_cites_both() -> None:
    passages = ("Floods killed 12 people in Velmora.", "Rain fell all week.", "Floods killed 3 people in Port Sable.")

    assert check("Floods killed 15 people.", passages).cited == (0, 2)


def test_relative_days_are_said_to_be_unknown() -> None:
    (reason,) = check("Guards repelled the raiders yesterday.", (RAID,)).reasons

    assert (reason.kind, reason.words) == ("date", "yesterday")
    assert "not known here" in reason.detail


@pytest.mark.parametrize(
    ("statement", "passage", "kind"),
    [
        ("Captain Brandt was wounded.", "Captain Brandt was killed on the ferry, witnesses said.", "direction"),
        ("Portugal sank 9 boats.", "Norway's navy said it sank 9 boats; Portugal did not comment.", "place"),
        (
            "The court fined Sable for the spill.",
            "Varga sued Sable. On Monday the court fined Brandt for the spill.",
            "person",
        ),
        ("Brandt urged the UK to pay for it.", "The UK sent a ship. Brandt urged Norway to pay for it.", "place"),
        (
            "A new rule will allow pilots to smoke on board.",
            "Pilots have been banned from smoking on board; by a new rule masters must allow longer breaks.",
            "direction",
        ),
        ("A court fined Varga.", "Prosecutors said a court could fine Varga.", "negation"),
        ("Troops entered the port of Velmora.", "Troops may soon enter the port of Velmora.", "negation"),
        ("Four Danish divers were found.", "Two Danish divers and two Swedish pilots were found.", "number"),
        ("The port was closed for two weeks.", "The port was closed. Repairs to the pier took two weeks.", "number"),
        ("The raiders released all sailors.", "The raiders released 13 sailors.", "superlative"),
        ("Guards stood in Moscow.", "Guards stood in Russia.", "place"),
        ("Two pilots were found.", "Five pilots were found.", "number"),
        ("The fine was raised for the second time.", "The fine was raised. A second trial was held.", "number"),
    ],
    ids=[
        "another fate",
        "another side",
        "another who is fined",
        "another country by its initials",
        "banned, and something else allowed",
        "what may be",
        "what may come",
        "no sum",
        "of repairs",
        "some, not all",
        "a capital as a place",
        "few of more",
        "a day's rank",
    ],
)
def test_what_a_passage_tells_otherwise_is_not_supported_by_it(statement: str, passage: str, kind: str) -> None:
    assert kind in {reason.kind for reason in check(statement, (passage,)).reasons}


@pytest.mark.parametrize(
    "statement", ["raiders killed 12 people in the port of velmora", "captain ilse brandt said so of the army"]
)
def test_names_are_known_without_their_capitals(statement: str) -> None:
    assert check(statement, (RAID,)).supported


def test_a_name_in_small_letters_is_told_as_it_is_written() -> None:
    passage = "Floods killed 12 people in Velmora. Rain stopped a concert near Sable."

    (reason,) = check("floods killed 12 people in sable.", (passage,)).reasons

    assert (reason.kind, reason.words) == ("place", "sable")


class Verbatim:
    """Judges that only what stands in the premise to the letter follows from it."""

    name = "verbatim"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        return tuple(0.9 if hypothesis in premise else 0.05 for premise, hypothesis in pairs)


def test_a_model_has_to_agree_where_there_is_one() -> None:
    as_told, turned = (
        "Guards repelled the raiders near the lighthouse.",
        "Guards near the lighthouse repelled the raiders.",
    )

    assert check(as_told, (RAID,), Verbatim()).supported
    assert check(turned, (RAID,)).supported
    (reason,) = check(turned, (RAID,), Verbatim()).reasons
    assert (reason.kind, reason.words) == ("entailment", turned)
    assert "verbatim" in reason.detail


class Sure:
    """Judges that anything follows."""

    name = "sure"

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> tuple[float, ...]:
        return tuple(0.99 for _ in pairs)


def test_no_model_overrules_what_rules_find_in_a_copied_sentence() -> None:
    denied = "Guards did not repel the raiders near the lighthouse."

    assert {reason.kind for reason in check(denied, (RAID,), Sure()).reasons} == {"negation"}


def test_a_model_reads_a_long_passage_in_stretches() -> None:
    told = "Guards repelled the raiders near the lighthouse."
    passage = " ".join([*("It rained on the port all day and all night." for _ in range(80)), told])

    assert check(told, (passage,), Verbatim()).supported
