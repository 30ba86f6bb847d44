"""The bundle of a matter for arbitration 仲裁: the matter, everything recorded, pay, contract and chain proof in one file."""
