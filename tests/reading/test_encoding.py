"""Bytes become the text that was meant, or are refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.encoding import decode

WEST = "“Señor Müller’s café” – naïve, he said, and went on for a while about other things."
JAPANESE = "東京の会社は月曜日、ネットワークへの不正アクセスがあったことを明らかにした。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_western_text_is_recognised_without_a_declaration(encoding: str) -> None:
    """By its mark, its validity, or as what remains."""
    assert decode(WEST.encode(encoding)) == WEST


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_text_without_a_mark_is_recognised(encoding: str) -> None:
    """By where its NULs are."""
    assert decode("A plain English sentence.".encode(encoding)) == "A plain English sentence."


@pytest.mark.parametrize("encoding", ["utf-8", "shift_jis", "euc_jp"])
def test_japanese_text_is_recognised_without_a_declaration(encoding: str) -> None:
    """By its kana."""
    assert decode(JAPANESE.encode(encoding)) == JAPANESE


@pytest.mark.parametrize("charset", ["shift_jis", "x-sjis", "euc-jp", "iso-2022-jp", "SHIFT_JIS"])
def test_a_declared_encoding_is_used(charset: str) -> None:
    """From the server, or from the page's own head."""
    known = {"x-sjis": "cp932"}.get(charset, charset)
    assert decode(JAPANESE.encode(known), charset) == JAPANESE
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    assert decode((head + JAPANESE).encode(known)).endswith(JAPANESE)


@pytest.mark.parametrize("charset", ["iso-8859-1", "shift_jis", "nonsense", "base64", "utf-16", ""])
def test_valid_utf8_is_believed_before_a_wrong_declaration(charset: str) -> None:
    """Whatever the server says."""
    assert decode(WEST.encode(), charset) == WEST


def test_stray_bytes_of_another_encoding_are_mended() -> None:
    """A page of UTF-8 with a few pasted characters of Windows keeps all of both."""
    mixed = WEST.encode() * 3 + "the “new” café".encode("cp1252")
    assert decode(mixed, "utf-8") == WEST * 3 + "the “new” café"


def test_latin_1_means_windows_1252() -> None:
    """As browsers have it, so that curly quotes survive."""
    assert decode("“quoted”".encode("cp1252"), "iso-8859-1") == "“quoted”"


def test_what_no_encoding_fits_is_undecodable() -> None:
    """Rather than text that is not the author's."""
    with pytest.raises(NotRead) as raised:
        decode(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0x20]) * 50)
    assert raised.value.reason is Reason.UNDECODABLE


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf8_comes_back(text: str) -> None:
    """Every text without control characters, except for a mark at its start."""
    assert decode(text.encode()) == text.removeprefix("\ufeff")


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "shift_jis", "euc-jp", "utf-16", "hex"]))
def test_any_bytes_are_decoded_or_refused(content: bytes, charset: str | None) -> None:
    """Nothing else is raised, and the text can be stored."""
    with suppress(NotRead):
        decode(content, charset).encode()
