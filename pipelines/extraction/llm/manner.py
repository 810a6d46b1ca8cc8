"""How an endpoint wants to be asked: endpoints that speak one protocol differ in what they accept of it."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pipelines.extraction.llm.schema import schema


class Form(StrEnum):
    """How the form of the reply is asked for, the strictest first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"


_LOOSER = {Form.SCHEMA: Form.OBJECT, Form.OBJECT: Form.TEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """What a request asks for besides its messages."""

    form: Form = Form.SCHEMA
    steady: bool = True  # ask for the likeliest reply
    limit: str = "max_tokens"

    def options(self, reply_tokens: int) -> dict[str, Any]:
        """The fields of the request."""
        asked: dict[str, Any] = {self.limit: reply_tokens}
        if self.steady:
            asked["temperature"] = 0
        if self.form is Form.SCHEMA:
            form = {"name": "account", "strict": True, "schema": schema()}
            asked["response_format"] = {"type": "json_schema", "json_schema": form}
        elif self.form is Form.OBJECT:
            asked["response_format"] = {"type": "json_object"}
        return asked

    def after(self, complaint: str) -> "Manner | None":
        """How to ask an endpoint that did not accept this; None when asking otherwise will not help."""
        if "temperature" in complaint and self.steady:
            return replace(self, steady=False)
        if "max_completion_tokens" in complaint and self.limit == "max_tokens":
            return replace(self, limit="max_completion_tokens")
        if "context" in complaint and ("length" in complaint or "window" in complaint):
            return None
        looser = _LOOSER.get(self.form)
        return None if looser is None else replace(self, form=looser)
