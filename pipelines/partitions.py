"""How the work is cut: batches of a few thousand articles, named by whoever brings them."""

import dagster as dg

# An event of a partition costs about 20 ms: a partition for each article would cost more than reading it.
BATCHES = dg.DynamicPartitionsDefinition(name="batch")
NAME = "batch"
