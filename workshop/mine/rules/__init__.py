"""What a worker's pages are made of, by pure rules."""
