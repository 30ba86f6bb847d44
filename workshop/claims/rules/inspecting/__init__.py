"""What inspectors and auditors ask 检查: small rules that look at frozen facts and answer with questions, never with verdicts."""
