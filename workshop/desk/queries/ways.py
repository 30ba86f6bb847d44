"""Which ways out of the house are set up."""

from flask import current_app

from workshop.desk.rules.messages import CHANNELS, OUTBOUND


def list_ways() -> dict[str, str]:
    """Channel → its words, of those by which this installation can tell anybody."""
    ready = current_app.extensions["senders"]
    return {way: words for way, words in CHANNELS.items() if way not in OUTBOUND or way in ready}
