/* Material goes home 领料: a person, a quantity, a bag number. The work, its material and the due day stay as they were last time. */
import { isEmployed, plain, thousandths } from "./day.js";
import { addDays, dayText, weekday } from "./clock.js";
import { openPicker } from "./picker.js";
import { WorkScreen, personRow } from "./work.js";
import { atHome, expectedOf, inOrder, isOverdue, materialText, nextBag } from "./takehome_sums.js";
import { bagsOf, materialPlaces, signChip, signatures } from "./takehome_common.js";
import { openScanner } from "./takehome_scan.js";
import { button, h, icon, setClass, setText, swap } from "./ui.js";
import { typed } from "./pad.js";

const MOST_MATERIALS = 5; // six numbers find room above the pad, one of them is the bag's
const SPANS = [3, 5, 7, 10, 14, 20, 30];

export class IssueScreen extends WorkScreen {
  static get kind() { return "takehome"; }

  constructor(app) {
    super(app);
    this.name = "issue";
    this.label = "领料";
    this.chips = ["job", "due", "sign", "date"];
    this.filter = "usual";
    this.signed = {};
    this.values = {};
    this.finder.after(button([icon("scan"), h("span", {}, "扫袋号")], () => this.scan(), { class: "second", "data-do": "scan" }));
  }

  get document() { return this.model.reference.takehome || {}; }
  get jobs() { return (this.document.jobs || []).filter((job) => this.model.findOperation(job.operation)); }

  /* The work this person did last; else what was given out last here. */
  get job() {
    const { jobs } = this;
    const wanted = this.chosenJob || (this.current && (this.document.last || {})[this.current]) || this.model.sticky.job;
    return jobs.find((job) => job.id === wanted) || jobs[0] || null;
  }

  get operation() { return this.job && this.model.findOperation(this.job.operation); }
  get span() { return this.model.sticky.due_days || this.document.due_days || 7; }
  get due() { return addDays(this.model.date, this.span); }
  get bags() { return bagsOf(this.model).filter((bag) => !bag.closed); }

  get usual() {
    const takers = (this.document.people || []).map((id) => this.model.worker(id)).filter((one) => one && isEmployed(one, this.model.date));
    const known = new Set(takers.map((one) => one.id));
    return [...takers, ...this.model.employed.filter((one) => one.system === "contract" && !known.has(one.id))];
  }

  get people() { return this.filter === "usual" && this.usual.length ? this.usual : this.model.employed; }

  mount() {
    super.mount();
    this.entry.setAttribute("aria-label", "领料");
  }

  update() {
    const people = this.people;
    const extra = this.current && !people.some((one) => one.id === this.current) && this.model.worker(this.current);
    this.listPeople(extra ? [...people, extra] : people, (worker) => personRow(worker, () => this.select(worker.id)));
    const byPerson = new Map();
    for (const bag of this.bags) byPerson.set(bag.worker, [...(byPerson.get(bag.worker) || []), bag]);
    for (const [id, row] of this.rows) this.updateRow(id, row, byPerson.get(id) || []);
    swap(this.filters, this.filterButton("usual", "常领的", this.usual.length), this.filterButton("all", "全部", this.model.employed.length));
    setText(this.progress, `在外 ${this.bags.length} 袋`);
    this.shapeFields();
    this.showPerson(byPerson.get(this.current) || []);
  }

  updateRow(id, row, bags) {
    const late = bags.some((bag) => isOverdue(bag, this.model.today));
    setText(row.count, bags.length ? `${bags.length} 袋${late ? "·过期" : ""}` : "");
    setClass(row.count, "hand", late);
    if (id === this.current) row.main.setAttribute("aria-current", "true");
    else row.main.removeAttribute("aria-current");
  }

