"""Who there is, and what every view says of who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

SUPERVISOR = "supervisor"  # 班组长
ACCOUNTANT = "accountant"  # 会计
MANAGER = "manager"  # 负责人
WORKER = "worker"  # 工人
OFFICER = "officer"  # 县就业局
AUDITOR = "auditor"  # 审计

ROLES = {
    SUPERVISOR: "班组长",
    ACCOUNTANT: "会计",
    MANAGER: "负责人",
    WORKER: "工人",
    OFFICER: "县就业局",
    AUDITOR: "审计",
}
READ_ONLY = frozenset({OFFICER, AUDITOR})
OFFICE = (ACCOUNTANT, MANAGER)
STAFF = (SUPERVISOR, ACCOUNTANT, MANAGER)
OVERSEERS = (OFFICER, AUDITOR)

# public: anybody. signed_in: any account. workshop: the address names a workshop that the account may see.
# device: an enrolled tablet by its token. uploading: a tablet, even a revoked one. own: a phone on which a worker has typed his digits.
Scope = Literal["public", "signed_in", "workshop", "device", "uploading", "own"]


@dataclass(frozen=True)
class Policy:
    """Who may call a view: these roles, within this scope."""

    roles: frozenset[str]
    scope: Scope


V = TypeVar("V", bound=Callable[..., Any])


def policy(*roles: str, scope: Scope = "workshop") -> Callable[[V], V]:
    """Marks a view with its policy. A view without one stops the program at start."""
    unknown = set(roles) - set(ROLES)
    if unknown or (not roles and scope == "workshop"):
        raise ValueError(f"policy names no known role: {unknown}")

    def mark(view: V) -> V:
        view.policy = Policy(frozenset(roles), scope)  # type: ignore[attr-defined]
        return view

    return mark


def find_policy(view: Callable[..., Any]) -> Policy | None:
    """The policy a view was marked with."""
    return getattr(view, "policy", None)
