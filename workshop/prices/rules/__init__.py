"""Decisions on prices. Pure."""

from workshop.prices.rules.book import Price, PriceBook, check_price
from workshop.prices.rules.drawing import Steps, build_steps
from workshop.prices.rules.suggesting import suggest_operation

__all__ = ["Price", "PriceBook", "Steps", "build_steps", "check_price", "suggest_operation"]
