"""Work in processes that may be killed: on this machine, or on a cluster, with the same results."""
