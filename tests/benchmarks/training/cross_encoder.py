"""Teaches what reads passages beside a text: `python -m tests.benchmarks.training.cross_encoder --of WHAT`.

Writes `cross_encoder_WHAT.onnx` and what it was made of (the same, `.json`) into `ingest`. Of `answers` it learns from
the questions of `labels/` that are asked up to `LAST_DAY`, each beside the items that share most words with it; of
`supports` from statements about items up to that day. Neither later questions nor later items are read, so that those
measure it. Needs torch; a quarter to half an hour of two cores.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from sklearn.feature_extraction.text import TfidfVectorizer
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from ingest import DEFAULT_MODEL, cross_encoder
from ingest.embedding import model_folder
from tests.benchmarks.labelled import LABELS
from tests.benchmarks.measuring import note, read_rows
from tests.benchmarks.metrics import Row
from tests.benchmarks.training.fitting import LAST_DAY
from tests.benchmarks.verdicts import in_first_view

ROOM = Path(cross_encoder.__file__).parent
NEAR = 8
"""Items beside each question, those that it cites among them."""
OTHERS = 3.0
"""Pairs that do not answer for each that does."""
BATCH = 32
RATE = 7e-5
"""Learning rate at its highest, after a tenth of all steps; it falls to nothing."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A question or a statement, a passage, and whether the second answers or supports the first."""

    text: str
    passage: str
    holds: bool


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
    if arguments.of == "answers":
        files, epochs = ("dev.jsonl", "october.jsonl"), 3
        pairs = list(balanced(pairs_of(rows_of(files), items)))
    else:
        files, epochs = ("statements.jsonl", "october_statements.jsonl"), 4
        pairs = list(stated(rows_of(files), items))
    note(f"{len(pairs)} pairs, {sum(pair.holds for pair in pairs)} of them hold")
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
    table = words.fit_transform([f"{item.title} {item.text}" for item in items])
    days = np.array([item.day for item in items])
    for row in rows:
        is_answered = row["kind"] != "none"
        shared = np.asarray((table @ words.transform([row["question"]]).T).todense()).ravel()
        shared[[is_answered and item.url in row["urls"] for item in items]] += 2
        shared[days > row["as_of"][:10]] = -1
        near: dict[str, Item] = {}
        for place in np.argsort(-shared)[: 3 * NEAR]:
            near.setdefault(items[place].title, items[place])
        for item in [*near.values()][:NEAR]:
            answers = is_answered and states(row, item.text)
            if answers or not states(row, item.text, "stale"):
                yield Pair(row["question"], item.text, answers)


def states(row: Row, text: str, which: str = "right") -> bool:
    """Tell whether a text holds what is right, or what was."""
    values = row if which == "right" else {**row, "right": row["stale"], "words": row["stale"]}
    return in_first_view(values, {"answer": text, "abstained": False})


def stated(rows: Iterable[Row], items: Sequence[Item]) -> Iterator[Pair]:
    """Pair each statement with the items that it was written to, joined."""
    texts = {item.url: item.text for item in items}
    for row in rows:
        if all(url in texts for url in row["urls"]):
            passage = " ".join(texts[url] for url in row["urls"])
            yield Pair(row["statement"], passage, row["verdict"] == "supported")


def balanced(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Give all that answer, and some of the others."""
    told = list(pairs)
    answering = [pair for pair in told if pair.holds]
    others = [pair for pair in told if not pair.holds]
    yield from answering
    yield from random.sample(others, min(len(others), int(OTHERS * len(answering))))


# Teaching


class Network(nn.Module):
    """The embedding model's layers, and one number made of what they make of the first token."""

    def __init__(self) -> None:
        super().__init__()
        folder = model_folder(DEFAULT_MODEL)
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        # Attention written out, as the export of the embedding model has it
        self.layers = AutoModel.from_pretrained(folder, attn_implementation="eager", add_pooling_layer=False)
        self.layers.embeddings.requires_grad_(requires_grad=False)
        self.odds = nn.Linear(self.layers.config.hidden_size, 1)

    def forward(self, vectors: Tensor, kinds: Tensor, mask: Tensor | None = None) -> Tensor:
        read = self.layers(inputs_embeds=vectors, token_type_ids=kinds, attention_mask=mask).last_hidden_state
        odds: Tensor = self.odds(read[:, 0]).squeeze(-1)
        return odds

    def read(self, pairs: Sequence[Pair]) -> Tensor:
        """Give the log-odds of each pair."""
        tokens = self.tokenizer(
            [pair.text for pair in pairs],
            [pair.passage for pair in pairs],
            truncation="longest_first",
            max_length=cross_encoder.MOST_TOKENS,
            padding=True,
            return_tensors="pt",
        )
        vectors = self.layers.embeddings.word_embeddings(tokens["input_ids"])
        odds: Tensor = self(vectors, tokens["token_type_ids"], tokens["attention_mask"])
        return odds


def teach(network: Network, pairs: Sequence[Pair], epochs: int) -> None:
    """Fit by cross-entropy: AdamW, the rate rising for a tenth of all steps and falling to nothing."""
    learned = [weight for weight in network.parameters() if weight.requires_grad]
    steps = epochs * -(-len(pairs) // BATCH)
    optimizer = torch.optim.AdamW(learned, lr=RATE, weight_decay=0.01)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(10 * step / steps, 1.0) * (1 - step / steps))
    for step, batch in enumerate(batch for _ in range(epochs) for batch in batches(pairs)):
        with torch.autocast("cpu", torch.bfloat16):
            odds = network.read(batch)
        loss = nn.functional.binary_cross_entropy_with_logits(
            odds.float(), torch.tensor([float(pair.holds) for pair in batch])
        )
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
        axes = {"vectors": {1: "length"}, "kinds": {1: "length"}}
        torch.onnx.export(
            network,
            example,
            whole,
            input_names=[*axes],
            output_names=["odds"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(whole, target, weight_type=QuantType.QInt8, per_channel=True)
    told = {
        "made_by": "tests/benchmarks/training/cross_encoder.py",
        "made_of": about,
        "pairs": len(pairs),
        "that_hold": sum(pair.holds for pair in pairs),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
    }
    (ROOM / f"{name}.json").write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
