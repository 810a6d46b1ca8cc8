"""Invented news pages in any number, as a site serves them: `python -m benchmarks.pages COUNT FILE.warc.gz`.

Four articles of different outlets tell of each incident. What they tell is put together from sentences by a
seed, so that the same number always gives the same page.
"""

import argparse
import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from fastwarc import GzipWriter, WarcRecord, WarcRecordType

ARTICLES = 4  # of an incident
_SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "ar", "en", "il")]
_FORMS = ("Systems", "Logistics", "Energy", "Health", "Shipping", "Bank", "Motors", "Insurance")
_OUTLETS = tuple(
    f"{place} {name}"
    for place in ("Northern", "Harbour", "Summit", "Valley", "Coastal")
    for name in ("Courier", "Ledger", "Post", "Herald")
)
_CITIES = ("Osaka", "Lyon", "Nairobi", "Recife", "Bergen", "Pune", "Toronto", "Valparaíso")
_GROUPS = ("Sable Heron", "Quiet Anvil", "Amber Finch", "Iron Sedge")
_FIRST = ("Ingrid", "Haru", "Jo", "Mina", "Peter", "Amara", "Luis", "Noor")
COMMON = frozenset({*_FORMS, *_FIRST, "Labs"})  # words of names that are not invented
_OPENING = (
    "{company} said on {day} that intruders had copied data of {people} customers from a server in {city}.",
    "Intruders stole the personal data of about {people} customers of {company}, the company said on {day}.",
    "{company}, which is based in {city}, confirmed on {day} that its network had been broken into.",
)
_BODY = (
    "“No payment data was stolen,” said {person}, a spokesperson for {company}.",
    "The company denied that passwords had been taken.",
    "People familiar with the matter said that the group {group} was probably behind the attack.",
    "{person2}, a researcher at {lab}, said that the attackers had used a flaw in a remote access appliance.",
    "{company} did not say whether it had paid a ransom.",
    "Police in {city} are investigating the matter and have not named a suspect.",
    "The intruders encrypted {servers} servers, according to {person}.",
    "{group} claimed responsibility for the attack in a post on its website.",
    "The company noticed unusual traffic on {earlier} and took its systems off line.",
    "{outlet} reported that the attackers had been inside the network since {earlier}.",
    "The data protection authority said that it had been informed on {day}.",
    "Deliveries were delayed for three days, {company} told its customers in an e-mail.",
    "“We are working with the authorities and with outside experts,” {person} said.",
    "It is not known when the systems will be available again.",
    "The attackers demanded {money} million dollars, said two people who had seen the note.",
    "{lab} attributed the attack to {group} with moderate confidence.",
)
_STOCK = (
    "The company employs about {staff} people and carries out most of its business from {city}.",
    "Its shares fell by two percent in early trading before they recovered in the afternoon.",
    "Attacks of this kind have become more frequent lately, and insurers have raised their rates.",
    "Experts advise customers to change their passwords and to beware of messages that ask for payment.",
    "The supervisory board is to meet next week, and a report is expected before the end of the quarter.",
    "Neither the ministry nor the regulator responded to a request for comment.",
    "Analysts of the sector had warned in the spring that old equipment was still in use at many sites.",
    "In the town hall people were told to come back on another day, because nothing could be looked up.",
    "It was the third case in the region within a year, after a hospital and a maker of windows.",
    "What such a case costs in the end is hard to say, since much of it is lost trade and overtime.",
    "A union asked that nobody should lose wages for the days on which there was no work to be done.",
    "The building was quiet on Thursday morning, and a note on the door asked visitors to call beforehand.",
    "For years the sector has argued about who should pay for protection, and no end of it is in sight.",
    "Students of the local college helped to bring back the oldest machines, which nobody else remembered.",
)  # fmt: skip
_STYLE = "".join(f".c{n}{{margin:{n}px;color:#{n:03x};display:block;padding:0 {n}px}}" for n in range(220))
_SCRIPT = ";".join(f"window.q{n}=window.q{n}||[];q{n}.push(['track','section-{n}'])" for n in range(160))


