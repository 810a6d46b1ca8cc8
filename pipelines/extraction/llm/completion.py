"""What an endpoint sent back: the words of the model, why they end, and what they cost."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from ontology.errors import ModelError
from pipelines.extraction.llm.failures import Passing, Truncated
from pipelines.extraction.llm.schema import LISTS

_FENCED = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """A reply as it came. `refusal` is what the model said instead of answering."""

    content: str = ""
    ended: str = ""  # the finish_reason
    refusal: str = ""
    spent: int | None = None  # tokens

    def object(self) -> dict[str, Any]:
        """The JSON object that the reply holds; ModelError when there is none."""
        if self.refusal or self.ended == "content_filter":
            said = " ".join(self.refusal.split())[:200]
            raise ModelError(f"the model refused to read this article{f': {said}' if said else ''}")
        if self.ended == "length":
            raise Truncated("the reply was longer than CLAIMGRAPH_LLM_REPLY_TOKENS allows")
        fenced = _FENCED.match(self.content)
        try:
            found = orjson.loads(fenced.group(1) if fenced else self.content)
        except ValueError as error:
            raise Passing(f"the reply of the model is not JSON ({error})") from error
        if not isinstance(found, dict) or not all(isinstance(found.get(name), list) for name in LISTS):
            raise Passing(f"the reply of the model is not an object with the lists {', '.join(LISTS)}")
        return found

    def tokens(self, most: int) -> int:
        """What it cost as the endpoint counts, which may be more than was thought; else what was thought."""
        return most if self.spent is None else self.spent


def completion(body: bytes) -> Completion:
    """The completion in the body of an answer; an empty one where the body is something else."""
    try:
        found = orjson.loads(body)
    except ValueError:
        return Completion()
    choices = _mapping(found).get("choices")
    choice = _mapping(choices[0] if isinstance(choices, list) and choices else None)
    message = _mapping(choice.get("message"))
    spent = _mapping(_mapping(found).get("usage")).get("total_tokens")
    return Completion(
        content=_text(message.get("content")),
        ended=_text(choice.get("finish_reason")),
        refusal=_text(message.get("refusal")),
        spent=spent if isinstance(spent, int) and spent >= 0 else None,
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
