"""The inspectors' checks on honest and on planted months: recall and false questions of each, and the time of a look.

    python -m tests.bench.bench_inspecting [workshops] [cases]      300 and 200 where nothing is said

Targets: 95 of 100 planted cases found by every check; all checks together at most 2 false questions for 1,000 worker-months.
What is counted as what stands in `tests/claims/village/measure.py`, what is assumed of a village in `habits.py` beside it.
"""

import sys
import time

from tests.claims.village.honest import honest_workshop
from tests.claims.village.measure import count_false, count_found
from tests.claims.village.planted import PLANTS
from workshop.claims.rules.inspecting.checks import CHECKS

FIRST_SEED, SPARE = 100_000, 2  # seeds that no test draws; workshops to a planted case, for some have no soil
FALSE, FOUND = 2.0, 95.0


def main(workshops: int = 300, cases: int = 200) -> int:
    """Prints a line for each check; 1 where a target is missed."""
    honest = [honest_workshop(FIRST_SEED + seed) for seed in range(workshops)]
    start = time.process_time()
    false, months = count_false(honest)
    took = time.process_time() - start
    soil = honest + [honest_workshop(FIRST_SEED + seed) for seed in range(workshops, cases * SPARE)]
    print(f"{'check':<22}{'planted':>9}{'found':>7}{'recall':>9}{'false':>7}{'per 1,000':>11}")
    low = []
    for code in PLANTS:
        found, planted = count_found(code, soil, cases)
        recall = found * 100 / planted
        low += [code] if recall < FOUND else []
        shown = f"{planted:>9}{found:>7}{recall:>8.1f}%{false[code]:>7}{false[code] * 1000 / months:>11.2f}"
        print(f"{code:<22}{shown}  {CHECKS[code].name}")
    rate = false.total() * 1000 / months
    print(f"{workshops} honest workshops, {months:,} worker-months, {false.total()} questions: {rate:.2f} for 1,000")
    print(f"a look at a workshop: {took * 1000 / workshops:.0f} ms; below {FOUND:.0f}%: {', '.join(low) or 'none'}")
    return int(bool(low) or rate > FALSE)


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
