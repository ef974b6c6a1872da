"""Teaches what reads passages beside a text: `python -m tests.benchmarks.training.cross_encoder --of WHAT`.

Writes `cross_encoder_WHAT.onnx` and what it was made of (the same, `.json`) into `ingest`. Of `answers` it learns from
the questions of `labels/` that are asked up to `LAST_DAY`, each beside the items that share most words with it; of
`supports` from statements about items up to that day. Neither later questions nor later items are read, so that those
measure it. Needs torch; half an hour to an hour of two cores.
"""

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.feature_extraction.text import TfidfVectorizer
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from bot.answering.conversation.rewriting import rewritten
from ingest import DEFAULT_MODEL, Span, cross_encoder, find_numbers
from ingest.embedding import model_folder
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import note, read_rows
from tests.benchmarks.metrics import Row
from tests.benchmarks.mutating import CONTROLS, MUTATIONS, pool_of
from tests.benchmarks.mutations import NAMED_FROM, changed, moved, sentences_told
from tests.benchmarks.training.fitting import LAST_DAY
from tests.benchmarks.verdicts import is_among, places_of_word

ROOM = Path(cross_encoder.__file__).parent
NEAR = 8
"""Items beside each question, those that it cites among them."""
OTHERS = 2.0
"""Pairs that do not answer for each that does."""
OF_CHANGE = 200
"""Sentences changed by each rule, whose passages support them or not."""
AS_IT_STANDS = 1_000
"""Sentences beside their own passage, and as many beside the nearest other."""
INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]*")
"""A capital that no beginning of a sentence explains."""
SMALL = re.compile(r"\b[a-z][\w’'-]*")
BATCH = 32
PLACE = 0.5
"""What it weighs to find where the answer stands, beside whether it does."""
RATE = 7e-5
"""Learning rate at its highest, after a tenth of all steps; it falls to nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question or a statement, a passage, and whether the second answers or supports the first."""

    text: str
    passage: str
    holds: bool | None
    """`None` of a passage that answered earlier: where it does is learned from it alone."""
    places: tuple[Span, ...] = ()
    """Where in the passage what is asked stands."""


@dataclass(frozen=True, slots=True)
class Item:
    """What the stream tells of one article."""

    url: str
    day: str
    title: str
    summary: str

    @property
    def text(self) -> str:
        return f"{self.title}. {self.summary}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stream", type=Path, required=True, help="feed items, one JSON object a line")
    parser.add_argument("--of", choices=["answers", "supports"], required=True)
    arguments = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    items = read_items(arguments.stream)
    files: tuple[str, ...]
    if arguments.of == "answers":
        files, epochs = ("dev.jsonl", "october.jsonl"), 2
        pairs = list(balanced(pairs_of(rows_of(files), items)))
    else:
        files, epochs = ("statements.jsonl", "october_statements.jsonl", "october_incidents.jsonl"), 2
        pairs = [*stated(rows_of(files), items), *changed_by_rule(items)]
    note(f"{len(pairs)} pairs, {sum(bool(pair.holds) for pair in pairs)} of them hold")
    network = Network()
    teach(network, pairs, epochs)
    write(network, f"cross_encoder_{arguments.of}", pairs, f"labels/{' and '.join(files)} up to {LAST_DAY}")


def rows_of(files: Sequence[str]) -> list[Row]:
    """Give the labels that may be learned from."""
    rows = [row for name in files for row in read_rows(LABELS / name)]
    return [row for row in rows if row.get("half", "learn") == "learn" and row.get("as_of", "")[:10] <= LAST_DAY]


# What is learned from


def read_items(stream: Path) -> list[Item]:
    """Give the English items up to `LAST_DAY`."""
    with stream.open(encoding="utf-8") as lines:
        told = (json.loads(line) for line in lines)
        return [
            Item(row["url"], row["day"], " ".join(row["title"].split()), " ".join((row["summary"] or "").split()))
            for row in told
            if row["day"] <= LAST_DAY and (row["lang"] or "en").startswith("en")
        ]


