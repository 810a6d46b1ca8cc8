"""Pages built to stop, crash or fool whoever reads them, made on the spot, with three honest sentences."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

SENTENCES = (
    "The port authority said on Monday that its booking system had been reached from outside.",
    "Engineers noticed unusual traffic in March and took two servers from the network that night.",
    "A spokesperson said that names and addresses of about 3,000 carriers may have been copied.",
)
STORY = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
TEXT = "\n\n".join(SENTENCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """A page by the name of its attack."""

    name: str
    content: bytes
    media_type: str = "text/html"
    charset: str | None = None


def honest(number: int = 0) -> bytes:
    """A page that means well."""
    return _page(STORY + f"<p>This is copy number {number} of the story that the harbour paper has told.</p>")


def hostile() -> Iterator[Hostile]:
    """All of them."""
    for name, body in {**_attributes(), **_nesting(), **_floods(), **_markup()}.items():
        yield Hostile(name=name, content=_page(body))
    for name, head in _heads().items():
        yield Hostile(name=name, content=_page(STORY, head))
    for name, content in {**_entities(), **_bytes()}.items():
        yield Hostile(name=name, content=content)
    yield from _encodings()
    yield from _types()


def _page(body: str, head: str = "") -> bytes:
    start = f"<!doctype html><html lang=en><head>{head}</head><body><article>"
    return f"{start}{body}</article></body></html>".encode()


def _named(count: int) -> str:
    return " ".join(f'a{number}="{number}"' for number in range(count))


def _attributes() -> dict[str, str]:
    return {
        "1,001 attributes": f"<div {_named(1_002)}>{STORY}</div>",
        "5,000 attributes": f"<div {_named(5_000)}>{STORY}</div>",
        "100,000 attributes": f"<div {_named(100_000)}>{STORY}</div>",
        "attributes without values": f"<div {' '.join(f'a{n}' for n in range(20_000))}>{STORY}</div>",
        "attributes without spaces": "<div " + "".join(f"a{n}=''" for n in range(20_000)) + f">{STORY}</div>",
        "one attribute again and again": f"<div {'a=b ' * 50_000}>{STORY}</div>",
        "attributes between slashes": f"<div {'/a' * 50_000}>{STORY}</div>",
        "attributes of a closing tag": f"{STORY}</article {_named(5_000)}>",
        "attributes with angle brackets": "<div "
        + " ".join(f"a{n}='>'" for n in range(5_000))
        + f">{STORY}</div>",
        "an attribute of a megabyte": f'<div title="{"x" * 1_000_000}">{STORY}</div>',
        "an attribute that does not end": f'{STORY}<div title="{"x " * 200_000}',
        "a class of 200,000 names": f'<div class="{"a " * 200_000}">{STORY}</div>',
        "900 attributes on each of 100 tags": f"<div {_named(900)}></div>" * 100 + STORY,
    }


def _nesting() -> dict[str, str]:
    return {
        "201 levels": "<div>" * 201 + STORY + "</div>" * 201,
        "256 levels": "<div>" * 256 + STORY,
        "10,000 levels": "<div>" * 10_000 + STORY + "</div>" * 10_000,
        "300,000 levels": "<div>" * 300_000 + STORY,
        "levels of many kinds": "<ul><li><b><i><span>" * 2_000 + STORY,
        "tables in tables": "<table><tr><td>" * 5_000 + STORY,
        "quotes in quotes": "<blockquote>" * 5_000 + STORY,
        "emphasis that nobody closes": "<b>" * 300_000 + STORY,
        "links that overlap": "<a href=#><b>" * 20_000 + STORY,
        "forms in forms": "<form><fieldset>" * 5_000 + STORY,
        "drawings in drawings": "<svg>" * 5_000 + STORY,
        "templates in templates": "<template>" * 5_000 + STORY,
    }


def _floods() -> dict[str, str]:
    return {
        "40,000 empty items": f"{STORY}<ul>{'<li>' * 40_000}",
        "20,000 links": STORY + '<a href="/x">x</a>' * 20_000,
        "20,000 line breaks": f"<p>{'<br>' * 20_000}</p>{STORY}",
        "a million spaces": STORY + "&nbsp;" * 1_000_000,
        "a million line ends": STORY + "\n" * 1_000_000,
        "a million brackets": STORY + "<" * 1_000_000,
        "500,000 ampersands": STORY + "&" * 500_000,
        "400,000 broken references": f"{STORY}<p>{'&#x' * 400_000}</p>",
        "one word of two megabytes": f"{STORY}<p>{'x' * 2_000_000}</p>",
        "a library of words": f"{STORY}<p>{'word ' * 300_000}</p>",
        "30,000 pictures": STORY + "<img src=x>" * 30_000,
        "a table of 10,000 cells": f"{STORY}<table>{'<tr><td>1<td>2' * 5_000}</table>",
        "30,000 quoted paragraphs": STORY + "<blockquote><p>x</p></blockquote>" * 30_000,
    }


def _markup() -> dict[str, str]:
    return {
        "comments that do not end": STORY + "<!--" * 100_000,
        "comments that nearly end": STORY + "<!-- - -- - >" * 50_000,
        "sections of another language": STORY + "<![CDATA[" * 100_000,
        "instructions that do not end": STORY + "<?x " * 100_000,
        "a script that does not end": f"{STORY}<script>{'if (a < b) ' * 100_000}",
        "30,000 scripts": STORY + "<script></script>" * 30_000,
        "styles that do not end": f"{STORY}<style>{'a{' * 200_000}",
        "a text area that does not end": f"{STORY}<textarea>{'<p>' * 100_000}",
        "tags that never close": STORY + "<a " * 200_000,
        "names of tags without end": f"{STORY}<{'x' * 500_000}>",
        "closing tags alone": "</div>" * 300_000 + STORY,
        "frames of documents": STORY + '<iframe srcdoc="<p>x</p>">' * 20_000,
    }


def _heads() -> dict[str, str]:
    start, end = '<script type="application/ld+json">', "</script>"
    article = '{"@type":"NewsArticle","headline":"h","datePublished":"2024-05-01"}'
    return {
        "8 MB of JSON-LD": start + "[" * 8_000_000 + end,
        "JSON-LD 200,000 deep": start + "[" * 200_000 + end,
        "JSON-LD objects 50,000 deep": start + '{"a":' * 50_000 + end,
        "JSON-LD of 400,000 characters": f"{start}[{','.join([article] * 6_000)}]{end}",
        "JSON-LD that is one number": start + "9" * 400_000 + end,
        "1,000 blocks of JSON-LD": (start + article + end) * 1_000,
        "JSON-LD that refers to itself": start + '{"@graph":[{"@id":"#a","author":{"@id":"#a"}}]}' + end,
        "JSON-LD with a far context": f'{start}{{"@context":"http://127.0.0.1/x","@type":"NewsArticle"}}{end}',
        "JSON-LD with lone surrogates": start + '{"@type":"NewsArticle","headline":"\\ud800"}' + end,
        "20,000 meta elements": '<meta name="a" content="b">' * 20_000,
        "a title of two megabytes": f"<title>{'t ' * 1_000_000}</title>",
        "dates without end": '<meta name="date" content="' + "2024-05-01 " * 20_000 + '">',
        "a date of a million digits": '<meta property="article:published_time" content="'
        + "1" * 1_000_000
        + '">',
        "a canonical address without end": '<link rel=canonical href="http://x/' + "a/" * 200_000 + '">',
        "a base that leads here": '<base href="file:///etc/passwd"><link rel=canonical href="../../x">',
        "10,000 character sets": '<meta charset="utf-7">' * 10_000,
    }


def _entities() -> dict[str, bytes]:
    laughs = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(10))
    quadratic = f'<!DOCTYPE html [<!ENTITY a "{"x" * 50_000}">]>'
    return {
        "a billion laughs": f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]>&a10;'.encode()
        + _page(STORY + "&a10;"),
        "quadratic growth": quadratic.encode() + _page(STORY + "&a;" * 5_000),
        "a file as an entity": b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        + _page(STORY + "&x;"),
        "an address as an entity": b'<!DOCTYPE html SYSTEM "http://127.0.0.1/x.dtd">' + _page(STORY),
        "entities of parameters": b'<!DOCTYPE html [<!ENTITY % a "%a;">%a;]>' + _page(STORY),
        "a document type of a megabyte": b"<!DOCTYPE html " + b"x" * 1_000_000 + b">" + _page(STORY),
    }


def _bytes() -> dict[str, bytes]:
    noise = bytes((number * 7919 + number // 251) % 256 for number in range(300_000))
    return {
        "noise": noise,
        "noise behind a page": _page(STORY) + noise,
        "zeros": bytes(1_000_000),
        "zeros between letters": _page(STORY).replace(b"e", b"e\x00" * 3),
        "gzip in gzip": gzip.compress(gzip.compress(_page(STORY))),
        "a page and a PDF": b"%PDF-1.7\n" + _page(STORY),
        "a page and a ZIP": b"PK\x03\x04" + _page(STORY),
        "only a mark of order": b"\xff\xfe\xff\xfe",
        "white space alone": b" \n" * 500_000,
        "escapes of terminals": _page(f"<p>{chr(27)}[2J{chr(27)}]0;x{chr(7)}</p>{STORY}"),
        "marks that turn text around": _page(f"<p>{chr(0x202E) * 200_000}</p>{STORY}"),
        "letters under 100,000 accents": _page(f"<p>a{chr(0x301) * 100_000}</p>{STORY}"),
    }


def _encodings() -> Iterator[Hostile]:
    page = _page(STORY)
    yield Hostile(name="UTF-16 that says UTF-8", content=page.decode().encode("utf-16"), charset="utf-8")
    yield Hostile(name="UTF-32", content=page.decode().encode("utf-32"))
    yield Hostile(name="half a character", content=page.replace(b"March", b"M\xe3rch"), charset="utf-8")
    yield Hostile(name="surrogates in UTF-8", content=page.replace(b"March", b"\xed\xa0\x80" * 1000))
    yield Hostile(name="overlong UTF-8", content=page.replace(b"March", b"\xc0\xbcscript\xc0\xbe"))
    yield Hostile(name="UTF-7", content=page.replace(b"March", b"+ADw-script+AD4-"), charset="utf-7")
    yield Hostile(name="an unknown character set", content=page, charset="klingon-8")
    yield Hostile(name="a character set without end", content=page, charset="x" * 100_000)
    yield Hostile(name="a codec that is no character set", content=page, charset="zlib_codec")
    yield Hostile(
        name="Japanese that says Latin", content=_page("<p>秘密情報が流出した。</p>" * 30), charset="latin-1"
    )
    yield Hostile(name="escapes of ISO-2022", content=b"\x1b$B" * 100_000 + page, charset="iso-2022-jp")
    yield Hostile(
        name="a mark and another set", content=b"\xef\xbb\xbf" + page.replace(b"March", b"\xff" * 9)
    )


def _types() -> Iterator[Hostile]:
    page = _page(STORY)
    yield Hostile(name="a picture by its kind", content=page, media_type="image/png")
    yield Hostile(
        name="XML with a style",
        content=b'<?xml version="1.0"?><?xml-stylesheet href="x"?><x/>',
        media_type="text/xml",
    )
    yield Hostile(name="plain text of one line", content=b"word " * 250_000, media_type="text/plain")
    yield Hostile(name="plain text of line ends", content=b"\r" * 1_000_000, media_type="text/plain")
