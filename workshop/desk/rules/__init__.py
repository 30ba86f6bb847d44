"""What the desk decides, on frozen facts."""
