"""Which language model is asked, how long, how often and at what cost; from the environment."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx2

from ontology.errors import SettingsError

PREFIX = "CLAIMGRAPH_LLM_"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
VARIABLES: Mapping[str, tuple[str, float]] = {  # variable: field, largest value
    "TIMEOUT": ("seconds", 3600),
    "ATTEMPTS": ("attempts", 20),
    "PATIENCE": ("patience", 3600),
    "CONCURRENCY": ("at_once", 64),
    "MAX_REQUESTS": ("max_requests", 1_000_000),
    "MAX_TOKENS": ("max_tokens", 1_000_000_000),
    "REPLY_TOKENS": ("reply_tokens", 1_000_000),
    "WINDOW": ("window", 1_000_000),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSettings:
    """The endpoint, the model and the limits of one run. The key is never shown."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 180.0  # for one answer
    attempts: int = 4
    wait: float = 1.0  # seconds before the second attempt, doubled before each further one
    patience: float = 120.0  # the longest pause that a server may ask for
    at_once: int = 4
    max_requests: int = 1_000
    max_tokens: int = 2_000_000
    reply_tokens: int = 16_000
    reply_bytes: int = 4 * 1024 * 1024
    window: int = 6_000  # characters of an article in one request

    @property
    def overlap(self) -> int:
        """How many characters a window may share with the one before it."""
        return min(800, self.window // 4)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "ModelSettings":
        """The settings in an environment; SettingsError names the variable that is missing or unusable."""
        numbers = {
            name: _number(environment[PREFIX + variable], PREFIX + variable, largest, whole=name != "seconds")
            for variable, (name, largest) in VARIABLES.items()
            if environment.get(PREFIX + variable)
        }
        return cls(
            url=_url(_given(environment, "URL"), key=environment.get(PREFIX + "KEY", "")),
            model=_given(environment, "MODEL"),
            key=environment.get(PREFIX + "KEY", "").strip(),
            **numbers,  # type: ignore[arg-type]  # checked to be whole where the field is
        )


def _given(environment: Mapping[str, str], name: str) -> str:
    value = environment.get(PREFIX + name, "").strip()
    if not value:
        raise SettingsError(
            f"the extractor llm needs {PREFIX}{name}; docs/extractors.md says what it can be set to"
        )
    return value


def _url(given: str, *, key: str) -> str:
    """The address of the completions, whether the base or all of it is given."""
    try:
        url = httpx2.URL(given)
    except (httpx2.InvalidURL, ValueError) as error:
        raise SettingsError(f"{PREFIX}URL is no address: {error}") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise SettingsError(f"{PREFIX}URL must begin with http:// or https:// and name a host")
    if url.userinfo:
        raise SettingsError(f"{PREFIX}URL carries a user name or password; put the key into {PREFIX}KEY")
    if key and url.scheme == "http" and url.host not in _LOOPBACK:
        raise SettingsError(f"{PREFIX}URL would send the key unencrypted to {url.host}; use https")
    path = url.path.rstrip("/")
    return str(url.copy_with(path=path if path.endswith("/chat/completions") else path + "/chat/completions"))


def _number(given: str, name: str, largest: float, *, whole: bool) -> float:
    try:
        value = int(given) if whole else float(given)
    except ValueError:
        value = 0
    if not 0 < value <= largest:
        kind = "a whole number" if whole else "a number"
        raise SettingsError(f"{name} must be {kind} above 0 and up to {largest:g}, not {given!r}")
    return value
