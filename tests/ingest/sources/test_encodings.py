"""Bytes become the text that was meant, whatever is stated of them and by whom."""

# ruff: noqa: RUF001 because Russian looks like Latin, and Chinese punctuates its own way

import codecs

import pytest

from ingest.sources.encodings import decode

RUSSIAN = "Все суда остались в гавани до вечера, сообщил начальник порта. " * 3
GERMAN = "Die Fähre über den Fluß fuhr spät, und viele Gäste mußten warten. " * 3
CHINESE = "渡轮晚点四小时，三百人在雨中等候。船长说水泵坏了。" * 3
JAPANESE = "フェリーは四時間遅れ、三百人が雨の中で待った。船長はポンプが壊れたと話した。" * 3


def stating(charset: str, text: str, *, before: str = "") -> bytes:
    return f"<html><head>{before}<meta charset={charset}></head><p>{text}</p>".encode(charset)


@pytest.mark.parametrize(
    ("raw", "served_as", "text"),
    [
        pytest.param(codecs.BOM_UTF8 + GERMAN.encode(), None, GERMAN, id="a mark"),
        pytest.param(codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le"), "utf-8", RUSSIAN, id="a mark of UTF-16"),
        pytest.param(stating("utf-16-le", GERMAN), None, GERMAN, id="UTF-16 without a mark"),
        pytest.param(stating("utf-16-be", GERMAN), None, GERMAN, id="big-endian UTF-16 without a mark"),
        pytest.param(stating("koi8-r", RUSSIAN), None, RUSSIAN, id="KOI8-R"),
        pytest.param(stating("windows-1251", RUSSIAN), "iso-8859-1", RUSSIAN, id="the server states another"),
        pytest.param(stating("gb2312", CHINESE), None, CHINESE, id="GB 2312"),
        pytest.param(stating("gb18030", CHINESE), None, CHINESE, id="GB 18030"),
        pytest.param(stating("shift_jis", JAPANESE), None, JAPANESE, id="Shift JIS"),
        pytest.param(stating("koi8-r", RUSSIAN, before=" " * 20_000), None, RUSSIAN, id="stated far down"),
        pytest.param(RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, id="stated by the server alone"),
        pytest.param(GERMAN.encode(), "iso-8859-1", GERMAN, id="UTF-8 that the server calls Latin-1"),
        pytest.param(stating("iso-8859-1", GERMAN).replace(b"p>", b"p>\x93"), None, "\u201c", id="Latin-1 with quotes"),
        pytest.param(GERMAN.encode() * 30 + b"\xc3", None, GERMAN, id="UTF-8 that is cut"),
        pytest.param(RUSSIAN.encode("cp1251"), "no-such-charset", RUSSIAN, id="a charset that nobody knows"),
        pytest.param(RUSSIAN.encode("cp1251"), "cp-1251", RUSSIAN, id="a charset that is misspelt"),
        pytest.param(RUSSIAN.encode("cp1251"), "iso-8859-1", RUSSIAN, id="Russian that the server calls Latin-1"),
        pytest.param(RUSSIAN.encode("cp1251"), "utf-16", RUSSIAN, id="bytes that the server calls wide"),
        pytest.param(RUSSIAN.encode("cp1251"), "punycode", RUSSIAN, id="a notation of Python's"),
        pytest.param(RUSSIAN.encode(), "windows-1251", RUSSIAN, id="UTF-8 that the server calls 1251"),
        pytest.param(RUSSIAN.encode()[:-31] + b" [...]", "windows-1251", RUSSIAN[:90], id="the same, cut in a letter"),
        pytest.param(GERMAN.encode()[:-13].replace(b"\xc3\xa4", b"\xc3", 1), None, "Fluß", id="short UTF-8, torn"),
        pytest.param(codecs.BOM_UTF8 + RUSSIAN.encode("cp1251"), "cp1251", RUSSIAN, id="a mark before other bytes"),
        pytest.param(codecs.BOM_UTF16_LE + GERMAN.encode(), None, GERMAN, id="a mark of UTF-16 before UTF-8"),
        pytest.param(
            codecs.BOM_UTF16_LE + RUSSIAN.encode("utf-16-le")[:-3], None, RUSSIAN[:90], id="UTF-16 that is cut"
        ),
        pytest.param(f"<p>{RUSSIAN}</p>".encode("utf-16-be"), None, RUSSIAN, id="UTF-16 of few ASCII letters"),
    ],
)
def test_text_is_what_was_meant(raw: bytes, served_as: str | None, text: str) -> None:
    assert text in (decode(raw, served_as=served_as) or "")


def test_what_is_no_text_is_nothing() -> None:
    assert decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01\xff\xfe\xfd") is None
