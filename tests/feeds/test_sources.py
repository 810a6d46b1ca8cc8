"""Where articles come from: every kind of source becomes items, in order, and nothing is lost."""

from pathlib import Path

import pytest

from pipelines.feeds.fetching import fetch
from pipelines.feeds.sources import Item, sources
from pipelines.outcomes import Refusal


def names(*given: str | Path) -> list[str]:
    """The sources of the items."""
    return [item.source for item in sources([str(name) for name in given])]


def test_a_file_is_one_item(tmp_path: Path) -> None:
    """A file is itself, whatever its content."""
    page = tmp_path / "page.html"
    page.write_text("<p>https://example.org/</p>")
    assert list(sources([str(page)])) == [Item(source=str(page), path=page)]


def test_a_folder_is_its_files_in_order_of_names_without_hidden_ones(tmp_path: Path) -> None:
    """Sub-folders are entered, other kinds of files are kept, hidden ones left out."""
    for name in ("b.txt", "a.html.gz", "c/d.md", "c/photo.png", ".hidden.txt", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    expected = ["a.html.gz", "b.txt", "c/d.md", "c/photo.png"]
    assert names(tmp_path) == [str(tmp_path / name) for name in expected]


def test_a_folder_is_the_same_however_it_is_spelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trailing slash or a dot does not make other sources."""
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text("x")
    monkeypatch.chdir(tmp_path)
    assert names("pages") == names("pages/") == names("./pages") == ["pages/a.txt"]


def test_an_empty_folder_and_a_missing_path_are_items(tmp_path: Path) -> None:
    """They must end with a reason, so they may not vanish here."""
    assert names(tmp_path, tmp_path / "missing") == [str(tmp_path), str(tmp_path / "missing")]


def test_a_url_is_kept_as_it_was_given() -> None:
    """URLs of any scheme are items; only fetching decides which are allowed."""
    given = ["https://example.org/a?b=1", "HTTP://EXAMPLE.ORG/", "ftp://example.org/x", "https://[::1/x"]
    assert [(item.url, item.path) for item in sources(given)] == [(url, None) for url in given]


def test_a_file_url_is_a_path(tmp_path: Path) -> None:
    """Percent signs are decoded."""
    page = tmp_path / "a page.txt"
    page.write_text("x")
    (item,) = sources([page.as_uri()])
    assert (item.source, item.path) == (page.as_uri(), page)


def test_a_list_is_its_entries(tmp_path: Path) -> None:
    """Comments and empty lines are skipped; paths are relative to the list."""
    (tmp_path / "page.html").write_text("x")
    listing = tmp_path / "urls.txt"
    listing.write_text("# today\nhttps://example.org/a\n\npage.html\nmissing/page.html\n")
    assert names(listing) == [
        "https://example.org/a",
        str(tmp_path / "page.html"),
        str(tmp_path / "missing/page.html"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a and more words\n",
        "https://example.org/a\nA sentence follows.\n",
        "",
        "# only\n",
        "word\n",
    ],
)
def test_a_text_that_is_no_list_is_an_article(tmp_path: Path, text: str) -> None:
    """A text is no list unless most of its lines are URLs or paths."""
    article = tmp_path / "article.txt"
    article.write_text(text)
    assert names(article) == [str(article)]


def test_an_odd_line_of_a_list_is_an_item(tmp_path: Path) -> None:
    """Whatever stands in a list beside its URLs and paths is not lost: as an item, it ends with a reason."""
    listing = tmp_path / "urls.txt"
    odd = ["https://example.org/b and more", "to do: ask Ida", "long " * 100]
    listing.write_text("\n".join([*(f"https://example.org/{n}" for n in range(4)), *odd]))
    assert names(listing)[4:] == [odd[0], str(tmp_path / odd[1]), str(tmp_path / odd[2].strip())]
    assert all(isinstance(fetch(item), Refusal) for item in [*sources([str(listing)])][4:])


def test_a_list_inside_a_folder_is_not_followed(tmp_path: Path) -> None:
    """A folder of strangers' files cannot make us fetch or open anything else."""
    (tmp_path / "urls.txt").write_text("https://example.org/a\n/etc/passwd\n")
    assert names(tmp_path) == [str(tmp_path / "urls.txt")]


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    """Links to folders are not followed."""
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(tmp_path) == [str(tmp_path / "a.txt")]
