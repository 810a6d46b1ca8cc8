"""What commands print for machines; apart from the root of the command line, which loads no JSON library."""

from typing import Any

import click
import orjson


def print_json(value: Any) -> None:
    """Print a value as indented JSON."""
    click.echo(orjson.dumps(value, default=list, option=orjson.OPT_INDENT_2).decode())
