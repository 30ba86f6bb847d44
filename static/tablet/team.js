/* Team output 集体: one total, the members, and how it is split. The shares are worked out on the server (pay rules 3.4). */
import { isEmployed, plain, thousandths } from "./day.js";
import { SPLITS } from "./picker.js";
import { WorkScreen, personRow } from "./work.js";
import { button, h, setClass, setText, swap } from "./ui.js";
import { typed } from "./pad.js";

const FULL_DAY = 480;

export class TeamScreen extends WorkScreen {
  static get kind() { return "team"; }

  constructor(app) {
    super(app);
    this.name = "team";
    this.label = "集体";
    this.chips = ["date", "band", "operation", "split"];
    this.members = new Map(); // worker -> {minutes: "480", weight: "1.00"}
    this.fresh = true; // the first key on a member's number replaces it
    this.setFields({ quantity: "总数", minutes: "分钟", weight: "系数" });
    this.values.minutes = this.values.weight = "";
  }

  get split() { return this.model.sticky.split || "equal"; }
  get timed() { return this.split.includes("minutes"); }
  get weighed() { return this.split.includes("weight"); }

  update() {
    const people = this.model.roster;
    this.listPeople(people, (worker) => this.row(worker));
    for (const [id, row] of this.rows) this.updateRow(id, row);
    const last = this.lastTeam();
    swap(this.filters, button(["同上次", h("small", {}, ` ${last.length}`)], () => this.take(last), { class: "filter", disabled: !last.length, "data-filter": "last" }),
      button("全不选", () => this.take([]), { class: "filter" }));
    setText(this.progress, `${this.members.size} 人`);
    this.showEntry();
  }

  row(worker) {
    const own = button("", () => this.edit(worker.id), { class: "own second", "data-own": worker.id });
    const row = personRow(worker, () => this.toggle(worker.id), [own]);
    row.own = own;
    return row;
  }

  updateRow(id, row) {
    const member = this.members.get(id);
    row.main.setAttribute("aria-pressed", member ? "true" : "false");
    setText(row.count, member ? "✓" : this.model.isAway(id) ? this.model.attendance.get(id).status : "");
    const parts = member ? [this.timed && `${member.minutes || 0}分`, this.weighed && `×${member.weight || 0}`].filter(Boolean) : [];
    setText(row.own, parts.join(" "));
    row.own.hidden = !this.timed && !this.weighed;
    setClass(row.own, "unseen", !member);
    row.own.setAttribute("aria-label", `${this.model.worker(id).name} 的${this.timed ? "分钟" : "系数"}`);
    setClass(row.own, "editing", id === this.current && this.active !== "quantity");
  }

  lastTeam() {
    const teams = [...this.model.store.events.values()].filter((event) => event.kind === "team_output");
    const last = teams[teams.length - 1];
    if (!last) return this.model.yesterday.map((one) => one.id);
    return last.body.members.map((one) => one.worker).filter((id) => this.model.worker(id) && isEmployed(this.model.worker(id), this.model.date));
  }

  take(ids) {
    this.members = new Map(ids.map((id) => [id, this.members.get(id) || { minutes: String(FULL_DAY), weight: "1.00" }]));
    this.focus("quantity");
    this.update();
  }

  toggle(id) {
    if (this.members.has(id)) this.members.delete(id);
    else this.members.set(id, { minutes: String(FULL_DAY), weight: "1.00" });
    this.focus("quantity");
    this.updateRow(id, this.rows.get(id));
    setText(this.progress, `${this.members.size} 人`);
    this.showEntry();
  }

  found(worker) {
    if (!this.rows.has(worker.id)) { this.say("这个人不在车间名单里"); return; }
    if (!this.members.has(worker.id)) this.toggle(worker.id);
    this.reveal(this.rows.get(worker.id));
  }

  edit(id) {
    this.current = id;
    this.focus(this.timed ? "minutes" : "weight");
    this.update();
  }

  focus(key) {
    const member = this.members && this.members.get(this.current);
    this.active = key !== "quantity" && !member ? "quantity" : key;
    this.fresh = true;
    super.focus(this.active);
    if (this.model && this.rows) for (const [id, row] of this.rows) if (row.own) setClass(row.own, "editing", id === this.current && this.active !== "quantity");
  }

  showEntry() {
    const { operation } = this.model;
    const member = this.members.get(this.current);
    const worker = member && this.model.worker(this.current);
    setText(this.title, `集体 ${this.members.size} 人`);
    setText(this.subtitle, SPLITS[this.split][0]);
    setText(this.already, this.members.size ? [...this.members.keys()].map((id) => this.model.worker(id).name).join("、") : "点名单里的人，加进这一组");
    setText(this.fields.quantity.unit, operation ? operation.unit : "");
    setText(this.fields.minutes.label, this.timed && worker ? `分钟 · ${worker.name}` : "分钟");
    setText(this.fields.weight.label, this.weighed && worker ? `系数 · ${worker.name}` : "系数");
    this.fields.minutes.node.disabled = !this.timed || !member;
    this.fields.weight.node.disabled = !this.weighed || !member;
    setText(this.fields.minutes.value, this.timed && member ? member.minutes || "0" : "–");
    setText(this.fields.weight.value, this.weighed && member ? member.weight || "0" : "–");
    this.showPad();
  }

  showPad() {
    if (!this.app || this.app.screen !== this) return;
    const point = this.active === "weight" || (this.active === "quantity" && this.model.places(this.model.operation) > 0);
    this.app.pad.label("存好", "集体产量");
    this.app.pad.allow({ point, action: true });
  }

  write(field, key) {
    if (field === "quantity") { this.values.quantity = typed(this.values.quantity, key, 6, this.model.places(this.model.operation)); return; }
    const member = this.members.get(this.current);
    const before = this.fresh && key !== "back" ? "" : member[field];
    member[field] = field === "minutes" ? typed(before, key, 4) : typed(before, key, 2, 2);
    this.fresh = false;
    this.updateRow(this.current, this.rows.get(this.current));
  }

  showValue(key) {
    if (key === "quantity" || !this.members) super.showValue(key);
    else this.showEntry();
  }

  fault() {
    if (!thousandths(this.values.quantity)) return "请填总数";
    if (!this.members.size) return "请点名单，加进做活的人";
    for (const [id, member] of this.members) {
      if (this.timed && !(Number(member.minutes) >= 1 && Number(member.minutes) <= 1440)) return `${this.model.worker(id).name} 的分钟数不对`;
      if (this.weighed && !(Number(member.weight) > 0)) return `${this.model.worker(id).name} 的系数不能是 0`;
    }
    return "";
  }

  async act() {
    const fault = this.fault();
    if (fault) { this.say(fault); return; }
    const { model } = this;
    const { operation } = model;
    const members = [...this.members].map(([worker, member]) => ({ worker, minutes: this.timed ? Number(member.minutes) : null, weight: this.weighed ? Number(member.weight).toFixed(2) : null }));
    const body = { operation: operation.id, quantity: plain(thousandths(this.values.quantity)), split: this.split, band: model.band, members, ...model.priced(operation, null) };
    try {
      await model.record([model.entry("team_output", body)], `集体 ${members.length} 人 ${operation.name} ${body.quantity} ${operation.unit}`);
      this.values.quantity = "";
      super.showValue("quantity");
      this.focus("quantity");
    } catch (error) {
      this.say("没有存上，请再按一次。");
    }
  }
}
