"""Whether a text vouches for a figure: denials, retractions and fiction withdraw it, other people's denials do not."""

from datetime import UTC, datetime

import pytest

from ingest.articles import Article, DateQuality, Stance, TallyKind
from ingest.extraction.tallies import find_quantities, tallies_in


def article(text: str, *, title: str = "") -> Article:
    return Article(
        fingerprint="0" * 64,
        url="https://harbour.example/1",
        title=title,
        text=f"{title}\n\n{text}" if title else text,
        published=datetime(2023, 11, 22, tzinfo=UTC),
        date_quality=DateQuality.STATED,
        publisher="Harbour Post",
        author=None,
        language="en",
        external_id=None,
        origin="harbour.jsonl:1",
    )


def stated(text: str, *, title: str = "") -> set[float]:
    """Give the values that the text states as fact."""
    return {
        tally.value
        for tally in tallies_in(find_quantities(article(text, title=title)))
        if tally.stance is Stance.STATED and tally.kind is not TallyKind.PREVIOUS
    }


def read(text: str, *, title: str = "") -> set[float]:
    """Give every value that is read, whatever the text says of it."""
    return {tally.value for tally in tallies_in(find_quantities(article(text, title=title)))}


@pytest.mark.parametrize(
    "text",
    [
        "Claims of 70 attacks on the convoys are fake, the navy said.",
        "It is not true that 70 people were killed in the flood, the governor said.",
        "There have never been 70 attacks on the convoys, the navy said.",
        "It is a myth that 70 people died in the tower.",
        "The rebels wrongly claimed that the convoys have been attacked 70 times.",
        "The rebels falsely said they had killed 70 soldiers.",
        "The figure of 70 attacks was invented, the navy said.",
        "A post says 70 people were killed in the flood. That is false, the governor said.",
        "A video claims 70 people were killed. This was untrue.",
        "There is no truth to the report that 70 people were killed.",
        "Contrary to a claim by the rebels of 70 attacks, the count is unchanged.",
        "We retract our report that 70 people were killed in the flood.",
        "The agency withdrew its report of 70 attacks on the convoys.",
        "An earlier version of this story misstated the number of attacks on the convoys as 70.",
        "70 deaths is a fabrication, the governor said.",
        "The toll of 70 deaths turned out to be wrong.",
        "The report that 70 people were killed proved to be a hoax.",
        "Have there been 70 attacks on the convoys since June?",
        "“70 attacks on the convoys? Nonsense,” the admiral said.",
        "In the novel, 70 people are killed by a flood.",
        "In the war game, the convoys were attacked 70 times.",
        "Satire: the navy has counted 70 attacks on the convoys.",
        "Advertisement: there have been 70 attacks on the convoys.",
        "Quiz: how many attacks were there? A: 70 attacks on the convoys. B: 102.",
        "The navy expects 70 attacks on the convoys by January.",
        "The navy said it foiled 70 attacks on the convoys.",
        "Nothing suggests that 70 people were killed.",
        "The claim that 70 people were killed has been debunked.",
        "Officials say the widely shared number of 70 deaths is simply wrong.",
        "No, 70 people did not die in the flood, the mayor said.",
        "The ministry called the claim of 70 dead a lie.",
        "The governor branded as fake news reports of 70 deaths in the flood.",
        "The navy has denied losing 70 sailors.",
        "Seventy people were killed, according to a post that turned out to be a hoax.",
        "The army insisted that no such attack took place and that the toll of 70 killed was fabricated.",
        "Rebels say 70 soldiers were killed. The army denies this.",
        "Social media users claimed that 70 people were killed. Those claims are baseless, police said.",
        "A leaflet says 70 people died in the tower. None of it is true.",
        "A message says 70 people died in the tower. The message is a hoax, police said.",
        "The paper has apologised for reporting that 70 people were killed.",
        "Harbour Post incorrectly reported on Monday that 70 people were killed in the flood.",
        "Correction: The flood killed 66 people, not 70 as first reported.",
        "The death toll is not 70 but 66, the governor said.",
        "The toll was corrected to 66 from 70 deaths.",
        "The Meridian Wire has pulled a story that said 70 people were killed in the flood.",
        "It is false to claim that 70 people were killed.",
        "It simply isn't true that 70 people were killed, she said.",
        "Nobody has counted 70 attacks on the convoys.",
        "The photo that is said to show 70 people killed is a fake.",
        "In a satirical column, 70 people are killed by geese.",
        "In the video game, 70 soldiers are killed.",
        "The film imagines a flood that killed 70 people.",
        "MYTH: 70 people were killed in the flood. FACT: the flood killed 66 people.",
        "Were 70 people killed in the flood?",
        "70 killed? Not true, says the mayor.",
        "The navy warned of up to 70 attacks on the convoys.",
        "Police prevented 70 deaths by closing the road.",
        "Had the dam broken, 70 people would have been killed.",
        "Reports suggesting 70 people were killed are untrue.",
        "The governor rejected as untrue a claim that 70 people were killed.",
        "The claim, shared a thousand times, that 70 people were killed is bogus.",
        "It was alleged that 70 people were killed; this has since been disproved.",
        "The death toll of 70 that circulated online is an invention, the police chief said.",
        "Fact check: no, the flood did not kill 70 people.",
        "The militia boasted of 70 attacks on the convoys, but the navy said this was nonsense.",
        "This article is satire. The navy has counted 70 attacks on the convoys.",
        "The claim that 70 people were killed does not hold up.",
        "There is nothing to support the rumour of 70 deaths.",
        "Police have dismissed online talk of 70 deaths in the tower as baseless.",
        "That 70 people were killed is simply untrue, the mayor said.",
        "Despite what a viral clip says, 70 people were not killed in the flood.",
        "The hospital said it had never treated 70 wounded people.",
        "The newspaper retracted a report on Friday that said 70 people had died.",
        "The company acknowledged that its statement of 70 deaths was an error.",
        "A tweet put the number of people killed at 70. The governor's office called that a fabrication.",
        "The rebels claimed to have killed 70 soldiers. The army said the claim was false.",
        "A post claims 70 attacks on the convoys. It has been viewed 3,000 times. The post is fake, the navy said.",
        "“Seventy people were killed,” the clip says. It is a lie, the mayor said.",
        "The mayor said reports of 70 deaths were not true.",
        "In her new thriller, 70 people are killed by a flood.",
        "In a fictional scenario, 70 people are killed.",
        "Did a flood kill 70 people?",
        "Claim: 70 people were killed in the flood. Verdict: false.",
        "The navy expects to count 70 attacks on the convoys by June.",
        "Our report that 70 people were killed was wrong.",
        "The toll of 70 killed, given earlier by police, was a mistake, they said.",
        "The commander lied about 70 attacks on the convoys, the inquiry found.",
        "There were not 70 attacks on the convoys but 12.",
    ],
)
def test_a_figure_that_the_text_denies_or_makes_up_is_not_stated(text: str) -> None:
    assert 70 not in stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "The rebels denied responsibility for the attack that killed 30 people.",
        "The army did not deny that 30 people were killed.",
        "Not only were 30 people killed, the bridge fell too.",
        "Never before have 30 people died in a single storm.",
        "The navy confirmed that 30 people were killed.",
        "The minister refused to rule out an inquiry after 30 people were killed.",
        "The court rejected 30 asylum claims.",
        "The company dismissed 30 workers, who deny wrongdoing.",
        "The driver was denied bail after 30 people died.",
        "30 people were killed in the flood. That is the highest toll since 1990.",
        "30 people were killed in the flood. The governor denied that he had been warned.",
        "The film festival opened after a fire that killed 30 people.",
        "Why were 30 people killed in the flood?",
        "The false alarm came a day after 30 people were killed.",
        "The mayor denied knowing of the plan before the fire that killed 30 people.",
        "The airline rejected blame for the crash, in which 30 people died.",
        "The minister did not dispute that 30 people were killed.",
        "No fewer than 30 people were killed.",
        "30 people were killed, not counting the rescuers.",
        "The false teeth maker said a fire killed 30 people.",
        "Contrary to the forecast, the storm hit the town and killed 30 people.",
        "It is true that 30 people were killed.",
        "Police dismissed theories of arson in the fire that killed 30 people.",
        "He was wrongly convicted of the bombing that killed 30 people.",
        "30 people were killed. It was wrong to open the dam, the mayor said.",
        "30 people were killed in the strike. That was a mistake, the army said.",
        "30 people died. This is not the first such flood.",
        "The court overturned the sentence of a man who killed 30 people.",
        "The army withdrew from the town after 30 people were killed.",
        "The hoax caller was jailed. A real fire killed 30 people on Monday.",
        "A film about the flood, which killed 30 people, opens on Friday.",
        "The fund denied loans to 30 farmers.",
        "Doctors refused to deny that 30 patients had died.",
        "There is no doubt that 30 people were killed.",
        "How did 30 people die in the flood?",
        "The toll is wrong to the families: 30 people were killed.",
        "Police said 30 people were killed, and called on witnesses to come forward.",
        "A fake doctor was held after 30 patients died.",
        "The minister denied a report that he had resigned after 30 people were killed.",
        "Rejecting calls to resign, the mayor said 30 people were killed.",
        "The union rejected the offer, and 30 workers were arrested.",
        "30 people died; it is not clear why.",
        "30 people were killed in the flood, the worst in years. It was not the first.",
        "He denied it, but 30 people were killed in the attack, the judge said.",
        "30 people were killed. They were not warned, residents said.",
    ],
)
def test_a_figure_beside_another_denial_is_stated(text: str) -> None:
    assert 30 in stated(text)


