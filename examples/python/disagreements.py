"""Where accounts of an incident part, each side with its words: `disagreements.py URL [words of its name]`.

Nothing is needed but Python.
"""

import json
import sys
import urllib.request
from collections.abc import Iterator
from typing import Any

INCIDENT = """
query Incident($text: String) {
  incidents(text: $text, orderBy: [{ by: ORIGINS, direction: DESC }], first: 1) {
    generation
    nodes { id label origins: claims { facets(by: ORIGIN) { distinct } } }
  }
}
"""
DISAGREEMENTS = """
query Disagreements($incident: [ID!], $after: String) {
  comparisons(
    where: {
      incident: $incident
      relation: [CONTRADICTS, CONTRADICTS_IN_SCOPE, CERTAINTY_DIFFERS, IN_TENSION]
    }
    orderBy: [{ by: NOTABILITY, direction: DESC }]
    first: 20
    after: $after
  ) {
    nodes {
      relation
      reason
      left { sentence evidence { quote article { title } } }
      right { sentence evidence { quote article { title } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def ask(server: str, query: str, **variables: Any) -> Any:
    """The data of the answer; RuntimeError with what the server says is wrong."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{server}/graphql", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=30) as reply:
        answer = json.load(reply)
    if "errors" in answer:
        raise RuntimeError("; ".join(error["message"] for error in answer["errors"]))
    return answer["data"]


def disagreements(server: str, incident: str) -> Iterator[dict[str, Any]]:
    """All of them, page by page."""
    after = None
    while True:
        found = ask(server, DISAGREEMENTS, incident=[incident], after=after)["comparisons"]
        yield from found["nodes"]
        if not found["pageInfo"]["hasNextPage"]:
            return
        after = found["pageInfo"]["endCursor"]


def main(server: str = "http://127.0.0.1:8000", text: str | None = None) -> None:
    """Print the disagreements on the incident that is told of from most origins."""
    found = ask(server, INCIDENT, text=text)["incidents"]
    if not found["nodes"]:
        sys.exit("no such incident")
    incident = found["nodes"][0]
    origins = incident["origins"]["facets"]["distinct"]
    print(f"{incident['label']}: {origins} origins (generation {found['generation']})")
    for one in disagreements(server, incident["id"]):
        print(f"\n{one['relation'].lower().replace('_', ' ')}: {one['reason']}")
        for side in (one["left"], one["right"]):
            evidence = side["evidence"]
            print(f"  {side['sentence']}\n    “{evidence['quote']}” — {evidence['article']['title']}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
