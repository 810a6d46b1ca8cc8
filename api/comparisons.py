"""How claims lead to the comparisons that they are in."""

OF_CLAIM = "?to ic:left|ic:right ?from ; a ic:Comparison"
