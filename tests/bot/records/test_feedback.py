from datetime import UTC, datetime, timedelta

from bot.records import Amendment, Asker, Feedback, Kept, Records, Vote

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MIA, OTTO = Asker("mia"), Asker("otto")


def said(
    vote: Vote, *, answer: str = "a1", server: str | None = "1", days: int = 0, trace: str | None = None
) -> Feedback:
    amendment = Amendment("105", "https://harbourpost.example/105", trace)
    return Feedback(answer, server, vote, NOW + timedelta(days=days), '{"citations": []}', amendment)


def test_what_is_said_is_given_as_it_was_the_newest_first(records: Records) -> None:
    records.ballots.cast(said(Vote.HELPFUL), asker=MIA)
    records.ballots.cast(said(Vote.OLD_NEWS, answer="a2", days=1), asker=MIA)

    assert records.ballots.of_server("1") == (said(Vote.OLD_NEWS, answer="a2", days=1), said(Vote.HELPFUL))


def test_a_member_has_one_vote_on_an_answer_and_the_last_counts(records: Records) -> None:
    records.ballots.cast(said(Vote.HELPFUL), asker=MIA)
    records.ballots.cast(said(Vote.HELPFUL), asker=OTTO)
    records.ballots.cast(said(Vote.WRONG_NUMBER, days=1), asker=MIA)

    assert records.ballots.all() == (said(Vote.WRONG_NUMBER, days=1), said(Vote.HELPFUL))


def test_a_server_and_direct_messages_see_their_own(records: Records) -> None:
    records.ballots.cast(said(Vote.HELPFUL), asker=MIA)
    records.ballots.cast(said(Vote.OTHER, answer="a2", server=None), asker=MIA)

    assert records.ballots.of_server("2") == ()
    assert records.ballots.of_server(None) == (said(Vote.OTHER, answer="a2", server=None),)


def test_whoever_wants_to_be_forgotten_is_with_what_they_said(records: Records) -> None:
    records.ballots.cast(said(Vote.HELPFUL), asker=records.asker(20))
    records.ballots.cast(said(Vote.OTHER), asker=records.asker(21))

    assert records.forget_asker(20) == 1

    assert [each.vote for each in records.ballots.all()] == [Vote.OTHER]


def test_forgetting_a_server_forgets_what_was_said_there_alone(records: Records) -> None:
    for forget in (records.forget_server, records.forget_kept):
        records.ballots.cast(said(Vote.HELPFUL), asker=MIA)
        records.ballots.cast(said(Vote.HELPFUL, answer="b1", server="2"), asker=MIA)

        forget("1")

        assert [each.server for each in records.ballots.all()] == ["2"]


def test_forgetting_all_answers_forgets_all_that_was_said(records: Records) -> None:
    records.ballots.cast(said(Vote.HELPFUL), asker=MIA)
    records.ballots.cast(said(Vote.HELPFUL, answer="b1", server=None), asker=MIA)

    records.forget_kept()

    assert records.ballots.all() == ()


def test_what_quotes_a_purged_article_goes_be_it_in_a_trace_or_a_checked_claim(records: Records) -> None:
    gone = "https://harbourpost.example/1"
    trace = '{"figures": [{"where": {"url": "https://harbourpost.example/1", "quote": "..."}}]}'
    claims = '{"claims": [{"bearing": [{"url": "https://harbourpost.example/1", "id": null, "title": "T"}]}]}'
    records.ballots.cast(said(Vote.WRONG_NUMBER, trace=trace), asker=MIA)
    records.ballots.cast(said(Vote.WRONG_NUMBER, answer="a2"), asker=MIA)
    name = records.keep(Kept.CLAIMS, claims, server="1", now=NOW)

    forgotten = records.forget_citing({gone})

    assert forgotten == 0
    assert [each.answer for each in records.ballots.all()] == ["a2"]
    assert records.find(Kept.CLAIMS, name, server="1") is None