def page(number: int) -> tuple[str, bytes]:
    """The address and the bytes of the page of that number."""
    own = random.Random(f"page {number}")
    told = _told(random.Random(number // ARTICLES), own)
    title = f"{told['company']} hit by attack on its network in {told['city']}"
    sentences = [own.choice(_OPENING), *own.sample(_BODY, 13), *own.sample(_STOCK, 9)]
    text = [sentence.format(**told) for sentence in sentences]
    paragraphs = [" ".join(text[at : at + 2]) for at in range(0, len(text), 2)]
    address = f"https://{told['outlet'].lower().replace(' ', '-')}.example/news/{number}"
    return address, _markup(title, told, paragraphs, address, own).encode()


def story_of(number: int) -> dict[str, str]:
    """Whom and what the page of that number tells of."""
    return _told(random.Random(number // ARTICLES), random.Random(f"page {number}"))


def _told(story: random.Random, own: random.Random) -> dict[str, str]:
    day = date(2018, 1, 1) + timedelta(days=story.randrange(2400))
    told = {
        "company": f"{_name(story)} {story.choice(_FORMS)}",
        "city": story.choice(_CITIES),
        "group": story.choice(_GROUPS),
        "person": f"{story.choice(_FIRST)} {_name(story)}",
        "lab": f"{_name(story)} Labs",
        "person2": f"{story.choice(_FIRST)} {_name(story)}",
        "people": f"{story.randrange(2, 900)},{story.randrange(1000):03}",
        "servers": str(story.randrange(10, 400)),
        "money": str(story.randrange(1, 40)),
        "staff": f"{story.randrange(1, 60)},000",
        "earlier": _spoken(day - timedelta(days=story.randrange(3, 60))),
    }
    written = day + timedelta(days=own.randrange(3))
    return told | {"day": _spoken(day), "outlet": own.choice(_OUTLETS), "written": written.isoformat()}


def _markup(title: str, told: dict[str, str], paragraphs: list[str], address: str, own: random.Random) -> str:
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": f"{told['written']}T08:00:00Z",
        "publisher": {"@type": "Organization", "name": told["outlet"]},
    }
    links = "".join(
        f'<li class="c{n}"><a href="/section/{n}">{_name(own)} {_name(own)}</a></li>' for n in range(60)
    )
    related = "".join(
        f'<div class="card c{n}"><a href="/news/{own.randrange(10**6)}"><img src="/i/{n}.jpg" alt="">'
        f"<h3>{_name(own)} {_name(own)} after {_name(own)}</h3></a></div>"
        for n in range(40)
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{title} | {told['outlet']}</title>"
        f'<link rel="canonical" href="{address}"><meta property="og:site_name" content="{told["outlet"]}">'
        f'<script type="application/ld+json">{json.dumps(about)}</script><style>{_STYLE}</style>'
        f"<script>{_SCRIPT}</script></head><body><header><nav><ul>{links}</ul></nav></header><main><article>"
        f"<h1>{title}</h1>{body}</article><aside>{related}</aside></main>"
        f"<footer><p>© {told['outlet']}. All rights reserved.</p><ul>{links}</ul></footer></body></html>"
    )


def write_warc(path: Path, numbers: range) -> None:
    """Write these pages as the responses of a WARC file, gzipped record by record."""
    with path.open("wb") as file:
        for number in numbers:
            packed = GzipWriter(file)
            _record(number, *page(number)).write(packed)
            packed.finish()


def _record(number: int, address: str, content: bytes) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.response, f"{number:032x}".encode())
    record.headers["WARC-Target-URI"] = address
    record.headers["WARC-Date"] = "2026-01-05T08:00:00Z"
    record.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(content)}\r\n\r\n"
    record.set_bytes_content(head.encode() + content)
    return record


def _name(rng: random.Random) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.randrange(2, 4))).capitalize()


def _spoken(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def pages(numbers: range) -> Iterator[tuple[str, bytes]]:
    """The addresses and bytes of these pages."""
    return map(page, numbers)


def main() -> None:
    """Write a WARC file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    write_warc(options.file, range(options.count))
    print(f"{options.count} pages, {options.file.stat().st_size / 1e6:.1f} MB in {options.file}")


if __name__ == "__main__":
    main()
