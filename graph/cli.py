"""The root command: knows the names of all commands, and imports one only when it is called.

Commands register under the entry point group `claimgraph.commands`. Ours are repeated in a table with their
help lines, so that `claimgraph --help` imports none of them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import EntryPoint, entry_points
from typing import Any

import click

from ontology.errors import ClaimgraphError, QuestionError

GROUP = "claimgraph.commands"
COMMANDS = {
    "run": "Read accounts and publish a graph of what they claim.",
    "status": "Show what was read, what was not and why, and what is published.",
    "feeds": "Try the feeds that a file declares.",
    "ask": "Ask a named question or a SPARQL file.",
    "serve": "Serve the published graph over GraphQL.",
    "schema": "Print the GraphQL schema.",
    "export": "Write the published graph as RDF.",
    "check": "Check that the published graph keeps its rules.",
    "changes": "Tell what was added, withdrawn and changed between generations.",
    "withdraw": "Withdraw an article and show what no longer counts.",
    "restore": "Take the withdrawal of an article back.",
    "judge": "Judge whether two things are the same, and show what that changes.",
    "undo": "Take a judgement back; without a number, list what was decided.",
    "review": "List what the pipeline was unsure of, or decide it.",
    "extract": "Read documents as JSON Lines and print what they say.",
    "evaluate": "Measure how well an extractor reads annotated articles.",
}


class UsageLine(click.ClickException):
    """A usage error in one line."""

    exit_code = 2


class Commands(click.Group):
    """A group whose commands are entry points."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Our commands in the order of the table, then those of other distributions."""
        del ctx
        return [*COMMANDS, *sorted(entry_points(group=GROUP).names - COMMANDS.keys())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, imported now."""
        del ctx
        found: Sequence[EntryPoint] = tuple(entry_points(group=GROUP, name=cmd_name))
        return found[0].load() if found else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The help lines, without importing a command."""
        rows = [
            (name, COMMANDS.get(name, "Added by another distribution.")) for name in self.list_commands(ctx)
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        """Read the options before the command."""
        with _one_line():
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        with _one_line():
            return super().invoke(ctx)


@contextmanager
def _one_line() -> Iterator[None]:
    """Failures as one line on stderr: exit code 1 for what claimgraph refuses or fails to do, 2 for usage."""
    try:
        yield
    except QuestionError as error:
        raise UsageLine(str(error)) from error
    except ClaimgraphError as error:
        raise click.ClickException(str(error)) from error
    except click.UsageError as error:
        if error.ctx is None or not error.message.strip() or "\n" in error.message:
            raise  # the help, which is shown when no command is given
        raise UsageLine(f"{error.format_message()} See `{error.ctx.command_path} --help`.") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimgraph", prog_name="claimgraph")
def main() -> None:
    """Read news about security incidents and keep who claims what, how certainly, in which exact words."""
