"""The composition root: settings, database, gate, rooms, and what every page may use."""

import secrets
from datetime import timedelta
from functools import lru_cache

from flask import Flask, Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException

import workshop.access.language_pages as language
import workshop.access.pages as access
import workshop.claims.calendar_pages as claim_calendar
import workshop.claims.claim_pages as claim_sheets
import workshop.claims.inspection_pages as inspection
import workshop.claims.notice_pages as notices
import workshop.claims.pages as claims
import workshop.claims.recognition_pages as recognition
import workshop.claims.register_pages as register
import workshop.claims.training_pages as training
import workshop.claims.what_if_pages as claim_what_if
import workshop.claims.worker_pages as claim_workers
import workshop.desk.pages as desk
import workshop.exchange.pages as exchange
import workshop.floor.pages as floor
import workshop.floor.tablet_pages as tablet
import workshop.mine.pages as mine
import workshop.mine.voice_pages as voice
import workshop.papers.code_pages as codes
import workshop.papers.issued_pages as issued
import workshop.papers.job_pages as jobs
import workshop.papers.layout_pages as layouts
import workshop.papers.ledger_pages as ledgers
import workshop.papers.pack_pages as packs
import workshop.papers.pages as papers
import workshop.papers.verify_pages as verify
import workshop.pay.pages as pay
import workshop.people.pages as people
import workshop.prices.pages as prices
import workshop.store.jobs.rows  # noqa: F401  its tables are the program's, whoever uses them
import workshop.takehome.pages as takehome
from workshop.access.guard import check_policies, civil_today, install_guard, utc_now
from workshop.access.languages.choosing import install_languages, say
from workshop.access.pages import find_referrer
from workshop.access.pins import seal_old_pins
from workshop.access.roles import ROLES, SUPERVISOR, WORKER, find_policy, policy
from workshop.desk.documents.kinds import install_desk_kinds
from workshop.desk.matter_rooms import MATTER_ROOMS
from workshop.desk.sending import install_sending
from workshop.desk.work_rooms import WORK_ROOMS
from workshop.floor.api import api
from workshop.kernel.faults import NotFound, Refused
from workshop.kernel.money import format_price, format_yuan
from workshop.kernel.quantities import format_quantity
from workshop.papers.jobs.printing import install_print_jobs
from workshop.papers.pack.carrying import install_pack_jobs
from workshop.pay.actions.ledger import fill_ledger
from workshop.pay.actions.settling import fill_payments
from workshop.people.queries import find_workshop, find_workshop_by_id, list_workshops
from workshop.people.seed import seed_calendar
from workshop.store.audit import COMMAND_LINE
from workshop.store.database import db, engine_options, prepare_engine
from workshop.store.keys import load_keys
from workshop.store.schema import prepare_database
from workshop.store.settings import ROOT, Settings
from workshop.store.transaction import Busy, DoneAlready, nonce
from workshop.takehome.actions.judging import install_takehome

