"""The record of a person speaks in words, whatever room wrote in it."""

import json
import re
from pathlib import Path

import workshop
from workshop.people.rules.audit_words import VERBS, tell_leaf

ABOUT_A_WORKER = re.compile(r"""tell\("([a-z_.]+)", f"worker/""")


def test_everything_that_is_recorded_about_a_worker_has_its_word():
    files = Path(workshop.__file__).parent.rglob("*.py")
    told = {action for file in files for action in ABOUT_A_WORKER.findall(file.read_text("utf-8"))}
    assert {"worker.correct", "worker_pin.set", "day.confirm"} <= told
    assert told - set(VERBS) == set()


def test_what_has_no_word_is_not_shown_by_its_name_in_the_program():
    assert tell_leaf("something.new", "{}") == "其他记录"


def test_a_confirmed_day_says_which_day_and_whether_it_agreed():
    assert tell_leaf("day.confirm", json.dumps({"date": "2026-03-02", "agrees": False})) == "本人对工:2026-03-02 对不上"