def pairs_of(rows: Iterable[Row], items: Sequence[Item]) -> Iterator[Pair]:
    """Pair each question with what it cites and what shares most words with it (TF-IDF), published by then.

    Left out is what states an earlier value of what is asked.
    """
    words = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    table = words.fit_transform([f"{item.title} {item.text}" for item in items]).T.tocsr()
    days, at = np.array([item.day for item in items]), {item.url: place for place, item in enumerate(items)}
    names = names_in_items(items)
    asked = [
        (row, *as_understood([*row.get("before", ()), row["question"]], names, date.fromisoformat(row["as_of"][:10])))
        for row in rows
    ]
    sought = words.transform([question for _, question, _ in asked])
    for number, (row, _, in_full) in enumerate(asked):
        is_answered = row["kind"] != "none"
        shared = (sought[number] @ table).toarray().ravel()
        shared[[at[url] for url in row["urls"] if is_answered and url in at]] += 2
        shared[days > row["as_of"][:10]] = -1
        near: dict[str, Item] = {}
        for place in np.argsort(-shared)[: 3 * NEAR]:
            near.setdefault(items[place].title, items[place])
        for item in [*near.values()][:NEAR]:
            right, stale = (places_of(row, which, item.text) if is_answered else () for which in ("right", "stale"))
            if right or not stale:
                yield Pair(in_full, item.text, bool(right), right)
            elif row["kind"] == "figure":
                yield Pair(in_full, item.text, None, stale)


def names_in_items(items: Iterable[Item]) -> frozenset[str]:
    """Give the words, in lower case, that items oftener write with a capital where no sentence begins."""
    capital, small = Counter[str](), Counter[str]()
    for item in items:
        capital.update(word.lower() for word in INSIDE.findall(item.summary))
        small.update(SMALL.findall(item.summary))
    return frozenset(word for word, times in capital.items() if times > small[word])


def as_understood(turns: Sequence[str], names: Container[str], today: date) -> tuple[str, str]:
    """Give the last of the messages of a conversation as the bot understands it, and what it reads passages beside."""
    question, *messages = turns
    in_full = question
    for message in messages:
        leaning = rewritten(message, question, today=today, is_name=lambda word: word.lower() in names)
        in_full = leaning.in_full(question) if leaning else message
        question = leaning.question if leaning else message
    return question, in_full


def places_of(row: Row, which: Literal["right", "stale"], text: str) -> tuple[Span, ...]:
    """Give where a text holds what is right, or what was."""
    if row["kind"] == "figure":
        return tuple(number.span for number in find_numbers(text) if is_among(number.value, row[which]))
    words = row["words" if which == "right" else "stale"]
    return tuple(span for word in words for span in places_of_word(word, text))


def stated(rows: Iterable[Row], items: Sequence[Item]) -> Iterator[Pair]:
    """Pair each statement with the items that it was written to, joined; what is said of an event with their days."""
    told = {item.url: item for item in items}
    for row in rows:
        if all(url in told for url in row["urls"]):
            texts = [
                f"{date.fromisoformat(told[url].day):%A, %-d %B %Y}. " * ("made" in row) + told[url].text
                for url in row["urls"]
            ]
            yield Pair(row["statement"], " ".join(texts), row["verdict"] == "supported")


def changed_by_rule(items: Sequence[Item]) -> Iterator[Pair]:
    """Pair sentences, changed by rule or told in other words, with what they stand in; some with what is nearest."""
    chance = random.Random(0)  # noqa: S311 because it only samples
    told = [one for item in items for one in sentences_told(item.title, item.summary)]
    chance.shuffle(told)
    pool = pool_of([one.sentence for one in told[:NAMED_FROM]])
    for changes, holds in ((MUTATIONS, False), (CONTROLS, True)):
        for change in changes.values():
            statements = changed(told, change, pool, chance, OF_CHANGE)
            yield from (Pair(statement, passage, holds) for statement, passage in statements)
    yield from (Pair(sentence, passage, holds=False) for sentence, passage in moved(told, AS_IT_STANDS))
    yield from (Pair(one.sentence, one.passage, holds=True) for one in told[:AS_IT_STANDS])