ROOMS = (
    access,
    language,
    people,
    prices,
    floor,
    tablet,
    takehome,
    pay,
    exchange,
    claims,
    claim_calendar,
    claim_sheets,
    notices,
    recognition,
    register,
    training,
    inspection,
    claim_workers,
    claim_what_if,
    papers,
    codes,
    jobs,
    packs,
    issued,
    layouts,
    verify,
    ledgers,
    voice,
    desk,
    *MATTER_ROOMS,
    *WORK_ROOMS,
    mine,
)
NAVIGATION = (
    ("desk.home", "首页"),
    ("floor.day", "日报表"),
    ("floor.month", "考勤"),
    ("floor.board", "看板"),
    ("floor.waiting", "待处理"),
    ("people.workers", "工人"),
    ("prices.operations", "工序单价"),
    ("takehome.orders", "外发"),
    ("pay.runs", "工资"),
    ("matters.matters", "事项"),
    ("claims.programmes", "申领"),
    ("messages.messages", "通知招工"),
    ("papers.centre", "打印"),
    ("exchange.imports", "导入"),
    ("floor.tablets", "平板"),
)
# The floor has several entries; its other pages belong to one of them.
BELONGS = {
    "floor.day": {"entries", "entry", "correct_entry", "record_day"},
    "floor.month": {"attendance", "worker_day", "record_attendance_day", "record_worker_day"},
    "floor.board": {"proposals", "confirmations", "limits", "badges", "tickets", "ticket_batch"},
    "floor.tablets": {"show_code"},
}
# Pages of a room that stand in modules of their own.
PART_OF = {
    "jobs": "papers",
    "liaison": "matters",
    "matter_month": "matters",
    "matter_papers": "matters",
    "issued": "papers",
    "layouts": "papers",
    "packs": "claims",
    "claim_calendar": "claims",
    "claim_sheets": "claims",
    "notices": "claims",
    "recognition": "claims",
    "claim_workers": "claims",
    "claim_what_if": "claims",
    "training": "claims",
    "inspection": "claims",
    "register": "claims",
    "voice": "messages",
    "openings": "messages",
    "seekers": "messages",
}
MOST_UPLOAD = 20 * 1024 * 1024
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def create_app(settings: Settings | None = None) -> Flask:
    """The application, ready to serve: schema current, every view with its policy."""
    settings = settings or Settings()
    app = Flask("workshop", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    _configure(app, settings)
    db.init_app(app)
    csrf = CSRFProtect(app)
    install_guard(app, find_workshop)
    for room in ROOMS:
        app.register_blueprint(room.pages)
    csrf.exempt(language.choose)  # harmless to whoever is tricked into it, and a stranger's page needs no cookie for it
    csrf.exempt(api)  # tablets show a token of their own and carry no cookie
    app.register_blueprint(api)
    install_print_jobs()
    install_pack_jobs()
    install_desk_kinds()
    install_takehome()  # the floor receives what tablets say of take-home work, and cannot know that room
    install_sending(app, settings)
    install_languages(app, settings.folder / "languages")
    app.add_url_rule("/", "home", home)
    _furnish(app)
    check_policies(app)
    with app.app_context():
        prepare_engine(db.engine, settings.writer_wait_seconds)
        prepare_database(_seed)
        fill_ledger(COMMAND_LINE, utc_now())  # runs locked before the ledger was there
        fill_payments(COMMAND_LINE, utc_now())  # runs marked as paid before there were batches
        seal_old_pins(COMMAND_LINE, utc_now())  # PINs kept before they were sealed
    return app


def _seed() -> None:
    """What a new database begins with: the statutory calendar."""
    seed_calendar(COMMAND_LINE, utc_now())


@policy(scope="signed_in")
def home() -> ResponseReturnValue:
    """Everyone's first page: one's own workshop, or for overseers the workshops of the county."""
    if current_user.workshop_id is None:
        return render_template("workshops.html", workshops=list_workshops(current_user.county_code))
    if current_user.role == WORKER:
        return render_template("_error.html", message=OWN_PAGE[0], mend=OWN_PAGE[1], stay=True)
    place = find_workshop_by_id(current_user.workshop_id)
    first = "floor.day" if current_user.role == SUPERVISOR else "desk.home"
    return redirect(url_for(first, workshop_code=place.code)) if place else _show(404, *SENTENCES[404])


def _configure(app: Flask, settings: Settings) -> None:
    keys = load_keys(settings.key_file)
    app.extensions["workshop-keys"] = keys
    app.config.update(
        SECRET_KEY=keys.signing,
        **settings.as_config(),
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MOST_UPLOAD,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _furnish(app: Flask) -> None:
    """Filters, globals and the answers to what goes wrong."""
    app.add_template_filter(format_yuan, "yuan")
    app.add_template_filter(format_price, "price")
    app.add_template_filter(format_quantity, "quantity")
    app.add_template_filter(lambda at: (at + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M"), "moment")
    app.add_template_global(civil_today, "today")
    app.add_template_global(lambda: secrets.token_urlsafe(16), "new_nonce")
    app.add_template_global(_navigation, "navigation")
    app.jinja_env.globals["ROLES"] = ROLES
    app.before_request(
        lambda: nonce.set(request.form.get("nonce", "")[:64] if request.method == "POST" else "") and None
    )
    app.after_request(_add_headers)
    app.register_error_handler(HTTPException, _show_http)
    app.register_error_handler(NotFound, lambda _: _show(404, "没有找到", "它不在这个车间,或地址写错了。"))
    app.register_error_handler(Refused, lambda refused: _show(400, refused.message, refused.mend))
    app.register_error_handler(
        Busy, lambda _: _show(503, "正在忙", "别人正在写入,请稍等一下再按一次;刚才填的内容没有丢。")
    )
    app.register_error_handler(DoneAlready, _show_done)


# Made once, every page has them all; `root` is where the program is mounted.
_address = lru_cache(10_000)(lambda root, entry, code: url_for(entry, workshop_code=code))


def _navigation() -> list[tuple[str, str, bool]]:
    """(address, label, is current) of every room this account may enter in this workshop."""
    place = g.get("workshop")
    if place is None:
        return []
    views, role, root = current_app.view_functions, current_user.role, request.script_root
    mine = [(e, t) for e, t in NAVIGATION if e in views and (may := find_policy(views[e])) and role in may.roles]
    return [(_address(root, e, place.code), t, _is_current(e)) for e, t in mine]


def _is_current(entry: str) -> bool:
    """Whether the page that is shown is an entry of the navigation or belongs to it."""
    room, _, page = (request.endpoint or "").partition(".")
    if room == "floor":
        return request.endpoint == entry or page in BELONGS.get(entry, ())
    return PART_OF.get(room, room) == entry.partition(".")[0]


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "public, max-age=3600"
    return response


OWN_PAGE = ("这里是办公室用的", "看自己的产量和工资,用手机扫工牌上的二维码,再按四位 PIN。")
SENTENCES = {
    400: ("请求不完整", "请返回上一页,刷新后再试。"),
    403: ("您的账号不能做这件事", "需要时请找车间负责人。"),
    404: ("没有找到", "地址写错了,或者它不属于您的车间。"),
    405: ("这个地址不能这样打开", "请从页面上的按钮进入。"),
    413: ("文件太大", "一次最多上传 20 MB,请分成几个文件。"),
}


def _show_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is not None and error.code < 400:
        return error.get_response()
    if error.code and error.code >= 500:
        return _show(error.code, "程序出了问题", "刚才的内容没有写进去一半;请再试一次,不行就告诉管理员。")
    return _show(error.code or 400, *SENTENCES.get(error.code or 400, SENTENCES[400]))


def _show(status: int, message: str, mend: str) -> ResponseReturnValue:
    return render_template("_error.html", message=say(message), mend=say(mend)), status


def _show_done(_: DoneAlready) -> ResponseReturnValue:
    flash("这张表刚才已经保存过,没有重复保存。")
    return redirect(find_referrer() or url_for("home"))
