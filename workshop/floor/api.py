"""What tablets call: enrol, sync, reference. Small, versioned, described in `openapi.json`."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask import Blueprint, Response, current_app, g, jsonify, request
from flask.typing import ResponseReturnValue

from workshop.access.devices import Device, enrol_device, touch_device
from workshop.access.guard import civil_today, utc_now
from workshop.access.roles import policy
from workshop.floor.actions.inbox import Source, list_lost, receive_events
from workshop.floor.actions.judging import Verdict, judge_events
from workshop.floor.openapi import DOCUMENT
from workshop.floor.queries.inbox import latest_states
from workshop.floor.queries.reference import build_reference
from workshop.floor.rules.events import MOST_BYTES, MOST_EVENTS, read_envelope
from workshop.kernel.faults import Refused
from workshop.people.queries import find_workshop_by_id
from workshop.store.backup import get_epoch
from workshop.store.database import db
from workshop.store.scope import narrow_to
from workshop.store.transaction import transaction

api = Blueprint("api", __name__, url_prefix="/api")


@api.after_request
def mark(response: Response) -> Response:
    """A captive portal's page does not carry this; tablets take nothing else for an answer."""
    response.headers["X-Workshop"] = "1"
    return response


def small_json(view: Callable[[dict[str, Any]], ResponseReturnValue]) -> Callable[[], ResponseReturnValue]:
    """Hands the view a JSON object of at most 256 KB, or answers what is wrong with it."""

    @wraps(view)
    def checked() -> ResponseReturnValue:
        request.max_content_length = MOST_BYTES  # also where no length is told beforehand
        if (request.content_length or 0) > MOST_BYTES:
            return jsonify(error=f"一次最多 {MOST_BYTES // 1024} KB,请分几次上传"), 413
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            return jsonify(error="内容不完整,请重新上传"), 400
        return view(body)

    return checked


@api.post("/devices")
@policy(scope="public")
@small_json
def enrol(body: dict[str, Any]) -> ResponseReturnValue:
    """Enrols the tablet that shows a fresh code."""
    try:
        device, token = enrol_device(_text(body, "code"), _text(body, "name"), utc_now())
    except Refused as refused:
        return jsonify(error=str(refused)), 410
    narrow_to(device.workshop_id)
    workshop = find_workshop_by_id(device.workshop_id)
    assert workshop is not None
    key = current_app.extensions["workshop-keys"].export_public
    place = {"code": workshop.code, "name": workshop.name}
    return jsonify(device=str(device.id), token=token, workshop=place, server_key=key), 201


@api.post("/sync")
@policy(scope="uploading")
@small_json
def sync(body: dict[str, Any]) -> ResponseReturnValue:
    """Receives first, judges later; an answer per event."""
    raw, store = body.get("events"), _text(body, "device_epoch")[:36]
    if not isinstance(raw, list) or len(raw) > MOST_EVENTS or not store:
        return jsonify(error=f"一次最多 {MOST_EVENTS} 条,并要写明平板的存储编号"), 413 if isinstance(raw, list) else 400
    now, device, high = utc_now(), g.device, body.get("high")
    events = [read_envelope(one) for one in raw]
    source = Source(device.workshop_id, device.id, store)
    high = high if isinstance(high, int) and 0 <= high < 2**53 else 0
    with transaction(device.actor, now):
        touch_device(device, now)
        receipt = receive_events(device.actor, now, source, events, high)
        verdicts = _judge(device, now)
    return jsonify(
        epoch=get_epoch(),
        answers=[_answer(event.id, receipt.states[event.id], verdicts) for event in events],
        received_to=receipt.received_to,
        missing=receipt.missing,
        backed_up_to=receipt.backed_up_to,
        lost=[{"store": one, "first": first, "last": last} for one, first, last in list_lost(*vars(source).values())],
        revoked=bool(device.revoked_at),
        now=now.isoformat() + "Z",
    )


def _text(body: dict[str, Any], name: str) -> str:
    """A text of the body; half a character, which JSON can say and no table can hold, becomes a question mark."""
    return str(body.get(name, "")).encode("utf-8", "replace").decode()


def _judge(device: Device, now: datetime) -> dict[str, Verdict]:
    """What is received is kept whatever happens here: when judging fails as a whole, the events wait and are judged next time."""
    try:
        with db.session.begin_nested():
            return judge_events(device.actor, now, device.workshop_id, civil_today())
    except Exception:
        current_app.logger.exception("judging the inbox")
        return {}


def _answer(event_id: str, state: str, verdicts: dict[str, Verdict]) -> dict[str, str]:
    if state == "received" and (verdict := verdicts.get(event_id)):
        return {
            "id": event_id,
            "state": "received" if verdict.state == "waits" else verdict.state,
            "reason": verdict.reason,
        }
    return {"id": event_id, "state": state, "reason": ""}


@api.get("/states")
@policy(scope="device")
def states() -> ResponseReturnValue:
    """What became of events that a tablet asks about: `?id=…&id=…`, at most 200."""
    asked = request.args.getlist("id")[:MOST_EVENTS]
    found = latest_states(g.device.workshop_id, asked)
    return jsonify({event_id: {"state": state, "reason": reason} for event_id, (_, state, reason) in found.items()})


@api.get("/reference")
@policy(scope="device")
def reference() -> ResponseReturnValue:
    """Names, operations, prices and days; 304 when the tablet has this version already."""
    document = build_reference(g.device.workshop_id, civil_today())
    if request.args.get("have") == document["version"] or document["version"] in request.if_none_match:
        return "", 304
    response = jsonify(document)
    response.set_etag(document["version"])
    return response


@api.get("/openapi.json")
@policy(scope="public")
def openapi() -> ResponseReturnValue:
    """This interface, described."""
    return jsonify(DOCUMENT)
