"""Asks a chat-completions endpoint, politely: few at once, again after a pause, never beyond the limits."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from time import monotonic
from typing import Any

import httpx2
import orjson

from ontology.errors import ModelError, SettingsError
from pipelines.extraction.llm.completion import completion
from pipelines.extraction.llm.failures import Lasting, Passing, Unreachable, complaint, failure
from pipelines.extraction.llm.manner import Manner
from pipelines.extraction.llm.request import Request
from pipelines.extraction.llm.settings import ModelSettings
from pipelines.extraction.llm.spending import Spending, tokens_of
from pipelines.feeds.policy import user_agent

_UNACCEPTED = frozenset({400, 422})
_LONGEST_WAIT = 60.0


class Endpoint:
    """One endpoint with one model, for all threads of a run."""

    def __init__(self, settings: ModelSettings, spending: Spending) -> None:
        self._settings = settings
        self._spending = spending
        self._gate = BoundedSemaphore(settings.at_once)
        self._manner = Manner()
        self._lasting: ModelError | None = None
        self._stamina = _stamina()
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(settings.seconds, connect=30.0), headers=self._headers()
        )

    def ask(self, request: Request) -> dict[str, Any]:
        """The JSON object that the model answers with.

        ModelError when it does not within the attempts, SpendingLimit when the run may not spend more. What
        would fail for every article, such as a wrong key, is found out once.
        """
        if self._lasting is not None:
            raise Lasting(str(self._lasting))
        try:
            return self._attempted(request)
        except (Lasting, Unreachable) as error:
            self._lasting = error
            raise

    def _attempted(self, request: Request) -> dict[str, Any]:
        attempts = self._stamina.retry_context(
            on=self._pause,
            attempts=self._settings.attempts,
            timeout=None,
            wait_initial=self._settings.wait,
            wait_max=_LONGEST_WAIT,
            wait_jitter=self._settings.wait,
        )
        for attempt in attempts:
            with attempt, self._gate:
                return self._answer(request)
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def _headers(self) -> dict[str, str]:
        # A packed reply could unfold to any size before it can be counted.
        headers = {"User-Agent": user_agent(), "Accept": "application/json", "Accept-Encoding": "identity"}
        key = self._settings.key
        return headers | ({"Authorization": f"Bearer {key}"} if key else {})

    def _pause(self, error: Exception) -> bool | float:
        """Whether to ask again, or after how many seconds when the server has said so."""
        if not isinstance(error, Passing):
            return False
        if error.after is None:
            return True
        if error.after > self._settings.patience:
            return False
        return error.after * (1 + random.random() / 10)  # noqa: S311  # that not all come back at once

    def _answer(self, request: Request) -> dict[str, Any]:
        """One attempt: asked in the manner that worked last, and in others where that is not accepted."""
        manner: Manner | None = self._manner
        said = ""
        while manner is not None:
            status, headers, body = self._exchange(request, manner)
            if status not in _UNACCEPTED:
                if not 200 <= status < 300:
                    raise failure(self._settings.url, status, headers, body, self._settings.key)
                answer = completion(body).object()
                self._manner = manner
                return answer
            said = complaint(body, self._settings.key)
            manner = manner.after(said.lower())
        raise ModelError(f"{self._settings.url} does not accept the request: {said}")

    def _exchange(self, request: Request, manner: Manner) -> tuple[int, httpx2.Headers, bytes]:
        asked = {"model": self._settings.model, "messages": request.messages}
        asked |= manner.options(self._settings.reply_tokens)
        content = orjson.dumps(asked)
        most = tokens_of(content.decode()) + self._settings.reply_tokens
        self._spending.reserve(most)
        spent = most  # what a request cost that got no whole answer, nobody knows
        try:
            with (
                self._spoken_plainly(),
                self._client.stream(
                    "POST", self._settings.url, content=content, headers={"Content-Type": "application/json"}
                ) as response,
            ):
                body = b"".join(self._body(response))
            spent = completion(body).tokens(most) if response.is_success else 0
        except Unreachable:
            spent = 0
            raise
        finally:
            self._spending.settle(most, spent)
        return response.status_code, response.headers, body

    def _body(self, response: httpx2.Response) -> Iterator[bytes]:
        end, size = monotonic() + self._settings.seconds, 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > self._settings.reply_bytes:
                raise ModelError(
                    f"{self._settings.url} answered with more than {self._settings.reply_bytes} bytes"
                )
            if monotonic() > end:
                raise Passing(f"{self._settings.url} did not end its answer in {self._settings.seconds:g} s")
            yield chunk

    @contextmanager
    def _spoken_plainly(self) -> Iterator[None]:
        url = self._settings.url
        try:
            yield
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            raise Unreachable(f"{url} could not be reached: {str(error) or 'no answer'}") from error
        except httpx2.TimeoutException as error:
            raise Passing(f"{url} did not answer in {self._settings.seconds:g} s") from error
        except httpx2.HTTPError as error:
            raise Passing(f"{url} could not be asked: {str(error) or type(error).__name__}") from error


def _stamina() -> Any:
    try:
        import stamina  # noqa: PLC0415  # an optional dependency
        from stamina.instrumentation import set_on_retry_hooks  # noqa: PLC0415
    except ImportError as error:
        raise SettingsError(
            "the extractor llm needs the package stamina; install claimgraph[llm], or stamina alone"
        ) from error
    set_on_retry_hooks(())  # its own would write to standard output, which belongs to the answers
    return stamina
