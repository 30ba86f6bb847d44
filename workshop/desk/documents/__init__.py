"""Papers of the desk as data: a matter to be signed, the month for the county, the board with the liaison."""
