/* Piece counting 计件: digits, then 下一位 saves and moves on. Also where a line is corrected. */
import { findPrice, plain, thousandths } from "./day.js";
import { WorkScreen, personRow, showMark } from "./work.js";
import { setClass, setText, swap } from "./ui.js";
import { typed } from "./pad.js";

const BOUNCE = 250; // milliseconds in which a second touch of 下一位 is the first one's echo
const FIELDS = { good: "合格", own: "次品·本人", other: "次品·非本人" };

export class CaptureScreen extends WorkScreen {
  static get kind() { return "capture"; }

  constructor(app) {
    super(app);
    this.name = "capture";
    this.label = "计件";
    this.chips = ["date", "band", "operation"];
    this.saving = new Map(); // "worker|operation" being written just now -> text
    this.correcting = null;
    this.saved = 0;
    this.setFields(FIELDS);
    this.model.addEventListener("undone", (event) => this.afterUndo(event.detail));
  }

  mount() {
    super.mount();
    this.restoreDraft();
  }

  get people() {
    if (this.filter !== "yesterday") return this.model.roster;
    return this.model.yesterday.length ? this.model.yesterday : this.model.roster;
  }

  update() {
    const { model } = this;
    const operation = model.operation;
    if (!operation) { this.say("还没有工序。请会计先在电脑上登记工序和单价。"); return; }
    const people = this.people;
    const extra = this.current && !people.some((one) => one.id === this.current) && model.worker(this.current);
    this.listPeople(extra ? [...people, extra] : people, (worker) => personRow(worker, () => this.select(worker.id)));
    for (const [id, row] of this.rows) this.updateRow(id, row, operation);
    this.updateFilters();
    const done = people.filter((one) => this.isCounted(one.id)).length;
    setText(this.progress, `已记 ${done} / ${people.length}`);
    if (!this.current || !model.worker(this.current)) this.select(this.nextId(null), true);
    else this.showPerson();
  }

  updateFilters() {
    const key = [this.filter, this.model.roster.length, this.model.yesterday.length].join();
    if (key === this.filtersShown) return;
    this.filtersShown = key;
    swap(this.filters, this.filterButton("all", "全部", this.model.roster.length),
      this.filterButton("yesterday", "同昨天名单", this.model.yesterday.length));
  }

  filtered() {
    if (this.filter === "yesterday" && !this.model.yesterday.length) this.say("昨天没有人做这道工序，这里列的是全部人。");
    this.current = null;
    this.update();
  }

  updateRow(id, row, operation) {
    const saving = this.saving.get(id + "|" + operation.id);
    const sum = this.model.sum(id, operation.id);
    const away = this.model.isAway(id);
    setText(row.count, saving || (sum ? plain(sum.good + sum.other) : away ? this.model.attendance.get(id).status : ""));
    showMark(row, saving ? "saving" : sum ? sum.mark : "");
    setClass(row.main, "done", sum);
    setClass(row.main, "away", away && !sum);
    if (id === this.current) row.main.setAttribute("aria-current", "true");
    else row.main.removeAttribute("aria-current");
  }

  isCounted(id) {
    const key = id + "|" + this.model.operation.id;
    return this.saving.has(key) || this.model.sums.has(key);
  }

  /* The next person to count after `id`, round the list: present, and without a number for this operation. */
  nextId(id) {
    const ids = this.people.map((one) => one.id);
    const start = ids.indexOf(id) + 1;
    const round = [...ids.slice(start), ...ids.slice(0, start)];
    return round.find((one) => one !== id && !this.isCounted(one) && !this.model.isAway(one)) || null;
  }

  select(id, keepDraft = false) {
    const before = this.rows.get(this.current);
    this.current = id;
    if (!keepDraft) this.stopCorrecting();
    this.clear();
    this.say("");
    this.focus("good");
    if (before) before.main.removeAttribute("aria-current");
    const row = this.rows.get(id);
    if (row) row.main.setAttribute("aria-current", "true");
    this.showPerson();
    this.reveal(row);
  }

  found(worker) {
    this.current = worker.id;
    this.update();
    this.select(worker.id);
  }

