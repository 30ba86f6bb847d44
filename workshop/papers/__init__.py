"""Every printed document: data, then layout, then PDF or xlsx."""
