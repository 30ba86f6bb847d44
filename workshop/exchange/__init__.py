"""Files in and out: the exchange folder, an office's own sheets, and the import that can be taken back."""
