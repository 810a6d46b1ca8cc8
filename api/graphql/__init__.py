"""The GraphQL schema; the only place that knows Strawberry."""