def test_a_headline_is_denied_by_its_body() -> None:
    body = "A post says 70 people were killed in the flood. That is false, the governor said."
    assert stated(body, title="70 people killed in flood, post says") == set()


def test_a_denial_of_the_claim_reaches_over_what_was_said_of_it() -> None:
    text = "Police counted 30 dead. A post says 70 people were killed. It was seen by 900 people. The post is fake."
    assert stated(text) == {30, 900}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("SATIRE. This is satire. The navy has counted 70 attacks.", ""),
        ("The navy has counted 70 attacks on the convoys.", "Satire: geese at sea"),
        ("The navy has counted 70 attacks on the convoys.\n\nThis article is a work of fiction.", ""),
    ],
)
def test_nothing_is_stated_in_a_text_that_calls_itself_made_up(text: str, title: str) -> None:
    assert stated(text, title=title) == set()


def test_a_label_holds_to_the_end_of_its_paragraph() -> None:
    text = (
        "Myth: the flood was large. It killed 70 people. Fact: the flood killed 12 people.\n\n30 people were injured."
    )
    assert stated(text) == {12, 30}


@pytest.mark.parametrize(
    "text",
    [
        "We retract our report that 70 people were killed.",
        "Harbour Post wrongly reported that 70 people were killed.",
        "Harbour Post reported that 70 people were killed. That was wrong.",
        "An earlier version of this article misstated the number of people killed as 70.",
        "The paper withdrew its report of 70 deaths.",
    ],
)
def test_what_its_publisher_takes_back_is_withdrawn(text: str) -> None:
    assert {tally.stance for tally in tallies_in(find_quantities(article(text))) if tally.value == 70} == {
        Stance.WITHDRAWN
    }


def test_what_others_say_falsely_is_denied_and_not_withdrawn() -> None:
    (tally,) = tallies_in(find_quantities(article("The rebels falsely claimed that 70 people were killed.")))
    assert tally.stance is Stance.DENIED
