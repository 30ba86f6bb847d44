"""A worker's own phone: what was made, what it comes to, whether it is right."""