  /* One number for each material of the work, and the number of the bag. */
  shapeFields() {
    const { job } = this;
    const key = job ? job.id : "none";
    if (key === this.shaped) { this.offerBag(); return; }
    const before = { ...this.values };
    this.shaped = key;
    const materials = job ? job.materials.slice(0, MOST_MATERIALS) : [];
    const pieces = job && !materials.length ? { quantity: "应交" } : {};
    this.setFields({ ...pieces, ...Object.fromEntries(materials.map((one, place) => ["m" + place, one.name || "物料"])), bag: "袋号" });
    if (pieces.quantity) setText(this.fields.quantity.unit, this.operation.unit);
    materials.forEach((one, place) => setText(this.fields["m" + place].unit, one.unit || ""));
    for (const name of Object.keys(this.fields)) if (before[name] && name !== "bag") this.values[name] = before[name];
    this.values.bag = before.bag && this.ownBag ? before.bag : "";
    Object.keys(this.fields).forEach((name) => this.showValue(name));
    this.offerBag();
  }

  /* The number after the last one, until somebody types or scans another. */
  offerBag() {
    if (!this.ownBag) this.values.bag = nextBag(this.model.store.events.values(), this.model.reference, (this.model.store.meta.device || {}).device);
    this.showValue("bag");
  }

  select(id) {
    if (this.current !== id) this.chosenJob = null;
    this.current = id;
    this.clear();
    this.ownBag = false;
    this.signed = {};
    this.say("");
    this.update();
    this.focus(Object.keys(this.fields)[0]);
    this.app.drawContext();
  }

  found(worker) {
    this.current = worker.id;
    this.select(worker.id);
    this.reveal(this.rows.get(worker.id));
  }

  scan() {
    openScanner(this.roster, this.document.code || "", (number) => {
      this.values.bag = number;
      this.ownBag = true;
      this.showValue("bag");
      if (!this.current) this.say("先点名单里的人");
    });
  }

  showPerson(bags) {
    const worker = this.current && this.model.worker(this.current);
    setText(this.title, worker ? worker.name : "谁来领？");
    setText(this.subtitle, worker ? worker.no : "");
    setText(this.already, worker ? this.handText(bags) : "点名单里的人");
    setClass(this.already, "hand", bags.some((bag) => isOverdue(bag, this.model.today)));
    this.showPad();
  }

  handText(bags) {
    if (!bags.length) return "手上没有别的袋";
    const [first] = inOrder(bags, this.model.today);
    const { operation } = this;
    const same = operation ? bags.filter((bag) => bag.operation === operation.id) : [];
    const rest = same.reduce((sum, bag) => sum + (atHome(bag, operation.unit) || 0), 0);
    const due = first.due ? `，最早${dayText(first.due)}该交` : "";
    return `手上 ${bags.length} 袋${rest ? `，这道还差约 ${plain(rest)} ${operation.unit}` : ""}${due}`;
  }

  showPad() {
    if (!this.app || this.app.screen !== this) return;
    const { job } = this;
    this.app.pad.label("领走", "存好，下一位");
    this.app.pad.allow({ point: this.placesOf(this.active) > 0, action: Boolean(this.current && job) });
  }

  /* Digits after the point: what is weighed has three, what is counted none. */
  placesOf(field) {
    if (field === "bag" || !this.job) return 0;
    return field === "quantity" ? this.model.places(this.operation) : materialPlaces(this.job.materials[Number(field.slice(1))]);
  }

  write(field, key) {
    if (!this.current) { this.hint = "先点名单里的人"; return; }
    if (field !== "bag") { this.values[field] = typed(this.values[field], key, 6, this.placesOf(field)); return; }
    this.values.bag = typed(this.ownBag ? this.values.bag : "", key, 6);
    this.ownBag = true;
  }

  key(key) {
    this.hint = "";
    super.key(key);
    this.say(this.hint || this.enoughText(), Boolean(this.hint));
  }

  showValue(name) { super.showValue(name); if (name === "bag" && this.fields.bag) setClass(this.fields.bag.node, "offered", !this.ownBag); }

  get materials() {
    return this.job.materials.slice(0, MOST_MATERIALS).map((one, place) => ({ ...one, issued: thousandths(this.values["m" + place]) }));
  }

