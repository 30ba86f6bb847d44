"""What the house already knows, by the names that sheets write: workers and operations."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from workshop.kernel.text import clean_name, fold
from workshop.sheets.reasons import Unreadable

_BRACKETED = re.compile(r"(.+?)[(\[【〔]([^()\[\]【】〔〕]+)[)\]】〕]")
_TRAILING = re.compile(r"([^0-9A-Za-z]+?)[-_#]?([A-Za-z]*-?[0-9]+)(?:号)?")


@dataclass(frozen=True)
class KnownWorker:
    """`no` is the worker's number 工号, `key` whatever the caller knows the worker by."""

    no: str
    name: str
    key: object = None


@dataclass(frozen=True)
class KnownOperation:
    """An operation 工序 of a product; `unit` is what it is counted in."""

    code: str
    name: str
    product: str
    unit: str
    key: object = None


@dataclass(frozen=True)
class Workers:
    """Workers found by name, and by number between namesakes."""

    workers: Sequence[KnownWorker]

    @cached_property
    def _by_name(self) -> dict[str, list[KnownWorker]]:
        return _grouped((fold(clean_name(worker.name)), worker) for worker in self.workers)

    @cached_property
    def _by_no(self) -> dict[str, KnownWorker]:
        return {fold(worker.no): worker for worker in self.workers if worker.no}

    def get(self, name: str, no: str = "") -> KnownWorker:
        """The worker of a name as written, perhaps with a number behind it. Raises Unreadable."""
        written = fold(clean_name(name))
        if not written and not no:
            raise Unreadable("worker_missing")
        if not written:
            return self._numbered("", no)
        same = self._by_name.get(written, [])
        if no and (len(same) > 1 or fold(no) in self._by_no):
            return self._numbered(written, no)
        if len(same) > 1:
            raise Unreadable("ambiguous_name")
        return same[0] if same else self._with_number_behind(written)

    def named(self, name: str) -> list[KnownWorker]:
        """Everybody whom a name as written may mean, nobody for a name that means none."""
        same = self._by_name.get(fold(clean_name(name)))
        if same:
            return same
        try:
            return [self.get(name)]
        except Unreadable:
            return []

    def _with_number_behind(self, written: str) -> KnownWorker:
        if written in self._by_no:
            return self._by_no[written]
        match = _BRACKETED.fullmatch(written) or _TRAILING.fullmatch(written)
        if not match:
            raise Unreadable("unknown_worker")
        return self._numbered(match[1], match[2].removeprefix("工号").lstrip(":"))

    def _numbered(self, folded_name: str, no: str) -> KnownWorker:
        worker = self._by_no.get(fold(no))
        if not worker or (folded_name and folded_name != fold(clean_name(worker.name))):
            raise Unreadable("unknown_worker")
        return worker


@dataclass(frozen=True)
class Operations:
    """Operations found by code, or by name within a product."""

    operations: Sequence[KnownOperation]

    @cached_property
    def _by_code(self) -> dict[str, KnownOperation]:
        return {fold(operation.code): operation for operation in self.operations}

    @cached_property
    def _by_name(self) -> dict[str, list[KnownOperation]]:
        return _grouped((fold(operation.name), operation) for operation in self.operations)

    @cached_property
    def products(self) -> frozenset[str]:
        """The products by their folded names."""
        return frozenset(fold(operation.product) for operation in self.operations)

    def named(self, name: str, product: str = "") -> list[KnownOperation]:
        """Those of a name (or code, or product and name in one); narrowed by the product where it is known."""
        written = fold(name)
        if written in self._by_code:
            return [self._by_code[written]]
        found = self._by_name.get(written) or [op for op in self.operations if _says(written, op)]
        if product:
            return [op for op in found if fold(op.product) == fold(product)]
        return found

    def get(self, name: str, product: str = "") -> KnownOperation:
        """The one operation of a name. Raises Unreadable."""
        if not fold(name):
            raise Unreadable("operation_missing")
        found = self.named(name, product)
        if not found:
            raise Unreadable("unknown_operation")
        if len(found) > 1:
            raise Unreadable("ambiguous_operation")
        return found[0]


def _says(written: str, operation: KnownOperation) -> bool:
    """A text that is the product and the operation, or the code and the operation, with or without a sign between."""
    name = fold(operation.name)
    if not written.endswith(name) or len(written) == len(name):
        return False
    before = written[: -len(name)].rstrip("-—/_.:·、()")
    return before in (fold(operation.product), fold(operation.code))


def _grouped(pairs: Iterable[tuple]) -> dict[str, list]:
    groups: dict[str, list] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
