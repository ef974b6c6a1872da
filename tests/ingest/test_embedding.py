import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

import ingest
from ingest.embedding import (
    DEFAULT_MODEL,
    DEFAULT_WEIGHTS_SHA256,
    Embedder,
    OnnxEmbedder,
    Precision,
    SentenceTransformerEmbedder,
    batches_of,
    fastest_precision,
    model_folder,
    open_passage_embedder,
    open_question_embedder,
    physical_cores,
    weights_sha256,
)
from ingest.errors import ModelError

ATTACK = "Officials said a drone struck the air base, wounding four soldiers."
PARAPHRASE = "A drone hit the base and four soldiers were wounded, officials said."
HARVEST = "The wheat harvest in the valley was the largest in a decade."
LONG = "Four people were hurt in the attack on the base, officials said on Friday. " * 40


@pytest.fixture(params=["hashing_embedder", "torch_embedder", "bfloat16_embedder", "onnx_embedder"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    built: Embedder = request.getfixturevalue(request.param)
    return built


class TestEveryEmbedder:
    def test_gives_one_unit_vector_a_text(self, embedder: Embedder) -> None:
        vectors = embedder.encode([ATTACK, "", HARVEST, LONG])

        assert vectors.dtype == np.float32
        assert vectors.shape == (4, embedder.dimension)
        assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1, 1], abs=1e-5)

    def test_gives_no_vectors_for_no_texts(self, embedder: Embedder) -> None:
        assert embedder.encode([]).shape == (0, embedder.dimension)

    def test_encodes_a_text_alike_alone_and_in_company(self, embedder: Embedder) -> None:
        company = [LONG, ATTACK, "", HARVEST, *["Short."] * 5]

        together = embedder.encode(company)

        for text, vector in zip(company[:4], together, strict=False):
            assert embedder.encode([text])[0] @ vector > 0.999

    def test_puts_a_paraphrase_nearer_than_another_subject(self, embedder: Embedder) -> None:
        attack, paraphrase, harvest = embedder.encode([ATTACK, PARAPHRASE, HARVEST])

        assert attack @ paraphrase > attack @ harvest + 0.3

    def test_encodes_the_beginning_of_a_text_that_is_too_long(self, embedder: Embedder) -> None:
        longer, longest = embedder.encode([LONG, LONG + HARVEST])

        assert embedder.count_tokens(LONG) > embedder.max_tokens
        assert longest @ longer > 0.999

    def test_counts_tokens_without_truncating(self, embedder: Embedder) -> None:
        around = embedder.count_tokens("")

        assert embedder.count_tokens("attack") == around + 1
        assert embedder.count_tokens("attack " * 1000) == around + 1000


@pytest.mark.parametrize("fixture", ["torch_embedder", "onnx_embedder"])
def test_the_default_model_describes_itself(fixture: str, request: pytest.FixtureRequest) -> None:
    embedder: Embedder = request.getfixturevalue(fixture)

    assert (embedder.name, embedder.dimension, embedder.max_tokens) == ("all-MiniLM-L6-v2", 384, 256)
    assert embedder.count_tokens("How many attacks since 17 October?") == 9


def test_onnx_and_torch_give_the_same_vectors(
    onnx_embedder: Embedder, torch_embedder: SentenceTransformerEmbedder
) -> None:
    texts = [ATTACK, PARAPHRASE, HARVEST, LONG, "", "naïve café — 37 % 東京", "a"]

    assert onnx_embedder.encode(texts) == pytest.approx(torch_embedder.encode(texts), abs=1e-3)


def test_two_threads_give_the_vectors_of_one(onnx_embedder: Embedder, question_cache: Path) -> None:
    (file,) = question_cache.glob("*.onnx")
    texts = [f"{ATTACK} " * (number % 7) + f"Report number {number}." for number in range(40)]

    assert OnnxEmbedder(file, threads=2).encode(texts) == pytest.approx(onnx_embedder.encode(texts), abs=1e-6)


def test_passages_are_encoded_by_the_exported_network_where_there_are_no_matrix_units(
    onnx_embedder: Embedder, question_cache: Path
) -> None:
    assert onnx_embedder.dimension == 384  # which says that the cache is filled
    embedder = open_passage_embedder(DEFAULT_MODEL, question_cache)

    assert isinstance(embedder, OnnxEmbedder) == (fastest_precision() is Precision.FLOAT32)
    assert embedder.name == onnx_embedder.name


@pytest.mark.parametrize(
    ("lengths", "batches"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([5, 5, 5], [[0, 1, 2]], id="of one length"),
        pytest.param([100, 20, 101, 21], [[1, 3], [0, 2]], id="no short text is padded to a long one"),
        pytest.param([10] * 9, [[0, 1, 2, 3, 4, 5, 6, 7], [8]], id="eight at most"),
    ],
)
def test_texts_of_like_length_share_a_batch(lengths: list[int], batches: list[list[int]]) -> None:
    assert list(batches_of(lengths)) == batches


