"""Lists 表: what stands on each, as data."""
