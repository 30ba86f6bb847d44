/* What every screen asks: who is in, which day, which operation, who is on the roster, what has been counted.
   Sticky choices live in the store, so they stay until somebody changes them. */
import { AWAY, findPrice, holds, isEmployed, isMeasured, listAttendance, listLines, plain, tally } from "./day.js";
import { todayOf } from "./clock.js";

const IDLE = 10 * 60 * 1000;
const KEEP_UNDO = 30 * 1000;

export class Model extends EventTarget {
  constructor(store) {
    super();
    this.store = store;
    this.undoable = []; // the last things done here: {words, undo: fn, at, seqs}
    this.cache = {};
    store.addEventListener("change", () => this.changed());
  }

  /* What was worked out is forgotten at once; the screens hear of it once, after the touch at hand has been painted. */
  changed() {
    this.cache = {};
    if (this.planned) return;
    this.planned = true;
    setTimeout(() => {
      this.planned = false;
      this.dispatchEvent(new Event("change"));
    }, 0);
  }

  get reference() { return this.store.reference; }
  get now() { return Date.now() + (this.store.meta.clock_offset || 0); }
  get todayState() { return todayOf(this.reference, this.store.meta.clock_offset, Date.now()); }
  get today() { return this.todayState.date; }

  /* Who is in: kept for this tab only, and forgotten after ten minutes of nothing. */
  get who() {
    const kept = JSON.parse(sessionStorage.getItem("who") || "null");
    if (!kept || Date.now() - kept.at > IDLE || kept.at > Date.now() + IDLE) return null;
    return this.supervisors.find((one) => one.id === kept.id) || null;
  }

  get supervisors() { return (this.reference && this.reference.supervisors) || []; }
  enter(id) { sessionStorage.setItem("who", JSON.stringify({ id, at: Date.now() })); }

  stay() {
    if (Date.now() - (this.stayed || 0) < 5000) return;
    this.stayed = Date.now();
    const { who } = this;
    if (who) this.enter(who.id);
  }

  leave() { sessionStorage.removeItem("who"); }

  get sticky() { return this.store.meta.sticky || {}; }

  async choose(changes) {
    const next = { ...this.sticky, ...changes };
    this.store.meta.sticky = next; // at once for the screen; the disk follows
    this.changed();
    await this.store.setMeta({ sticky: next });
  }

  /* The work date: today unless an earlier day was chosen today. */
  get date() {
    const { date, chosen_on: chosen } = this.sticky;
    return date && chosen === this.today ? date : this.today;
  }

  chooseDate(date) { return this.choose({ date: date === this.today ? null : date, chosen_on: this.today, band: "" }); }

  /* Days that may be chosen: up to today. */
  get days() {
    const known = (this.reference && this.reference.days) || [];
    const past = known.filter((day) => day.date <= this.today);
    return past.some((day) => day.date === this.today) ? past : [...past, { date: this.today, band: "normal" }];
  }

  bandOf(date) {
    const day = ((this.reference && this.reference.days) || []).find((one) => one.date === date);
    return day ? day.band : "normal";
  }

  get band() { return this.sticky.band || ""; }

  /* What may be written instead of the calendar's own band. */
  get bands() {
    const ordinary = this.bandOf(this.date) === "normal";
    if (!ordinary) return [""];
    return this.reference.workshop.weekly_rest ? ["", "overtime"] : ["", "overtime", "rest_day"];
  }

  get operations() { return (this.reference && this.reference.operations) || []; }

  get operation() {
    const found = this.operations.find((one) => one.id === this.sticky.operation);
    if (found) return found;
    const yesterday = Object.entries(this.reference.yesterday || {}).sort((a, b) => b[1].length - a[1].length)[0];
    return (yesterday && this.operations.find((one) => one.id === yesterday[0])) || this.operations[0] || null;
  }

