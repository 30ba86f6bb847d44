"""The pay rules as pure functions, one file a family; `slip.compute_slip` puts them in order.

Rule numbers in these files are those of the pay rules. Facts go in (`facts`), a slip with its sentences and problems comes
out (`results`); nothing here looks anything up. `VERSION` is stored with every locked run (8.3).
"""

VERSION = "2026.1"
