"""Workshops, workers, households, dated categories, contracts and bank accounts."""
