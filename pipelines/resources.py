"""What the assets work with: the home folder with its archive, ledger and store, and the extractor."""

import os

import dagster as dg

from graph.settings import Settings
from pipelines.archive import Archive
from pipelines.batches import Batches
from pipelines.extraction.account import Extractor
from pipelines.extractors import DEFAULT, extractor
from pipelines.ledger import Ledger


class Home(dg.ConfigurableResource):  # type: ignore[type-arg]  # as its documentation has it
    """The home folder and the store, as `claimgraph --home --store` has them."""

    home: str = os.environ.get("CLAIMGRAPH_HOME", "data")
    store: str = os.environ.get("CLAIMGRAPH_STORE", "")

    def settings(self) -> Settings:
        """Where the state lives."""
        return Settings.of(self.home, self.store or None)

    def archive(self) -> Archive:
        """The archive of the home folder."""
        return Archive(self.settings().home)

    def ledger(self) -> Ledger:
        """The ledger of the home folder; use it in a `with`."""
        return Ledger(self.settings().home)

    def batches(self) -> Batches:
        """The batches of the home folder; use them in a `with`."""
        return Batches(self.settings().home)


class Reader(dg.ConfigurableResource):  # type: ignore[type-arg]  # as above
    """The extractor, by the name of its entry point."""

    extractor: str = os.environ.get("CLAIMGRAPH_EXTRACTOR", DEFAULT)

    def made(self, home: Home) -> Extractor:
        """The extractor, which keeps what it keeps in that home; SettingsError when it is not installed."""
        return extractor(self.extractor, home.settings().home)
