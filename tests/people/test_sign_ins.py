"""Accounts, kept by the manager."""

import pytest

from tests.conftest import BOSS, NOW, PASSWORD, W001
from tests.people.roster import a_worker
from workshop.people.actions import add_workers
from workshop.people.queries import list_sign_ins

NEW = {"login": "li", "name": "李会计", "role": "accountant", "worker_no": "", "password": "a long password"}


def account(login: str, workshop_id: int = W001):
    return next(entry for entry in list_sign_ins(workshop_id) if entry.login == login)


def test_a_new_account_signs_in(app, sign_in):
    assert sign_in("zhang").post("/w/W001/accounts/new", data=NEW).status_code == 302
    answer = app.test_client().post("/sign-in", data={"login": "li", "password": NEW["password"]})
    assert answer.status_code == 302


def test_a_workers_account_is_tied_to_the_worker(app, sign_in):
    ids = add_workers(BOSS, NOW, W001, [a_worker("007", "李秀英")])
    typed = NEW | {"role": "worker", "worker_no": "007", "name": ""}
    assert sign_in("zhang").post("/w/W001/accounts/new", data=typed).status_code == 302
    assert (account("li").worker_id, account("li").name) == (ids["007"], "李秀英")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"login": "zhou"}, "已有人用"),
        ({"password": "short"}, "8 到 200 个字符"),
        ({"role": "worker", "worker_no": "404"}, "没有工号为「404」"),
        ({"role": "officer"}, "不在可选的范围里"),
        ({"name": ""}, "请填写姓名"),
    ],
)
def test_what_cannot_be_is_said_at_the_form(app, sign_in, changes, said):
    answer = sign_in("zhang").post("/w/W001/accounts/new", data=NEW | changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert NEW["password"] not in answer.text


def test_one_worker_has_one_account(app, sign_in):
    add_workers(BOSS, NOW, W001, [a_worker("007", "李秀英")])
    client, typed = sign_in("zhang"), NEW | {"role": "worker", "worker_no": "007"}
    client.post("/w/W001/accounts/new", data=typed)
    assert "已有账号" in client.post("/w/W001/accounts/new", data=typed | {"login": "li2"}).text


def test_a_disabled_account_is_out_at_once(app, sign_in):
    zhou = sign_in("zhou")
    assert sign_in("zhang").post(f"/w/W001/accounts/{account('zhou').id}/disable").status_code == 302
    assert zhou.get("/w/W001/workers").status_code == 302
    assert app.test_client().post("/sign-in", data={"login": "zhou", "password": PASSWORD}).status_code == 403


def test_nobody_disables_the_own_account(app, sign_in):
    client = sign_in("zhang")
    client.post(f"/w/W001/accounts/{account('zhang').id}/disable")
    assert account("zhang").disabled_at is None
    assert "不能停用自己的账号" in client.get("/w/W001/accounts").text


def test_a_new_password_ends_every_session(app, sign_in):
    chen = sign_in("chen")
    typed = {"password": "another password"}
    assert sign_in("zhang").post(f"/w/W001/accounts/{account('chen').id}/password", data=typed).status_code == 302
    assert chen.get("/w/W001/workers").status_code == 302


def test_the_account_of_another_workshop_is_not_there(app, sign_in):
    stranger = account("zhao", 2).id
    client = sign_in("zhang")
    assert client.post(f"/w/W001/accounts/{stranger}/disable").status_code == 404
    assert (
        client.post(f"/w/W001/accounts/{stranger}/password", data={"password": "another password"}).status_code == 404
    )
    assert account("zhao", 2).disabled_at is None


@pytest.mark.parametrize("login", ["zhou", "chen", "wang", "liu", "sun"])
def test_only_the_manager_keeps_accounts(app, sign_in, login):
    assert sign_in(login).get("/w/W001/accounts").status_code == 403
