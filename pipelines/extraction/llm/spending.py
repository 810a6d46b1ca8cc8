"""What a run has spent on a model, and that it never spends more than it may."""

from threading import Lock

from ontology.errors import SpendingLimit

_LETTERS_A_TOKEN = 3  # on the careful side for English


def tokens_of(words: str) -> int:
    """About how many tokens a text has, rather too many than too few."""
    return len(words) // _LETTERS_A_TOKEN + 1


class Spending:
    """Requests and tokens of one run, counted across threads.

    A request reserves the most that it can cost before it is sent, so that requests under way at the same
    time cannot exceed the limit together.
    """

    def __init__(self, max_requests: int, max_tokens: int) -> None:
        self._max_requests = max_requests
        self._max_tokens = max_tokens
        self._lock = Lock()
        self._reserved = 0
        self.requests = 0
        self.tokens = 0

    def reserve(self, tokens: int) -> None:
        """Count a request and set tokens aside for it; SpendingLimit when the run may not spend that."""
        with self._lock:
            if self.requests >= self._max_requests:
                raise SpendingLimit(
                    f"the model was asked {self.requests} times, all that CLAIMGRAPH_LLM_MAX_REQUESTS allows"
                    " a run; the next run goes on from what was kept"
                )
            if self.tokens + self._reserved + tokens > self._max_tokens:
                raise SpendingLimit(
                    f"{self.tokens} tokens are spent and one more request may take {tokens}, more than"
                    " CLAIMGRAPH_LLM_MAX_TOKENS allows a run; the next run goes on from what was kept"
                )
            self.requests += 1
            self._reserved += tokens

    def settle(self, reserved: int, spent: int) -> None:
        """Enter what a request really cost."""
        with self._lock:
            self._reserved -= reserved
            self.tokens += spent
