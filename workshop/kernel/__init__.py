"""Pure values: money, quantities, days, identity numbers, text. Standard library only; knows nothing of any other room."""
