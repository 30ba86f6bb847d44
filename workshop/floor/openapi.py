"""The interface of tablets, in the words of OpenAPI 3.1."""

from typing import Any


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def _answer(text: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"description": text} | ({"content": {"application/json": {"schema": schema}}} if schema else {})


def _body(schema: dict[str, Any]) -> dict[str, Any]:
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _list(of: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of} | more


STRING, NUMBER, TRUTH = {"type": "string"}, {"type": "integer"}, {"type": "boolean"}
ERROR = _object(error=STRING | {"description": "a sentence for a person"})
KINDS = ["output", "team_output", "attendance", "hours", "reverse", "confirm"]
KINDS += ["takehome_issue", "takehome_return", "takehome_close"]
EVENT = _object(
    id=STRING | {"description": "UUIDv7 made on the tablet; the key for ever"},
    seq=NUMBER | {"minimum": 1, "description": "gap-free counter of this store of the tablet"},
    kind=STRING | {"enum": KINDS},
    date=STRING | {"format": "date", "description": "the civil work date chosen on the screen"},
    at=STRING | {"description": "the tablet's clock, for the record only"},
    by=STRING | {"description": "account of the person whose PIN was in"},
    v=NUMBER | {"description": "version of the body; old ones are read for 24 months"},
    body={"type": "object"},
)
STATES = ["applied", "quarantined", "received", "exists", "conflict"]
SYNCED = _object(
    epoch=STRING | {"description": "another one: the server was restored; offer again everything that is still held"},
    answers=_list(_object(id=STRING, state=STRING | {"enum": STATES}, reason=STRING)),
    received_to=NUMBER | {"description": "every counter up to this has arrived"},
    missing=_list(NUMBER, maxItems=200),
    backed_up_to=NUMBER | {"description": "every counter up to this lies in a backup that was restored and checked"},
    lost=_list(_object(store=STRING, first=NUMBER, last=NUMBER)),
    revoked=TRUTH,
    now=STRING | {"format": "date-time"},
)
BATCH = _object(version=NUMBER, device_epoch=STRING, high=NUMBER, events=_list(EVENT, maxItems=200))
TOKEN: list[dict[str, list[str]]] = [{"device": []}]

DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "就业帮扶车间:平板接口", "version": "1"},
    "components": {"securitySchemes": {"device": {"type": "http", "scheme": "bearer"}}},
    "paths": {
        "/api/devices": {
            "post": {
                "summary": "Enrol a tablet with a code that is ten minutes old at most and unused",
                "requestBody": _body(_object(code=STRING, name=STRING)),
                "responses": {
                    "201": _answer(
                        "enrolled", _object(device=STRING, token=STRING, workshop={"type": "object"}, server_key=STRING)
                    ),
                    "400": _answer("no JSON object", ERROR),
                    "410": _answer("used or too old", ERROR),
                    "413": _answer("too large", ERROR),
                },
            }
        },
        "/api/sync": {
            "post": {
                "summary": "Receive first, judge later; at most 200 events or 256 KB. A revoked tablet may still upload",
                "security": TOKEN,
                "requestBody": _body(BATCH),
                "responses": {
                    "200": _answer("an answer per event", SYNCED),
                    "400": _answer("no JSON object, or no list of events", ERROR),
                    "401": _answer("unknown tablet", ERROR),
                    "413": _answer("too large", ERROR),
                    "503": _answer("busy: try later", ERROR),
                },
            }
        },
        "/api/states": {
            "get": {
                "summary": "What became of events, at most 200",
                "security": TOKEN,
                "parameters": [{"name": "id", "in": "query", "schema": _list(STRING, maxItems=200)}],
                "responses": {"200": _answer("state and reason by id"), "401": _answer("unknown tablet", ERROR)},
            }
        },
        "/api/reference": {
            "get": {
                "summary": "Names, operations, prices, days, recent counts; never identity numbers, cards or categories",
                "security": TOKEN,
                "parameters": [{"name": "have", "in": "query", "schema": STRING}],
                "responses": {
                    "200": _answer("the document", {"type": "object"}),
                    "304": _answer("the tablet has this version"),
                    "401": _answer("unknown tablet", ERROR),
                    "403": _answer("revoked", ERROR),
                },
            }
        },
    },
}
