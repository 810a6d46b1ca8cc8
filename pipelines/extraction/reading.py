"""A reading: the account that the rules give of a document, with the notes and frames behind it."""

from dataclasses import dataclass

from pipelines.extraction.account import Account
from pipelines.extraction.claims import Told
from pipelines.extraction.notebook import Notebook
from pipelines.extraction.scene import Scene
from pipelines.reading.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the rules make of a document, and what they make it from."""

    document: Document
    scene: Scene
    told: tuple[Told, ...]
    account: Account
    tells: bool  # of a security incident at all

    @property
    def notebook(self) -> Notebook:
        """The notes, in which later readers may note more."""
        return self.scene.notebook

    @property
    def text(self) -> str:
        """The text with all quotation marks alike; as long as the document's."""
        return self.scene.text
