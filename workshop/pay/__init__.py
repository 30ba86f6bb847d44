"""Output and time become money: rules, runs, slips."""