  enoughText() {
    if (!this.job) return "";
    const enough = expectedOf(this.materials, this.operation.unit);
    return enough ? `够做约 ${plain(enough)} ${this.operation.unit}` : "";
  }

  fault() {
    const { job } = this;
    if (!job) return "还没有外发的活。请会计先在电脑上登记一张外发单";
    if (job.materials.length && !this.materials.some((one) => one.issued)) return "请填领了多少料";
    if (!job.materials.length && !thousandths(this.values.quantity)) return "请填应交多少";
    const bag = this.values.bag.trim();
    if (!bag) return "请填袋号";
    const out = this.bags.find((one) => one.bag === bag);
    if (out) return `${bag} 号袋还在${(this.model.worker(out.worker) || { name: "别人" }).name}那里，没有结单。请换一个袋号`;
    return "";
  }

  async act() {
    if (!this.current) return;
    const fault = this.fault();
    if (fault) { this.say(fault); return; }
    const { model, job, operation } = this;
    const worker = model.worker(this.current);
    const materials = this.materials.filter((one) => one.issued).map((one) => ({ name: one.name, unit: one.unit, issued: plain(one.issued), per_piece: one.per_piece, loss: one.loss, price: one.price }));
    const body = { bag: this.values.bag.trim(), worker: worker.id, operation: operation.id, materials, quantity: plain(thousandths(this.values.quantity)), due: this.due, ...model.priced(operation, worker), ...signatures(this.signed) };
    const kept = { values: { ...this.values }, ownBag: this.ownBag, signed: this.signed, job: this.chosenJob };
    this.select(null);
    try {
      await model.record([model.entry("takehome_issue", body)], `${worker.name} 领走 ${body.bag} 号袋 ${materialText(materials, (one) => thousandths(one.issued))}`);
      if (model.sticky.job !== job.id) await model.choose({ job: job.id });
    } catch (error) {
      this.bringBack(worker, kept);
    }
  }

  bringBack(worker, kept) {
    this.select(worker.id);
    Object.assign(this, kept, { chosenJob: kept.job });
    this.update();
    Object.keys(this.fields).forEach((name) => this.showValue(name));
    this.say(`${worker.name} 没有存上，请再按一次。`);
  }

  /* The choices that only this screen has. */
  chip(name, over) {
    const { job, operation } = this;
    if (name === "job") return { name: "operation", label: job && job.materials.length ? job.materials.map((one) => one.name).join("、") : "外发的活", words: operation ? operation.name : "没有外发的活", small: "", hand: !job, pick: () => this.pickJob(over()) };
    if (name === "due") return { name, label: `${this.span} 天后交`, words: `${dayText(this.due)} ${weekday(this.due)}`, small: "", hand: false, pick: () => this.pickDue(over()) };
    if (name === "sign") return signChip(this, over);
    return null;
  }

  pickJob(place) {
    openPicker(place, "领什么活", (close) => h("div", { class: "grid" }, this.jobs.map((job) => {
      const operation = this.model.findOperation(job.operation);
      return h("button", { type: "button", class: "choice", "aria-pressed": this.job && job.id === this.job.id ? "true" : "false",
        onclick: () => { close(); this.chosenJob = job.id; this.model.choose({ job: job.id }); this.update(); this.app.drawContext(); } },
      h("strong", {}, operation.name), h("small", {}, job.materials.map((one) => one.name).join("、") || "不领料"));
    })));
  }

  pickDue(place) {
    openPicker(place, "哪天交", (close) => h("div", { class: "grid" }, SPANS.map((days) => {
      const date = addDays(this.model.date, days);
      return h("button", { type: "button", class: "choice", "aria-pressed": days === this.span ? "true" : "false", onclick: () => { close(); this.model.choose({ due_days: days }); } },
        h("strong", {}, `${dayText(date)} ${weekday(date)}`), h("small", {}, `${days} 天后`));
    })));
  }
}
