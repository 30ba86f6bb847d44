"""Layouts 表样: what a county changes of the papers without code, told in files; the papers' data stay what they are."""
