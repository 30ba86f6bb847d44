"""What a worker's pages read: always one worker, always the same number of statements."""