def balanced(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Give all that answer, and some of the others."""
    told = list(pairs)
    answering = [pair for pair in told if pair.holds]
    others = [pair for pair in told if pair.holds is False]
    yield from answering
    yield from (pair for pair in told if pair.holds is None)
    yield from random.sample(others, min(len(others), int(OTHERS * len(answering))))


# Teaching


class Network(nn.Module):
    """The embedding model's layers; one number made of what they make of the first token, and one of each token."""

    def __init__(self) -> None:
        super().__init__()
        folder = model_folder(DEFAULT_MODEL)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        # Attention written out, as the export of the embedding model has it
        self.layers = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.layers.embeddings.requires_grad_(requires_grad=False)
        self.odds = nn.Linear(self.layers.config.hidden_size, 1)
        self.place = nn.Linear(self.layers.config.hidden_size, 1)

    def forward(self, vectors: Tensor, kinds: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Give the log-odds of each pair (shape n), and the weight of each token (n by length) as the place."""
        read = self.layers(inputs_embeds=vectors, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        return self.odds(read[:, 0]).squeeze(-1), self.place(read).squeeze(-1)

    def loss(self, pairs: Sequence[Pair]) -> Tensor:
        """Give the cross-entropy of what holds, and of where: any of the places is right."""
        tokens = self.tokenizer(
            [pair.text for pair in pairs],
            [pair.passage for pair in pairs],
            truncation="longest_first",
            max_length=cross_encoder.MOST_TOKENS,
            padding=True,
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        vectors = self.layers.embeddings.word_embeddings(tokens["input_ids"])
        kinds, mask = tokens["token_type_ids"], tokens["attention_mask"]
        odds, weights = self(vectors, kinds, mask)
        known = torch.tensor([pair.holds is not None for pair in pairs])
        holds = torch.tensor([float(pair.holds or False) for pair in pairs])
        loss = nn.functional.binary_cross_entropy_with_logits(odds.float()[known], holds[known])
        start, end = tokens["offset_mapping"].unbind(-1)
        of_passage = (kinds == 1) & (end > start)
        right = torch.zeros_like(of_passage)
        for number, pair in enumerate(pairs):
            for place in pair.places:
                right[number] |= of_passage[number] & (start[number] < place.end) & (place.start < end[number])
        told = right.any(-1)
        if told.any():
            shares = weights.float().masked_fill(~of_passage, -torch.inf).log_softmax(-1)[told]
            loss = loss - PLACE * shares.masked_fill(~right[told], -torch.inf).logsumexp(-1).mean()
        return loss


def teach(network: Network, pairs: Sequence[Pair], epochs: int) -> None:
    """Fit by cross-entropy: AdamW, the rate rising for a tenth of all steps and falling to nothing."""
    learned = [weight for weight in network.parameters() if weight.requires_grad]
    steps = epochs * -(-len(pairs) // BATCH)
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(10 * step / steps, 1.0) * (1 - step / steps))
    for step, batch in enumerate(batch for _ in range(epochs) for batch in batches(pairs)):
        with torch.autocast("cpu", torch.bfloat16):
            loss = network.loss(batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # because torch says no types of it
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        rate.step()
        if step % 50 == 0:
            note(f"{step} of {steps}: {loss.item():.3f}")


def batches(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """Give all pairs in batches of like length, in random order."""
    shuffled = random.sample(pairs, len(pairs))
    parts = [shuffled[start : start + 40 * BATCH] for start in range(0, len(pairs), 40 * BATCH)]
    by_length = [sorted(part, key=lambda pair: len(pair.text) + len(pair.passage)) for part in parts]
    told = [part[start : start + BATCH] for part in by_length for start in range(0, len(part), BATCH)]
    yield from random.sample(told, len(told))


# What is kept


def write(network: Network, name: str, pairs: Sequence[Pair], about: str) -> None:
    """Write the network, products in eight bits, without the vectors of tokens, and what it was made of."""
    network.eval()
    target = ROOM / f"{name}.onnx"
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        example = (torch.zeros(1, 9, network.layers.config.hidden_size), torch.zeros(1, 9, dtype=torch.long))
        axes = {name: {1: "length"} for name in ("vectors", "kinds", "places")}
        torch.onnx.export(
            network,
            example,
            whole,
            input_names=["vectors", "kinds"],
            output_names=["odds", "places"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True)
    told = {
        "made_by": "tests/benchmarks/training/cross_encoder.py",
        "made_of": about,
        "pairs": len(pairs),
        "that_hold": sum(bool(pair.holds) for pair in pairs),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (ROOM / f"{name}.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
