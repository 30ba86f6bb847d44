/* Attendance 考勤 by exception: the page opens as 全部到, only who is missing is touched, one key saves the day. */
import { button, h, setClass, setText, stateMark, swap } from "./ui.js";
import { AWAY } from "./day.js";

const KINDS = ["事假", "病假", "休息", "半天", "迟到", "旷工", "年假", "公假", "补班"];
const HERE = "出勤";

export class AttendanceScreen {
  constructor(app) {
    this.app = app;
    this.model = app.model;
    this.name = "attendance";
    this.label = "考勤";
    this.chips = ["date"];
    this.kind = KINDS[0];
    this.marks = new Map(); // worker -> status as shown, not yet saved
    this.kinds = h("div", { class: "kinds", role: "group", "aria-label": "没来的是什么情况" }, KINDS.map((kind) =>
      button(kind, () => this.pick(kind), { class: "kind", "data-kind": kind })));
    this.save = button("", () => this.store(), { class: "save" });
    this.says = h("p", { class: "say", role: "status" });
    this.cards = h("ul", { class: "cards" });
    this.node = h("div", { class: "full attendance" },
      h("div", { class: "brushes" }, this.kinds, this.save), this.says, this.cards);
  }

  mount() { this.open(); }

  get people() { return this.model.employed.filter((one) => one.system !== "contract" || this.model.attendance.has(one.id)); }

  /* What the page shows at first: what was recorded, and 出勤 for everybody else. */
  open() {
    this.openedFor = this.model.date;
    this.marks = new Map(this.people.map((one) => [one.id, this.recorded(one.id) || HERE]));
    this.draw();
  }

  recorded(id) {
    const row = this.model.attendance.get(id);
    return row ? row.status : "";
  }

  update() {
    if (this.openedFor !== this.model.date) { this.open(); return; }
    for (const one of this.people) if (!this.marks.has(one.id)) this.marks.set(one.id, this.recorded(one.id) || HERE);
    this.draw();
  }

  draw() {
    const ids = this.people.map((one) => one.id).join();
    if (ids !== this.drawn) {
      this.drawn = ids;
      this.rows = new Map(this.people.map((one) => [one.id, this.card(one)]));
      swap(this.cards, [...this.rows.values()].map((row) => row.node));
    }
    for (const one of this.people) this.show(one);
    this.showKinds();
    this.showSave();
  }

  card(worker) {
    const status = h("strong", { class: "status" });
    const state = h("span", { class: "state-place" });
    const main = h("button", { type: "button", class: "card-key", "data-worker": worker.id, onclick: () => this.touch(worker.id) },
      h("span", { class: "no" }, worker.no), h("span", { class: "name" }, worker.name), status, state);
    return { node: h("li", {}, main), main, status, state, shown: "" };
  }

  show(worker) {
    const row = this.rows.get(worker.id);
    const status = this.marks.get(worker.id);
    const kept = this.model.attendance.get(worker.id);
    setText(row.status, status === HERE ? "到" : status);
    setClass(row.main, "away", AWAY.has(status));
    setClass(row.main, "other", status !== HERE && !AWAY.has(status));
    row.main.setAttribute("aria-pressed", status === HERE ? "false" : "true");
    const mark = kept && kept.status === status ? kept.mark : "";
    if (mark !== row.shown) swap(row.state, mark ? stateMark(mark, true) : null);
    row.shown = mark;
  }

  showKinds() {
    for (const key of this.kinds.children) key.setAttribute("aria-pressed", key.dataset.kind === this.kind ? "true" : "false");
  }

  get changes() { return this.people.filter((one) => this.recorded(one.id) !== this.marks.get(one.id)); }

  showSave() {
    const away = this.people.filter((one) => AWAY.has(this.marks.get(one.id))).length;
    const changes = this.changes.length;
    const first = this.people.every((one) => !this.recorded(one.id));
    swap(this.save, h("strong", {}, changes ? "存考勤" : "已记好"), h("small", {}, `${this.people.length - away} 到 · ${away} 不在`));
    this.save.disabled = !changes;
    const untouched = this.people.every((one) => this.marks.get(one.id) === HERE);
    const words = first && untouched ? `${this.people.length} 人全部到。有人没来：先选情况，再点他的名字。` : changes ? "改了，还没有存。点右边「存考勤」。" : "这天的考勤已经记好，点名字可以改。";
    setText(this.says, words);
    setClass(this.says, "hand", changes && !(first && untouched));
  }

  pick(kind) {
    this.kind = kind;
    this.showKinds();
  }

  touch(id) {
    this.model.stay();
    this.marks.set(id, this.marks.get(id) === this.kind ? HERE : this.kind);
    this.show(this.model.worker(id));
    this.showSave();
  }

  async store() {
    const { model } = this;
    const changed = this.changes;
    const before = changed.map((one) => [one.id, this.recorded(one.id)]);
    const entry = (worker, status, reason) => model.entry("attendance", { worker, status, clock_in: null, clock_out: null, overtime_minutes: null, reason });
    const date = model.date;
    const undo = () => model.store.record(before.map(([id, status]) => ({ ...entry(id, status, "撤销"), date }))).then(() => this.open());
    const away = this.people.filter((one) => AWAY.has(this.marks.get(one.id))).map((one) => one.name);
    this.save.disabled = true;
    try {
      await model.record(changed.map((one) => entry(one.id, this.marks.get(one.id), this.recorded(one.id) ? "在平板上改" : "")), `考勤 ${changed.length} 人${away.length ? "，不在：" + away.join("、") : "，全部到"}`, { undo });
    } catch (error) {
      setText(this.says, "没有存上，请再按一次。");
      this.save.disabled = false;
    }
  }
}
