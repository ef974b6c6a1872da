from structlog.testing import capture_logs

from bot.errors import EngineBusy, MomentError, NotYourTurn
from bot.meter import Alerted, Meter
from tests.bot.rendering.discord.examples import FIGURE, NOTHING_KNOWN
from tests.bot.test_metrics import read


def counted(meter: Meter) -> dict[tuple[str, ...], float]:
    """Give what is counted, the histogram's buckets and the moments of creation aside."""
    return {name: value for name, value in read(meter.read()).items() if not name[0].endswith(("_created", "_bucket"))}


def test_answers_abstentions_and_refusals_are_counted_apart() -> None:
    meter = Meter()
    meter.answered("how many?", FIGURE, seconds=0.08, server="1")
    meter.answered("how many?", FIGURE, seconds=0.12, server=None)
    meter.answered("and in Peru?", NOTHING_KNOWN, seconds=0.3, server="1")
    meter.refused(NotYourTurn("One at a time, please."), server="1")
    meter.refused(EngineBusy(), server=None)
    meter.refused(MomentError("“yesteryear” is not a day."), server="1")

    assert counted(meter) == {
        ("sitrep_questions_total", "figure"): 2,
        ("sitrep_questions_total", "no_coverage"): 1,
        ("sitrep_abstentions_total",): 1,
        ("sitrep_refusals_total", "NotYourTurn"): 1,
        ("sitrep_refusals_total", "EngineBusy"): 1,
        ("sitrep_answer_seconds_count",): 3,
        ("sitrep_answer_seconds_sum",): 0.5,
        ("sitrep_alert_delay_seconds_count",): 0,
        ("sitrep_alert_delay_seconds_sum",): 0,
    }


def test_a_question_is_one_line_of_the_log_without_its_words() -> None:
    with capture_logs() as lines:
        Meter().answered("who wonders about what?", FIGURE, seconds=0.0812, server="1")
        Meter().refused(EngineBusy(), server="1")

    assert lines == [
        {
            "event": "question_answered",
            "kind": "figure",
            "abstained": False,
            "language": "en",
            "seconds": 0.081,
            "server": "1",
            "log_level": "info",
        },
        {"event": "question_refused", "reason": "EngineBusy", "server": "1", "log_level": "info"},
    ]


def test_alerts_are_counted_by_what_became_of_them_and_are_a_line_each() -> None:
    meter = Meter()
    with capture_logs() as lines:
        meter.alert_posted(server="1", seconds=21.34, kind="plain", things=2)
        meter.alerted(Alerted.STRUCK, server="1", kind="plain", things=2)
        meter.alerted(Alerted.FAILED, server="2", reason="503")

    told = counted(meter)
    assert {name[1]: count for name, count in told.items() if name[0] == "sitrep_alerts_total"} == {
        "posted": 1,
        "struck": 1,
        "failed": 1,
    }
    assert told["sitrep_alert_delay_seconds_sum",] == 21.34
    assert lines == [
        {
            "event": "alert_posted",
            "server": "1",
            "seconds": 21.3,
            "kind": "plain",
            "things": 2,
            "log_level": "info",
        },
        {"event": "alert_struck", "server": "1", "kind": "plain", "things": 2, "log_level": "info"},
        {"event": "alert_failed", "server": "2", "reason": "503", "log_level": "warning"},
    ]


def test_the_words_are_in_it_where_that_was_asked_for() -> None:
    with capture_logs() as lines:
        Meter(tells_questions=True).answered("who wonders about what?", FIGURE, seconds=0.1, server="1")

    assert [line["question"] for line in lines] == ["who wonders about what?"]
