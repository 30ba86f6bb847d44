"""Products, operations and dated piece prices."""
