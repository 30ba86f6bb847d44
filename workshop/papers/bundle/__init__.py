"""The bundle for arbitration 仲裁: ledger, entries, slips and chain proof in one file."""
