"""Codes on paper: only this installation's are read, and each for one thing of one workshop."""

from flask import Flask

from workshop.access.codes import Code, make_code, read_code


def test_a_code_names_what_it_was_made_for(app):
    for code in (Code("badge", 1, 101), Code("ticket", 2**60 + 7, 2**62 + 99)):
        assert read_code(make_code(code.kind, code.workshop_id, code.id)) == code


def test_a_badge_that_was_replaced_has_another_code_and_the_first_one_is_as_before(app):
    assert make_code("badge", 1, 101, 0) == make_code("badge", 1, 101)
    assert read_code(make_code("badge", 1, 101, 2)) == Code("badge", 1, 101, 2)


def test_one_changed_character_is_no_code(app):
    code = make_code("ticket", 1, 101)
    forged = [code[:at] + ("x" if code[at] != "x" else "y") + code[at + 1 :] for at in range(len(code) - 1)]
    assert [text for text in forged if read_code(text) is not None] == []


def test_a_badge_is_no_ticket(app):
    code = make_code("badge", 1, 101)
    assert read_code("t" + code[1:]) is None


def test_a_code_of_another_workshop_is_another_code(app):
    assert make_code("badge", 1, 101).rpartition(".")[2] != make_code("badge", 2, 101).rpartition(".")[2]


def test_other_keys_read_nothing(app: Flask):
    code = make_code("badge", 1, 101)
    app.config["SECRET_KEY"] = b"another installation"
    assert read_code(code) is None


def test_what_is_no_code_at_all_is_none(app):
    for text in ("", ".", "b1-1", "工牌", "b1-1." + "A" * 22, "x" * 500, "b.c.d", "\x00"):
        assert read_code(text) is None


def test_a_code_is_short_enough_for_a_small_ticket(app):
    assert len(make_code("ticket", 2**62, 2**62)) <= 52
