"""What a form offers for the next operation of a product."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Protocol


class _Operation(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def seq(self) -> int: ...

    @property
    def unit(self) -> str: ...


class _Product(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def operations(self) -> Sequence[_Operation]: ...


def suggest_operation(products: Iterable[_Product], product_code: str) -> dict[str, Any]:
    """Code, place and unit counted on from the product's last operation; empty for an unknown product."""
    for product in products:
        if product.code == product_code and product.operations:
            last: _Operation = max(product.operations, key=lambda line: line.seq)
            return {
                "product_code": product.code,
                "product_name": product.name,
                "op_code": _count_on(max(line.code for line in product.operations)),
                "seq": last.seq + 1,
                "unit": last.unit,
            }
    return {}


def _count_on(code: str) -> str:
    """GLV-09 is followed by GLV-10; a code without a number at its end by nothing."""
    match = re.fullmatch(r"(.*?)([0-9]+)", code)
    return match[1] + str(int(match[2]) + 1).zfill(len(match[2])) if match else ""
