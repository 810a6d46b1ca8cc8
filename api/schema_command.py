"""The command that prints the GraphQL schema."""

import json

import click


@click.command()
@click.option(
    "--sdl", "form", flag_value="sdl", default="sdl", help="As text in the schema language (default)."
)
@click.option(
    "--json", "form", flag_value="json", help="As the result of an introspection, for code generators."
)
@click.option("--docs", "form", flag_value="docs", help="As the reference in Markdown.")
def schema(form: str) -> None:
    """Print the GraphQL schema, as a server of this version answers by it."""
    from api.graphql.reference import reference  # noqa: PLC0415
    from api.graphql.schema import schema as built  # noqa: PLC0415  # takes a second to build
    from api.graphql.schema import sdl  # noqa: PLC0415

    if form == "sdl":
        click.echo(sdl(), nl=False)
    elif form == "docs":
        click.echo(reference(built.core), nl=False)
    else:
        click.echo(json.dumps({"data": built.introspect()}, indent=2))
