"""How one item becomes the bytes of an article, or the reason why not."""

from pipelines.feeds.article import FetchedArticle
from pipelines.feeds.files import fetch_file
from pipelines.feeds.policy import FetchPolicy
from pipelines.feeds.sources import Item
from pipelines.outcomes import NotRead, Refusal

DEFAULT_POLICY = FetchPolicy()


def fetch(item: Item, policy: FetchPolicy = DEFAULT_POLICY) -> FetchedArticle | Refusal:
    """The article of an item. Never raises for what is wrong with the item itself."""
    try:
        return _fetched(item, policy)
    except NotRead as error:
        return error.refusal(item.source)


def _fetched(item: Item, policy: FetchPolicy) -> FetchedArticle:
    if item.path is not None:
        return fetch_file(item.source, item.path, policy)
    # Only those who fetch from the web pay for loading the client.
    from pipelines.feeds.web import fetch_url  # noqa: PLC0415

    return fetch_url(item.source, item.url or item.source, policy)