def test_bfloat16_hardly_turns_a_vector(
    bfloat16_embedder: SentenceTransformerEmbedder, torch_embedder: SentenceTransformerEmbedder
) -> None:
    texts = [ATTACK, PARAPHRASE, HARVEST, LONG, "", "naïve café — 37 % 東京", "a"]

    cosines = (bfloat16_embedder.encode(texts) * torch_embedder.encode(texts)).sum(axis=1)

    assert cosines.min() > 0.9995


def test_questions_are_encoded_within_a_second_of_a_fresh_process_without_torch(
    onnx_embedder: Embedder, question_cache: Path
) -> None:
    assert isinstance(onnx_embedder, OnnxEmbedder)
    script = (
        "import sys, time; from pathlib import Path; from ingest.embedding import *; start = time.process_time();"
        f"open_question_embedder({DEFAULT_MODEL!r}, Path({str(question_cache)!r})).encode(['How many?']);"
        "print(time.process_time() - start, 'torch' in sys.modules)"
    )

    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout  # noqa: S603 because the script is ours

    seconds, torch_imported = output.split()
    assert torch_imported == "False"
    assert float(seconds) < 3  # of the processor: under one on an idle machine, and a test machine is not idle


def test_an_export_is_made_once(onnx_embedder: Embedder, question_cache: Path) -> None:
    (file,) = question_cache.glob("*.onnx")
    written = file.stat().st_mtime_ns

    again = open_question_embedder(DEFAULT_MODEL, question_cache)

    assert again.name == onnx_embedder.name
    assert file.stat().st_mtime_ns == written
    assert not list(question_cache.glob(".export-*"))


def test_a_cache_that_cannot_be_written_falls_back_to_torch(tmp_path: Path) -> None:
    not_a_folder = tmp_path / "cache"
    not_a_folder.write_text("in the way")

    embedder = open_question_embedder(DEFAULT_MODEL, not_a_folder)

    assert isinstance(embedder, SentenceTransformerEmbedder)


def test_a_file_that_is_no_export_is_refused(tmp_path: Path) -> None:
    damaged = tmp_path / "model.onnx"
    damaged.write_bytes(b"not a model")

    with pytest.raises(ModelError, match="delete it and it is made anew"):
        OnnxEmbedder(damaged)


def test_the_default_weights_are_the_pinned_ones() -> None:
    assert weights_sha256(DEFAULT_MODEL) == DEFAULT_WEIGHTS_SHA256


@pytest.mark.parametrize(
    ("files", "message"),
    [
        pytest.param([], "no weights in safetensors format", id="empty folder"),
        pytest.param(["pytorch_model.bin", "tokenizer.json"], "no weights in safetensors format", id="pickled weights"),
        pytest.param(["model.safetensors"], "no tokenizer.json", id="no tokenizer"),
    ],
)
def test_an_incomplete_model_is_named_with_what_it_lacks(tmp_path: Path, files: list[str], message: str) -> None:
    for file in files:
        (tmp_path / file).touch()

    with pytest.raises(ModelError, match=message):
        model_folder(str(tmp_path))


def test_a_model_that_is_nowhere_is_an_error_for_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)

    with pytest.raises(ModelError, match="neither a folder here nor to be had from the Hugging Face hub"):
        model_folder("nobody/no-such-model")


def test_a_model_can_be_a_folder() -> None:
    folder = model_folder(DEFAULT_MODEL)

    assert weights_sha256(str(folder)) == DEFAULT_WEIGHTS_SHA256


def test_physical_cores_are_at_least_one() -> None:
    assert physical_cores() >= 1


def test_waiting_is_short_for_a_question(onnx_embedder: Embedder) -> None:
    onnx_embedder.encode([ATTACK])

    seconds = []
    for _ in range(20):
        start = time.perf_counter()
        onnx_embedder.encode(["How many attacks on US forces since 17 October?"])
        seconds.append(time.perf_counter() - start)

    assert min(seconds) < 0.05


def test_asking_leaves_no_trace_of_telemetry(onnx_embedder: Embedder, question_cache: Path, tmp_path: Path) -> None:
    assert onnx_embedder.dimension == 384  # which says that the cache is filled
    script = (
        "import sys; from pathlib import Path; from ingest.embedding import DEFAULT_MODEL, open_question_embedder;"
        "open_question_embedder(DEFAULT_MODEL, Path(sys.argv[1])).encode(['How many?'])"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(Path(ingest.__file__).parents[1]),
    }

    subprocess.run([sys.executable, "-c", script, str(question_cache)], env=environment, check=True)  # noqa: S603 because it is ours

    assert [path.name for path in tmp_path.rglob("*") if "onnxruntime" in path.name] == []
