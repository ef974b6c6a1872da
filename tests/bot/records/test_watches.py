from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.records import Begun, Records
from bot.records.schedules import CLAIM_LASTS
from bot.records.watches import IS_TOLD_AGAIN, MOST_OF_A_MEMBER, MOST_OF_A_SERVER, RESTS
from bot.watching.watches import Kind, Watch

NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
ANSWER = '{"citations": [{"url": "https://wire.example/1", "id": null, "title": "Riot"}]}'
WANTED = Watch(
    id="",
    kind=Kind.MOVES,
    server="1",
    channel="7",
    message="8",
    member="9",
    language="de",
    is_private=True,
    is_plain=False,
    question="how many?",
    answer=ANSWER,
    made=NOW,
    ends=NOW + timedelta(days=30),
)
PUBLIC = replace(WANTED, kind=Kind.CORRECTED, member=None, is_private=False)
LATER = NOW + RESTS


def test_a_watch_is_found_as_it_was_made_by_its_member_and_server_alone(records: Records) -> None:
    assert records.watches.add(WANTED) is Begun.BEGUN
    [watch] = records.watches.of("9", "1")

    assert replace(watch, id="") == WANTED
    assert records.watches.of("9", "2") == records.watches.of("9", None) == records.watches.of("8", "1") == ()


def test_one_thing_is_awaited_once_and_another_beside_it(records: Records) -> None:
    others = (replace(WANTED, question="who?"), replace(WANTED, kind=Kind.APPEARS), replace(WANTED, channel="77"))

    assert [records.watches.add(each) for each in (WANTED, WANTED, *others)] == [
        Begun.BEGUN,
        Begun.ALREADY,
        *[Begun.BEGUN] * 3,
    ]


def test_a_member_waits_for_so_much_and_a_server_for_so_much(records: Records) -> None:
    def wanted(member: int, number: int) -> Watch:
        return replace(WANTED, member=str(member), question=str(number))

    begun = [records.watches.add(wanted(1, number)) for number in range(MOST_OF_A_MEMBER + 1)]
    records.watches.add_public(PUBLIC)
    others = MOST_OF_A_SERVER - MOST_OF_A_MEMBER
    members = range(2, 2 + others // MOST_OF_A_MEMBER)
    rest = [records.watches.add(wanted(member, number)) for member in members for number in range(MOST_OF_A_MEMBER)]

    assert begun == [*[Begun.BEGUN] * MOST_OF_A_MEMBER, Begun.MEMBER_IS_FULL]
    assert rest == [Begun.BEGUN] * others
    assert records.watches.add(wanted(999, 1)) is Begun.SERVER_IS_FULL
    assert records.watches.add(replace(wanted(999, 1), server="2")) is Begun.BEGUN


def test_the_newest_public_answers_are_looked_at(records: Records) -> None:
    for number in range(MOST_OF_A_SERVER + 2):
        made = NOW + timedelta(seconds=number)
        records.watches.add_public(replace(PUBLIC, question=str(number), made=made))

    due = records.watches.due(now=NOW + timedelta(hours=1), limit=999)
    assert [watch.question for watch in due] == [str(number) for number in range(2, MOST_OF_A_SERVER + 2)]


def test_what_was_not_looked_at_for_longest_is_due_first_and_rests_in_between(records: Records) -> None:
    records.watches.add(WANTED)
    records.watches.add(replace(WANTED, question="who?", made=NOW - timedelta(seconds=1)))

    assert records.watches.due(now=NOW, limit=9) == ()
    first, second = records.watches.due(now=LATER, limit=9)
    records.watches.note_look(first, now=LATER)
    assert (first.question, second.question) == ("who?", "how many?")
    assert records.watches.due(now=LATER, limit=9) == (second,)
    assert records.watches.due(now=LATER + RESTS, limit=1) == (second,)


def test_what_was_claimed_and_not_told_is_told_again_soon_and_then_no_more(records: Records) -> None:
    records.watches.add(WANTED)
    [watch] = records.watches.due(now=LATER, limit=9)
    records.watches.note_look(watch, now=LATER)

    assert records.watches.claim(watch, now=LATER)
    assert records.watches.due(now=LATER, limit=9) == ()
    assert records.watches.due(now=LATER + IS_TOLD_AGAIN, limit=9) == (watch,)
    assert records.watches.claim(watch, now=LATER + CLAIM_LASTS)
    assert not records.watches.claim(watch, now=LATER + CLAIM_LASTS + timedelta(seconds=1))
    records.watches.forget_ended(now=LATER + CLAIM_LASTS + timedelta(seconds=1))
    assert records.watches.of("9", "1") == ()


def test_what_is_over_is_neither_due_nor_kept(records: Records) -> None:
    records.watches.add(WANTED)

    assert records.watches.due(now=WANTED.ends, limit=9) == ()
    records.watches.forget_ended(now=WANTED.ends - timedelta(seconds=1))
    assert records.watches.of("9", "1")
    records.watches.forget_ended(now=WANTED.ends)
    assert records.watches.of("9", "1") == ()


def test_who_left_is_forgotten_in_that_server(records: Records) -> None:
    for watch in (WANTED, replace(WANTED, server="2"), replace(WANTED, member="8")):
        records.watches.add(watch)
    records.watches.forget_member("9", "1")

    assert [len(records.watches.of(*who)) for who in (("9", "1"), ("9", "2"), ("8", "1"))] == [0, 1, 1]


def test_watches_end_with_what_is_forgotten_of_a_server_or_of_an_article(records: Records) -> None:
    def left() -> int:
        return len(records.watches.due(now=LATER, limit=9))

    records.watches.add(WANTED)
    records.watches.add(replace(WANTED, server="2"))
    records.forget_kept("1")
    of_one = left()
    records.forget_citing({"https://other.example"})
    of_none = left()
    records.forget_citing({"https://wire.example/1"})
    of_article = left()
    records.watches.add(WANTED)
    records.forget_server("1")

    assert (of_one, of_none, of_article, left()) == (1, 1, 0, 0)
