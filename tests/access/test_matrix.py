"""Every route, every role, one's own workshop and another one (a new route without a rule fails at start)."""

import re

import pytest
from flask import Flask

from tests.conftest import CAST
from workshop.access.guard import UnguardedView, check_policies
from workshop.access.roles import READ_ONLY, ROLES, policy

OF_ROLE = {role: login for login, (_, role, workshop) in CAST.items() if workshop != 2}


def fill(rule: str, workshop_code: str) -> str:
    """An address of the rule: keys that no row has, words that fit any text."""
    filled = rule.replace("<workshop_code>", workshop_code)
    filled = re.sub(r"<int:[^>]+>", "987654321", filled)
    filled = re.sub(r"<any\((\w+)[^>]*>", r"\1", filled)
    return re.sub(r"<[^>]+>", "2026-03", filled)


def cells(app: Flask):
    for rule in app.url_map.iter_rules():
        rule_policy = app.view_functions[rule.endpoint].policy
        if rule_policy.scope not in ("signed_in", "workshop"):
            continue  # public ones, and those of tablets: tests/floor/test_sync.py
        for method in sorted(rule.methods & {"GET", "POST"}):
            yield rule, method, rule_policy


@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_matrix(role, app, sign_in):
    client = sign_in(OF_ROLE[role])
    wrong = []
    for rule, method, wanted in cells(app):
        if rule.endpoint == "access.sign_out":
            continue
        status = client.open(fill(rule.rule, "W001"), method=method).status_code
        allowed = (not wanted.roles or role in wanted.roles) and not (role in READ_ONLY and method == "POST")
        if (status == 403) is allowed or status >= 500:
            wrong.append((rule.rule, method, role, status))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_another_workshop_is_not_there(role, app, sign_in):
    if role in READ_ONLY:
        pytest.skip(f"{role} sees every workshop of the county; see the test of another county")
    client = sign_in(OF_ROLE[role])
    seen = [
        (rule.rule, method)
        for rule, method, wanted in cells(app)
        if wanted.scope == "workshop" and client.open(fill(rule.rule, "W002"), method=method).status_code != 404
    ]
    assert seen == []


def test_an_officer_sees_only_workshops_of_the_county(app, sign_in):
    from tests.conftest import BOSS, NOW
    from workshop.people.rows import WorkshopRow
    from workshop.store.transaction import transaction

    with transaction(BOSS, NOW) as tx:
        shop = {
            "county_code": "990200",
            "weekly_rest": "日",
            "village": "",
            "credit_code": "",
            "head_name": "",
            "phone": "",
        }
        tx.insert(WorkshopRow, [shop | {"id": 3, "code": "W003", "name": "邻县车间"}])
    assert sign_in("liu").get("/w/W001/").status_code == 200
    assert sign_in("liu").get("/w/W003/").status_code == 404


def test_a_stranger_is_shown_the_door(app):
    client = app.test_client()
    shown = {
        client.open(fill(rule.rule, "W001"), method=method).headers.get("Location", "").split("?")[0]
        for rule, method, _ in cells(app)
    }
    assert shown == {"/sign-in"}


def test_a_view_without_policy_stops_the_start(app):
    fresh = Flask("x")
    fresh.view_functions["static"] = policy(scope="public")(fresh.view_functions["static"])
    fresh.add_url_rule("/open", "open", lambda: "")
    with pytest.raises(UnguardedView):
        check_policies(fresh)


def test_a_workshop_page_whose_address_names_no_workshop_stops_the_start(app):
    fresh = Flask("x")
    fresh.view_functions["static"] = policy(scope="public")(fresh.view_functions["static"])
    fresh.add_url_rule("/all", "all", policy("manager")(lambda: ""))
    with pytest.raises(UnguardedView):
        check_policies(fresh)