  product(code) { return this.reference.products.find((one) => one.code === code) || { code, name: code }; }
  worker(id) { return this.once("workers", () => new Map(this.reference.workers.map((one) => [one.id, one]))).get(id) || null; }
  findOperation(id) { return this.operations.find((one) => one.id === id) || null; }
  supervisor(id) { return this.supervisors.find((one) => one.id === id) || null; }

  once(name, make) {
    if (!(name in this.cache)) this.cache[name] = make();
    return this.cache[name];
  }

  get employed() { return this.once("employed", () => this.reference.workers.filter((one) => isEmployed(one, this.date))); }

  /* Who usually stands in the workshop; people under 承揽 work at home and are found by searching. */
  get roster() {
    return this.once("roster", () => this.employed.filter((one) => one.system !== "contract" || this.counted(one.id)));
  }

  counted(worker) { return this.lines.some((line) => line.body.worker === worker && !line.body.bag && holds(line)); }

  get yesterday() {
    const ids = (this.operation && this.reference.yesterday && this.reference.yesterday[this.operation.id]) || [];
    return this.once("yesterday", () => ids.map((id) => this.worker(id)).filter((one) => one && isEmployed(one, this.date)));
  }

  get lines() {
    return this.once("lines", () => listLines(this.store.events.values(), this.reference, this.date, this.store.meta.reference_loaded || 0));
  }

  get sums() { return this.once("sums", () => tally(this.lines)); }
  sum(worker, operation) { return this.sums.get(worker + "|" + operation) || null; }
  get attendance() { return this.once("attendance", () => listAttendance(this.store.events.values(), this.reference, this.date)); }

  isAway(worker) {
    const row = this.attendance.get(worker);
    return Boolean(row && AWAY.has(row.status));
  }

  /* The price fixed on an entry, with the version that was on the screen. */
  priced(operation, worker) {
    const price = findPrice(operation, worker ? worker.grade : "", this.date);
    return { price: price ? price.rate : null, price_from: price ? price.from : null, reference: this.reference.version };
  }

  places(operation) { return operation && isMeasured(operation.unit) ? 3 : 0; }

  entry(kind, body) { return { kind, date: this.date, by: this.who ? this.who.id : "", body }; }

  /* Saves entries and offers to take them back. `words` tell what was done. */
  async record(entries, words, { undo, clock } = {}) {
    this.stay();
    const made = await this.store.record(entries, clock);
    const back = undo || (() => this.store.record(made.filter((event) => event.kind !== "reverse" && event.kind !== "confirm")
      .map((event) => ({ ...this.entry("reverse", { event: event.id, reason: "撤销" }), date: event.date }))));
    this.undoable.push({ words, undo: () => back(made), at: Date.now(), seqs: made.map((event) => event.seq), worker: made[0] && made[0].body.worker });
    if (this.undoable.length > 5) this.undoable.shift();
    this.dispatchEvent(new Event("recorded"));
    return made;
  }

  /* The thing that one tap takes back now, or null. */
  get last() {
    const top = this.undoable[this.undoable.length - 1];
    return top && Date.now() - top.at < KEEP_UNDO ? top : null;
  }

  async undoLast() {
    const top = this.undoable.pop();
    if (!top) return null;
    await top.undo();
    if (this.undoable.length) this.undoable[this.undoable.length - 1].at = Math.max(this.undoable[this.undoable.length - 1].at, Date.now() - KEEP_UNDO + 10000);
    this.dispatchEvent(new CustomEvent("undone", { detail: top }));
    return top;
  }

  /* "37 双，本人次品 2" */
  quantities(body, unit) {
    const parts = [`${plainText(body.good)} ${unit}`];
    if (Number(body.defect_own)) parts.push(`本人次品 ${plainText(body.defect_own)}`);
    if (Number(body.defect_other)) parts.push(`非本人次品 ${plainText(body.defect_other)}`);
    return parts.join("，");
  }
}

function plainText(text) { return plain(Math.round(Number(text || 0) * 1000)); }
