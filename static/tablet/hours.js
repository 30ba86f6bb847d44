/* Hours 钟点: 来 and 走 by one touch each, or hours and minutes on the pad. */
import { clockText, hoursText, minutesOfDay } from "./clock.js";
import { WorkScreen, personRow, showMark } from "./work.js";
import { holds } from "./day.js";
import { button, setClass, setText, swap } from "./ui.js";
import { typed } from "./pad.js";

const DAY = 24 * 60;

export class HoursScreen extends WorkScreen {
  static get kind() { return "hours"; }

  constructor(app) {
    super(app);
    this.name = "hours";
    this.label = "钟点";
    this.chips = ["date", "band", "activity"];
    this.filter = "hourly";
    this.setFields({ hours: "小时", minutes: "分" });
  }

  get activity() { return this.model.sticky.activity || "打包帮工"; }
  get hourly() { return this.model.employed.filter((one) => one.system === "part_time"); }
  get people() { return this.filter === "hourly" && this.hourly.length ? this.hourly : this.model.employed; }

  update() {
    const people = this.people;
    this.listPeople(people, (worker) => this.row(worker));
    const minutes = this.minutesByWorker();
    for (const [id, row] of this.rows) this.updateRow(id, row, minutes.get(id));
    swap(this.filters, this.filterButton("hourly", "钟点工", this.hourly.length), this.filterButton("all", "全部", this.model.employed.length));
    setText(this.progress, `在岗 ${[...this.model.store.clocks.values()].filter((clock) => clock.date === this.model.today).length} 人`);
    if (!this.current || !this.rows.has(this.current)) this.select(people.length ? people[0].id : null);
    else this.showPerson();
  }

  row(worker) {
    const clock = button("来", () => this.clock(worker), { class: "clock second", "data-clock": worker.id });
    const row = personRow(worker, () => this.select(worker.id), [clock]);
    row.clock = clock;
    return row;
  }

  minutesByWorker() {
    const found = new Map();
    for (const line of this.model.lines) {
      if (line.kind !== "hours" || !holds(line)) continue;
      const sum = found.get(line.body.worker) || { minutes: 0, mark: "sent" };
      sum.minutes += line.body.minutes;
      if (line.mark !== "sent") sum.mark = line.mark;
      found.set(line.body.worker, sum);
    }
    return found;
  }

  updateRow(id, row, sum) {
    const open = this.model.store.clocks.get(id);
    const stale = open && open.date !== this.model.today;
    setText(row.clock, open ? "走" : "来");
    row.clock.setAttribute("aria-label", `${this.model.worker(id).name} ${open ? "走" : "来"}`);
    setClass(row.clock, "open", open);
    setText(row.count, open ? (stale ? "没按走" : `${clockText(open.clock_in)} 来`) : sum ? hoursText(sum.minutes) : "");
    setClass(row.count, "hand", stale);
    showMark(row, open ? "" : sum ? sum.mark : "");
    setClass(row.main, "done", sum);
    if (id === this.current) row.main.setAttribute("aria-current", "true");
    else row.main.removeAttribute("aria-current");
  }

  select(id) {
    this.current = id;
    this.clear();
    this.focus("hours");
    this.say("");
    const sums = this.minutesByWorker();
    for (const [other, row] of this.rows) this.updateRow(other, row, sums.get(other));
    this.showPerson();
  }

  found(worker) {
    if (!this.rows.has(worker.id)) this.filter = "all";
    this.current = worker.id;
    this.update();
    this.select(worker.id);
    this.reveal(this.rows.get(worker.id));
  }

  showPerson() {
    const worker = this.current && this.model.worker(this.current);
    const sum = worker && this.minutesByWorker().get(worker.id);
    setText(this.title, worker ? worker.name : "没有人");
    setText(this.subtitle, worker ? worker.no : "");
    setText(this.already, sum ? `这天已记 ${hoursText(sum.minutes)}，再记会相加` : `做「${this.activity}」`);
    this.showPad();
  }

  showPad() {
    if (this.app.screen !== this) return;
    this.app.pad.label("下一位", "存好，换人");
    this.app.pad.allow({ action: Boolean(this.current) });
  }

  write(field, key) { this.values[field] = typed(this.values[field], key, field === "hours" ? 2 : 3); }

  body(worker, minutes, extra = {}) {
    return { worker: worker.id, activity: this.activity, minutes, band: this.model.band, clock_in: null, clock_out: null, ...extra };
  }

  async act() {
    const worker = this.model.worker(this.current);
    const minutes = Number(this.values.hours || 0) * 60 + Number(this.values.minutes || 0);
    const next = this.nextId(worker.id);
    if (!this.values.hours && !this.values.minutes) { this.select(next); return; }
    if (minutes < 1 || minutes > DAY) { this.say("时间应在 1 分钟到 24 小时之间"); return; }
    const open = this.model.store.clocks.get(worker.id);
    await this.save(worker, this.body(worker, minutes), open);
    this.select(next);
  }

  nextId(id) {
    const ids = this.people.map((one) => one.id);
    return ids[(ids.indexOf(id) + 1) % ids.length];
  }

  async save(worker, body, open) {
    const undo = (made) => this.model.store.record([{ ...this.model.entry("reverse", { event: made[0].id, reason: "撤销" }), date: made[0].date }], open ? { put: open } : {});
    try {
      await this.model.record([this.model.entry("hours", body)], `${worker.name} ${body.activity} ${hoursText(body.minutes)}`, { undo, clock: open ? { drop: worker.id } : {} });
    } catch (error) {
      this.say(`${worker.name} 没有存上，请再按一次。`);
    }
  }

  async clock(worker) {
    const open = this.model.store.clocks.get(worker.id);
    const now = minutesOfDay(this.model.now);
    this.select(worker.id);
    if (!open) { await this.come(worker, now); return; }
    if (open.date !== this.model.today) { this.say(`${worker.name} ${open.date.slice(5)} 没按走。请选那一天，用数字键填小时。`); return; }
    const minutes = now - open.clock_in;
    if (minutes < 1) { this.say("刚来，还不到 1 分钟。按错了就点「撤销」。"); return; }
    await this.save(worker, this.body(worker, minutes, { activity: open.activity, clock_in: open.clock_in, clock_out: now }), open);
  }

  async come(worker, now) {
    const put = { worker: worker.id, date: this.model.today, activity: this.activity, clock_in: now };
    const undo = () => this.model.store.record([], { drop: worker.id });
    await this.model.record([], `${worker.name} ${clockText(now)} 来`, { undo, clock: { put } });
  }
}
