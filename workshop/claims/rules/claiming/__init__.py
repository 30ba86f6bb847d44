"""Claims as they go: which step may follow which, who and what stands on a sheet, and what may not be claimed twice."""
