"""Villages made up with a seed: honest workshops as they work, and what cheats would do to their books."""
