"""Pages become the article's paragraphs, and nothing of the furniture around it."""

from collections.abc import Callable

import pytest

from pipelines.outcomes import NotRead, Reason
from pipelines.reading.html import read_html

Page = Callable[..., str]


def test_paragraphs_are_separated_by_an_empty_line(page: Page, sentences: list[str]) -> None:
    """White space of the markup, breaks and no-break spaces are put in order; curly quotes stay."""
    body = f"<p>{sentences[0]}\n   <b>“So\u00a0f\u00ada\u200br,”</b> it&nbsp;said.</p>"
    body += f"<p>{sentences[1]}<br><br>{sentences[2]}</p>"
    expected = [f"{sentences[0]} “So far,” it said.", sentences[1], sentences[2]]
    assert read_html(page(body), None).text == "\n\n".join(expected)


def test_lists_and_subheadings_of_the_article_stay(page: Page, sentences: list[str]) -> None:
    """Items are lines with a dash."""
    body = f"<p>{sentences[0]}</p><h2>What was taken</h2><p>{sentences[2]} It listed:</p>"
    body += f"<ul><li>names of carriers</li><li>dates of birth</li></ul><p>{sentences[1]}</p>"
    text = read_html(page(body), None).text
    assert "\n\nWhat was taken\n\n" in text
    assert "\n\n- names of carriers\n- dates of birth\n\n" in text


FURNITURE = """<header><nav><a href="/">Home</a> <a href="/s">Sport desk</a></nav></header>
<main><article><h1>Port hit</h1><figure><img src="a.jpg"><figcaption>A crane on Sunday</figcaption></figure>
<p>{0}</p><div class="ad">Advertisement</div><p>{1}</p>
<h3>Recommended</h3>
<ul><li><a href="/1">Bank names new head of risk</a></li><li><a href="/2">Why bees sleep</a></li></ul>
<p>Read more: <a href="/3">Two towns share one library</a></p><p>{2}</p>
<div class="block recommended-stories"><p>Kettles listen at night, a report says.</p></div></article>
<aside><h2>Most read</h2><ol><li><a href="/4">Kettles that listen</a></li></ol></aside></main>
<section class="comments"><p>First to comment here, great reporting and thanks to all of you.</p></section>
<footer><p>Copyright of the Harbour Times, all rights reserved, contact the desk by letter.</p></footer>"""


def test_furniture_is_left_out(page: Page, sentences: list[str]) -> None:
    """Navigation, title, captions, advertisements, other stories, comments and the footer."""
    markup = page(FURNITURE.format(*sentences), head="<title>Port hit</title>")
    assert read_html(markup, None).text == "\n\n".join(sentences)


def test_an_article_that_is_marked_like_furniture_stays(page: Page, sentences: list[str]) -> None:
    """Sites give such names to whole pages too."""
    body = '<div class="top-stories">' + "".join(f"<p>{sentence}</p>" for sentence in sentences) + "</div>"
    assert read_html(page(body), None).text == "\n\n".join(sentences)


@pytest.mark.parametrize(
    "body",
    ["", "<p>Page not found.</p>", "<form><input><button>Sign in</button></form>", "<script>app()</script>"],
)
def test_a_page_without_an_article_is_refused(page: Page, body: str) -> None:
    """A shell, a form, an error message."""
    with pytest.raises(NotRead) as raised:
        read_html(page(body), None)
    assert raised.value.reason is Reason.NO_ARTICLE


def test_an_article_in_bare_divisions_is_found(sentences: list[str]) -> None:
    """Without any element that says article."""
    markup = (
        "<html><body>"
        + "".join(f"<div><div>{sentence}</div></div>" for sentence in sentences)
        + "</body></html>"
    )
    assert all(sentence in read_html(markup, None).text for sentence in sentences)


def test_a_declaration_of_xml_does_no_harm(page: Page, sentences: list[str]) -> None:
    """XHTML carries one that parsers of text refuse."""
    markup = '<?xml version="1.0" encoding="shift_jis"?>' + page()
    assert read_html(markup, None).text == "\n\n".join(sentences)


def test_a_character_that_cannot_be_stored_is_not_in_the_text(page: Page, sentences: list[str]) -> None:
    """Half of a surrogate pair and numbers beyond all characters."""
    body = f"<p>{sentences[0]} &#xD800; &#x110000; &#0;</p><p>{sentences[1]} {sentences[2]}</p>"
    read_html(page(body), None).text.encode("utf-8")


def test_the_same_page_gives_the_same_text(page: Page, sentences: list[str]) -> None:
    """However many others were read before."""
    first = read_html(page(), None)
    read_html(page(FURNITURE.format(*sentences)), None)
    assert read_html(page(), None) == first
