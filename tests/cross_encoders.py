"""Cross-encoders of one small layer, for what loads one."""

from pathlib import Path

WORDS = "[PAD] [UNK] [CLS] [SEP] [MASK] the port is open closed guards raiders repelled".split()


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
