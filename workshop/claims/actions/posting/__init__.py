"""What people do with public notices 公示; each action writes its audit leaf in the same transaction."""
