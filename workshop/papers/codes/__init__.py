"""Papers with codes: badges 工牌, tickets 菲票, labels of bags."""
