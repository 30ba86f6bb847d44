"""Claims: a county's paper as data, what it asks of people and workshops, and why each answer is what it is."""
