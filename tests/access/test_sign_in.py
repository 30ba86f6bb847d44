"""Who gets in."""


def test_a_person_of_the_cast_signs_in_and_out(sign_in):
    client = sign_in("liu")
    assert "本县车间" in client.get("/").text
    client.post("/sign-out")
    assert client.get("/").status_code == 302


def test_a_wrong_password_is_refused_in_words(app):
    answer = app.test_client().post("/sign-in", data={"login": "zhou", "password": "wrong-wrong"})
    assert answer.status_code == 403
    assert "账号或密码不对" in answer.text


def test_five_failures_in_a_row_pause_that_address(app):
    client = app.test_client()
    for _ in range(5):
        client.post("/sign-in", data={"login": "zhou", "password": "wrong-wrong"})
    answer = client.post("/sign-in", data={"login": "zhou", "password": "glove-and-thread"})
    assert "5 分钟后再试" in answer.text


def test_a_joker_elsewhere_does_not_lock_the_person_out(app):
    joker = {"REMOTE_ADDR": "127.0.0.9"}
    for _ in range(5):
        app.test_client().post("/sign-in", data={"login": "zhou", "password": "wrong-wrong"}, environ_base=joker)
    answer = app.test_client().post("/sign-in", data={"login": "zhou", "password": "glove-and-thread"})
    assert answer.status_code == 302


def test_the_way_back_never_leads_to_another_site(app):
    answer = app.test_client().post(
        "/sign-in", data={"login": "liu", "password": "glove-and-thread", "next": "//evil.example"}
    )
    assert answer.headers["Location"] == "/"
