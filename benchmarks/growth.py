"""What one more article costs among few and among many: `python -m benchmarks.growth [FEW] [MANY]`."""

import argparse
import statistics
import time

from benchmarks.invented import reads
from pipelines.growth import Growth

MORE = 60  # articles that are added one by one
LIMIT = 0.150  # seconds of CPU for one article among many
RATIO = 1.5  # of that to the cost among few


def cost(among: int) -> tuple[float, float]:
    """The mean and the median CPU seconds of one more article among so many."""
    growth = Growth(list(reads(among)))
    spent = []
    for one in reads(MORE, first=among - MORE // 2):  # half of them replace, so that incidents are full too
        start = time.process_time()
        growth.add([one])
        spent.append(time.process_time() - start)
    return statistics.mean(spent), statistics.median(spent)


def main() -> None:
    """Print both costs and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("few", nargs="?", type=int, default=1_000)
    parser.add_argument("many", nargs="?", type=int, default=10_000)
    options = parser.parse_args()
    (few, few_median), (many, many_median) = cost(options.few), cost(options.many)
    print(f"among {options.few:6}: mean {1000 * few:6.1f} ms, median {1000 * few_median:6.1f} ms of CPU")
    print(f"among {options.many:6}: mean {1000 * many:6.1f} ms, median {1000 * many_median:6.1f} ms of CPU")
    print(
        f"ratio of the medians {many_median / few_median:.2f} (at most {RATIO}), limit {1000 * LIMIT:.0f} ms"
    )


if __name__ == "__main__":
    main()
