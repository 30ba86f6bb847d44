"""Languages 语言 of the pages that anybody may open: Chinese is the source and the fall-back, a person chooses another."""
