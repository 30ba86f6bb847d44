"""本村话: the page where a villager lends a voice, word by word; without script a file is chosen instead of a button pressed."""

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from workshop.access.guard import utc_now
from workshop.access.roles import MANAGER, SUPERVISOR, policy
from workshop.kernel.faults import Refused
from workshop.mine.speaking import PAUSE, say_amount, say_quantity
from workshop.mine.voice.actions import record_word, remove_words
from workshop.mine.voice.queries import find_recorded, list_recorded, speak
from workshop.mine.voice.sound import MOST_BYTES
from workshop.mine.voice.words import CLIPS

pages = Blueprint("voice", __name__)
# What the page lets one hear, to judge whether a voice is complete.
EXAMPLE = ("今天", "做了", *say_quantity(123_000, "双"), PAUSE, "挣了", *say_amount(8_765))


@pages.get("/w/<workshop_code>/dialect")
@policy(SUPERVISOR, MANAGER)
def words(workshop_code: str) -> ResponseReturnValue:
    """Every word, what is recorded and what is missing; the next missing one first."""
    recorded = list_recorded(g.workshop.id)
    missing = [word for word in CLIPS.values() if word.clip not in recorded]
    chosen = CLIPS.get(request.args.get("word", "")) or (missing[0] if missing else None)
    return render_template("voice/words.html", all=CLIPS.values(), recorded=recorded, missing=missing, chosen=chosen)


@pages.post("/w/<workshop_code>/dialect/<clip>")
@policy(SUPERVISOR, MANAGER)
def record(workshop_code: str, clip: str) -> ResponseReturnValue:
    """Keeps one word; then the next one that is missing."""
    file = request.files.get("sound")
    try:
        record_word(current_user.actor, utc_now(), g.workshop.id, clip, file.read(MOST_BYTES + 1) if file else b"")
    except Refused as refused:
        flash(str(refused))
        return redirect(url_for("voice.words", workshop_code=workshop_code, word=clip), 303)
    flash(f"✓ 「{CLIPS[clip].text}」录好了")
    return redirect(url_for("voice.words", workshop_code=workshop_code), 303)


@pages.post("/w/<workshop_code>/dialect")
@policy(MANAGER)
def remove(workshop_code: str) -> ResponseReturnValue:
    """Takes all recordings away."""
    remove_words(current_user.actor, utc_now(), g.workshop.id)
    flash("录音已全部删除,现在用普通话念")
    return redirect(url_for("voice.words", workshop_code=workshop_code), 303)


@pages.get("/w/<workshop_code>/dialect/<clip>.wav")
@policy(SUPERVISOR, MANAGER)
def hear(workshop_code: str, clip: str) -> ResponseReturnValue:
    """One word as it was recorded, or the example as workers hear it today."""
    sound = speak(g.workshop.id, EXAMPLE) if clip == "example" else find_recorded(g.workshop.id, clip)
    return Response(sound, mimetype="audio/wav") if sound else abort(404)
