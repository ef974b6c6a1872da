"""How fast this machine encodes news and answers questions."""

from collections.abc import Callable, Iterator
from functools import partial
from statistics import median, quantiles
from time import perf_counter

from bot.answering.answerer import Answerer
from bot.answering.questions import Question
from bot.demo import HEADLINE, LAST_DAY, SAMPLE
from bot.doctor import Diagnosis, Verdict
from ingest import Document, Embedder, View, read_file

ROUNDS = 5
QUESTIONS = (
    HEADLINE,
    Question("how many people were killed in the earthquake?"),
    Question("latest incidents"),
    Question("what did the ministry say about the strike?"),
)


def measure(embedder: Embedder, answerer: Answerer, view: View = LAST_DAY) -> Iterator[Diagnosis]:
    """Encode the sample's texts and ask some questions of the archive, after one round each that is not counted."""
    arrivals = [arrival.document for arrival in read_file(SAMPLE)]
    texts = [document.body for document in arrivals if isinstance(document, Document)]
    seconds = median(_rounds(partial(embedder.encode, texts)))
    yield Diagnosis("encoding", Verdict.OK, f"{len(texts) / seconds:,.0f} sample articles a second")
    times = [time for question in QUESTIONS for time in _rounds(partial(answerer.answer, question, view))]
    slowest = quantiles(times, n=20)[-1]
    message = f"half of the questions within {median(times) * 1000:.0f} ms, 95 of 100 within {slowest * 1000:.0f} ms"
    yield Diagnosis("answering", Verdict.OK, message)


def _rounds(work: Callable[[], object]) -> list[float]:
    """Give the seconds of each counted round."""
    work()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return times
