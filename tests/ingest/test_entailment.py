from pathlib import Path

import pytest

from ingest.entailment import CrossEncoderEntailment
from ingest.errors import ModelError

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the port is open closed guards raiders repelled".split()
PAIRS = (("the port is open", "the port is closed"), ("guards repelled raiders", "guards repelled raiders"))


def cross_encoder(folder: Path, labels: list[str]) -> str:
    """Write a cross-encoder of one small layer, its weights by chance, as a user's would lie in a folder."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    vocabulary = folder / "vocab.txt"
    vocabulary.write_text("\n".join(WORDS))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizerFast(vocab=str(vocabulary)).save_pretrained(folder)
    return str(folder)


@pytest.mark.parametrize(
    "labels",
    [["contradiction", "entailment", "neutral"], ["not_entailment", "entailment"], ["LABEL_0"]],
    ids=["three labels", "two labels", "one score"],
)
def test_a_pair_has_a_probability_of_its_own(tmp_path: Path, labels: list[str]) -> None:
    entailment = CrossEncoderEntailment(cross_encoder(tmp_path, labels))

    both = entailment.probabilities(PAIRS)

    assert all(0 <= probability <= 1 for probability in both)
    assert both == pytest.approx([entailment.probabilities([pair])[0] for pair in PAIRS], abs=1e-5)
    assert entailment.probabilities([]) == ()


def test_of_several_labels_it_is_entailment_that_counts(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    one = CrossEncoderEntailment(cross_encoder(tmp_path / "one", ["entailment", "contradiction"]))
    other = CrossEncoderEntailment(cross_encoder(tmp_path / "other", ["contradiction", "entailment"]))

    assert one.probabilities(PAIRS[:1])[0] + other.probabilities(PAIRS[:1])[0] == pytest.approx(1, abs=1e-5)


def test_a_model_that_judges_something_else_is_refused_by_what_it_tells(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="tells sad, glad, none of which is entailment: name another in CHECK_MODEL"):
        CrossEncoderEntailment(cross_encoder(tmp_path, ["sad", "glad"]))


def test_a_folder_without_a_model_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=f"{tmp_path} that checks statements"):
        CrossEncoderEntailment(str(tmp_path))
