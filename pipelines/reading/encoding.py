"""How bytes become text: byte order marks, what is declared, and what the bytes themselves show."""

import codecs
import re

from pipelines.outcomes import NotRead, Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# As browsers do: pages that declare the left mean the right.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
}
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_MULTIBYTE = re.compile(rb"[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3}")
_KANA = re.compile(r"[\u3040-\u30ff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\ufffd]")
_HEAD_BYTES = 4096
_DAMAGE = 0.02  # the largest share of characters that may be lost before a text is no longer its author's


def decode(content: bytes, charset: str | None = None) -> str:
    """The text of the bytes, without a byte order mark; raises NotRead when no encoding fits."""
    text = _decoded(content, charset)
    lost = sum(1 for _ in _CONTROL.finditer(text))
    if lost > _DAMAGE * len(text):
        raise NotRead(Reason.UNDECODABLE, "no character encoding fits these bytes; save the article as UTF-8")
    return text


def looks_wide(content: bytes) -> bool:
    """Whether the NULs among the bytes are those of UTF-16 or UTF-32 text."""
    if content.startswith(tuple(mark for mark, _ in _MARKS)):
        return True
    return _wide_encoding(content) is not None


def _decoded(content: bytes, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    wide = _wide_encoding(content)
    if wide is not None:
        return content.decode(wide, "replace")
    for encoding in _declared(content, charset):
        # Escape sequences are plain ASCII, so these would pass for UTF-8.
        if encoding.startswith("iso2022"):
            return content.decode(encoding, "replace")
    # Text in another encoding is practically never valid UTF-8, whatever the page declares.
    return _strict(content, "utf-8") or _by_declaration(content, charset) or _by_sight(content)


def _by_declaration(content: bytes, charset: str | None) -> str | None:
    for encoding in _declared(content, charset):
        text = _strict(content, encoding) if not encoding.startswith("utf") else None
        if text is not None and not (encoding == "cp1252" and _mostly_utf8(content)):
            return text
    return None


def _by_sight(content: bytes) -> str:
    if _mostly_utf8(content):
        return content.decode("utf-8", _CP1252_FOR_STRAYS)
    for encoding in ("cp932", "euc_jp"):
        text = _strict(content, encoding)
        if text is not None and _reads_as_japanese(text):
            return text
    return content.decode("cp1252", "replace")


def _declared(content: bytes, charset: str | None) -> list[str]:
    head = content[:_HEAD_BYTES]
    found = [
        match[1].decode("ascii")
        for pattern in (_META_CHARSET, _XML_CHARSET)
        if (match := pattern.search(head))
    ]
    names = [_normalised(name) for name in ([charset] if charset else []) + found]
    return [name for name in names if name is not None]


def _normalised(name: str) -> str | None:
    try:
        known = codecs.lookup(name.strip()).name
        "".encode(known)  # LookupError for what is no text encoding, such as "base64"
    except (LookupError, ValueError):
        return None
    return _MEANT.get(known, known)


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _mostly_utf8(content: bytes) -> bool:
    whole = _MULTIBYTE.findall(content)
    above = sum(byte > 0x7F for byte in content)
    return sum(map(len, whole)) * 2 > above


def _wide_encoding(content: bytes) -> str | None:
    sample = content[:_HEAD_BYTES]
    if len(sample) < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.7 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 and odd < 0.1 else None


def _reads_as_japanese(text: str) -> bool:
    above = sum(character > "\x7f" for character in text)
    # Half-width katakana (U+FF61 on) is what Western letters look like in Shift_JIS, so it does not count.
    return above > 0 and len(_KANA.findall(text)) > 0.2 * above


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    strays = error.object[error.start : error.end]
    return strays.decode("cp1252", "replace"), error.end


_CP1252_FOR_STRAYS = "claimgraph-cp1252-for-strays"
codecs.register_error(_CP1252_FOR_STRAYS, _stray)
