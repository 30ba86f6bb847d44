"""Long prints: several papers or months at once, or one that has very many pages, as jobs."""