  showPerson() {
    const worker = this.current && this.model.worker(this.current);
    const operation = this.model.operation;
    setText(this.title, worker ? worker.name : "都记完了");
    setText(this.subtitle, worker ? worker.no : "点名单里的人可以再记");
    for (const key of Object.keys(this.fields)) setText(this.fields[key].unit, operation.unit);
    const sum = worker && this.model.sum(worker.id, operation.id);
    let already = sum ? `今天这道已记 ${plain(sum.good)} ${operation.unit}，再记会相加` : "";
    if (this.correcting) already = `更正：原来 ${this.model.quantities(this.correcting.body, operation.unit)}`;
    else if (worker && !findPrice(operation, worker.grade, this.model.date)) already = "这天没有单价，照记，会计补单价";
    setText(this.already, already);
    setClass(this.already, "hand", this.correcting);
    this.showPad();
  }

  showPad() {
    const { pad } = this.app;
    if (this.app.screen !== this) return;
    pad.label(this.correcting ? "改好" : "下一位", this.correcting ? "撤旧记新" : "存好，换人");
    pad.allow({ point: this.model.places(this.model.operation) > 0, action: Boolean(this.current) });
  }

  write(field, key) {
    if (!this.current) { this.say("先点名单里的人"); return; }
    this.values[field] = typed(this.values[field], key, 6, this.model.places(this.model.operation));
    sessionStorage.setItem("draft", JSON.stringify({ worker: this.current, operation: this.model.operation.id, date: this.model.date, values: this.values }));
  }

  /* Digits typed before a reload are still there after it. */
  restoreDraft() {
    const draft = JSON.parse(sessionStorage.getItem("draft") || "null");
    const fits = draft && draft.date === this.model.date && this.model.operation && draft.operation === this.model.operation.id && this.model.worker(draft.worker);
    if (!fits || this.correcting) return;
    this.current = draft.worker;
    this.update();
    this.values = draft.values;
    this.focus("good");
    Object.keys(this.fields).forEach((key) => this.showValue(key));
    this.reveal(this.rows.get(this.current));
  }

  act() {
    if (!this.current) return;
    if (!Object.values(this.values).some(Boolean)) { this.skip(); return; }
    if (!Object.values(this.values).some((text) => thousandths(text))) { this.say("都是 0，不用记。直接换人就行。"); return; }
    this.save();
  }

  skip() {
    if (Date.now() - this.saved < BOUNCE) return;
    if (this.correcting) { this.say("请先填改正后的数"); return; }
    this.select(this.nextId(this.current));
  }

  body(worker, operation) {
    const { good, own, other } = this.values;
    return { worker: worker.id, operation: operation.id, good: tidy(good), defect_own: tidy(own), defect_other: tidy(other),
      band: this.model.band, ...this.model.priced(operation, worker) };
  }

  /* The screen moves on at once; 已存本机 appears when the disk has it; a failure brings the person and the digits back. */
  async save() {
    const { model } = this;
    const worker = model.worker(this.current);
    const operation = model.operation;
    const key = worker.id + "|" + operation.id;
    const values = { ...this.values };
    const body = this.body(worker, operation);
    const old = this.correcting;
    const entries = [model.entry("output", body)];
    if (old) entries.unshift(model.entry("reverse", { event: old.id, reason: "更正" }));
    this.saving.set(key, plain(thousandths(values.good)));
    this.saved = Date.now();
    sessionStorage.removeItem("draft");
    this.stopCorrecting();
    const row = this.rows.get(worker.id);
    if (row) this.updateRow(worker.id, row, operation);
    this.select(this.nextId(worker.id));
    try {
      await model.record(entries, `${worker.name} ${operation.name} ${model.quantities(body, operation.unit)}`);
    } catch (error) {
      this.bringBack(worker, values, old, error);
    }
    this.saving.delete(key);
    model.changed();
  }

  bringBack(worker, values, old, error) {
    this.correcting = old;
    this.select(worker.id, true);
    this.values = values;
    Object.keys(this.fields).forEach((key) => this.showValue(key));
    this.say(`${worker.name} 没有存上，请再按一次。（${error && error.name === "QuotaExceededError" ? "平板存储满了" : "本机存储出错"}）`);
  }

  correct(line) {
    this.correcting = line;
    this.current = line.body.worker;
    this.update();
    this.select(line.body.worker, true);
  }

  stopCorrecting() { this.correcting = null; }

  afterUndo(done) {
    if (done.worker && this.app.screen === this && this.model.worker(done.worker)) this.select(done.worker);
  }
}

function tidy(text) { return plain(thousandths(text)); }
