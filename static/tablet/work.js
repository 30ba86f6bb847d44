/* What counting, hours and team work share: roster at one side, the entry with the pad at the other. */
import { button, h, icon, setClass, setText, stateMark, swap } from "./ui.js";
import { pickWorker } from "./picker.js";

/* A row of the roster. `extra` stands at its end outside the button. */
export function personRow(worker, onclick, extra = []) {
  const count = h("span", { class: "count" });
  const state = h("span", { class: "state-place" });
  const main = h("button", { type: "button", class: "person-row", "data-worker": worker.id, onclick },
    h("span", { class: "no" }, worker.no), h("span", { class: "name" }, worker.name), count, state);
  return { node: h("li", {}, main, extra), main, count, state, shown: "" };
}

export function showMark(row, mark) {
  if (row.shown === mark) return;
  row.shown = mark;
  swap(row.state, mark ? stateMark(mark, true) : null);
}

/* One of the numbers that the pad writes into. */
export function numberField(name, onclick) {
  const value = h("span", { class: "value" }, "");
  const unit = h("span", { class: "unit" }, "");
  const label = h("span", { class: "label" }, name);
  const node = h("button", { type: "button", class: "number", "aria-pressed": "false", onclick }, label, value, unit);
  return { node, value, unit, label };
}

export class WorkScreen {
  constructor(app) {
    this.app = app;
    this.model = app.model;
    this.fields = {};
    this.values = {};
    this.active = "";
    this.current = null;
    this.rows = new Map();
    this.filter = "all";
    this.build();
  }

  build() {
    this.list = h("ul", { class: "people" });
    this.list.addEventListener("scroll", () => { if (this.measured) this.measured.top = this.list.scrollTop; }, { passive: true });
    this.progress = h("span", { class: "progress" });
    this.filters = h("div", { class: "filters", role: "group", "aria-label": "名单" });
    this.finder = button([icon("find"), h("span", {}, "找人")], () => pickWorker(this.model, this.roster, (worker) => this.found(worker)), { class: "second" });
    this.roster = h("section", { class: "roster", "aria-label": "名单" },
      h("header", {}, this.finder, this.filters, this.progress), this.list);
    this.title = h("strong", { class: "name" });
    this.subtitle = h("span", { class: "no" });
    this.already = h("small", { class: "already" });
    this.said = h("p", { class: "say", role: "status" });
    this.numbers = h("div", { class: "numbers", role: "group", "aria-label": "数量" });
    this.entry = h("section", { class: "entry", "aria-label": "填数" },
      h("div", { class: "person" }, this.title, this.subtitle, this.already), this.numbers, this.said);
    this.node = h("div", { class: "work " + this.constructor.kind }, this.roster, this.entry);
  }

  setFields(names) {
    this.fields = {};
    for (const [key, name] of Object.entries(names)) this.fields[key] = numberField(name, () => this.focus(key));
    this.values = Object.fromEntries(Object.keys(names).map((key) => [key, ""]));
    this.numbers.className = `numbers of-${Object.keys(names).length}`;
    swap(this.numbers, Object.values(this.fields).map((field) => field.node));
    this.focus(Object.keys(names)[0]);
  }

  mount() {
    const { pad } = this.app;
    this.entry.append(pad.node);
    pad.onKey = (key) => this.key(key);
    pad.onAction = () => this.act();
    this.update();
  }

  focus(key) {
    this.active = key;
    for (const [name, field] of Object.entries(this.fields)) field.node.setAttribute("aria-pressed", name === key ? "true" : "false");
    this.showPad();
  }

  showPad() { /* what the pad's keys are good for just now */ }

  key(key) {
    this.model.stay();
    this.write(this.active, key);
    this.say("");
    this.showValue(this.active);
  }

  showValue(key) {
    const field = this.fields[key];
    setText(field.value, this.values[key] || "0");
    setClass(field.node, "empty", !this.values[key]);
  }

  clear() {
    for (const key of Object.keys(this.fields)) {
      this.values[key] = "";
      this.showValue(key);
    }
  }

  say(words, hand = true) {
    setText(this.said, words);
    setClass(this.said, "hand", hand && words);
  }

  /* Puts the rows of `people` on the list, keeping those that are there. */
  listPeople(people, make) {
    const ids = people.map((one) => one.id).join(",");
    if (ids === this.listed && this.listedFor === this.model.reference) return;
    this.listed = ids;
    this.listedFor = this.model.reference;
    this.rows = new Map(people.map((worker) => [worker.id, make(worker)]));
    swap(this.list, [...this.rows.values()].map((row) => row.node));
    this.measured = null;
  }

  /* Where rows stand: asked of the page once, since asking makes it lay itself out. */
  measure() {
    const [first] = this.rows.values();
    const view = `${window.innerWidth} ${window.innerHeight}`;
    if (first && (!this.measured || this.measured.view !== view)) {
      const columns = getComputedStyle(this.list).gridTemplateColumns.split(" ").length;
      this.measured = { view, columns, row: first.node.offsetHeight, height: this.list.clientHeight, top: this.list.scrollTop };
    }
    return this.measured;
  }

  /* Keeps the current row in sight without moving anything else. */
  reveal(row) {
    if (!row) return;
    const known = this.measure();
    const top = Math.floor([...this.rows.values()].indexOf(row) / known.columns) * known.row;
    if (top >= known.top && top + known.row <= known.top + known.height) return;
    known.top = Math.max(0, top < known.top ? top : top + 2 * known.row - known.height);
    this.list.scrollTop = known.top;
  }

  filterButton(name, label, count) {
    return button([label, h("small", {}, ` ${count}`)], () => { this.filter = name; this.filtered(); },
      { class: "filter", "aria-pressed": this.filter === name ? "true" : "false", "data-filter": name });
  }

  filtered() { this.update(); }
}
