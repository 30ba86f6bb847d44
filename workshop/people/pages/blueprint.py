"""The room's blueprint, on which each of the files beside this one hangs its views."""

from flask import Blueprint

pages = Blueprint("people", __name__)
