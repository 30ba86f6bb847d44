"""Faults on purpose: kills, lost answers, restores, many tablets at once. Short forms run with every test, long ones by `make drill`."""
