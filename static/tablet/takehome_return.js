/* Work comes back 交货: a bag by its code, its number or from the list, then good, defects, rework and material; and 结单. */
import { plain, thousandths } from "./day.js";
import { dayText } from "./clock.js";
import { openPicker } from "./picker.js";
import { WorkScreen } from "./work.js";
import { atHome, earnedOf, fenText, inOrder, isOverdue, leftOf, lossOf, piecesOf } from "./takehome_sums.js";
import { bagsOf, materialPlaces, signChip, signatures } from "./takehome_common.js";
import { openScanner } from "./takehome_scan.js";
import { button, h, icon, setClass, setText, swap } from "./ui.js";
import { typed } from "./pad.js";

const MOST_MATERIALS = 4;
const PIECES = { good: "合格", own: "次品·本人", other: "次品·来料", rework: "返修" };

export class ReturnScreen extends WorkScreen {
  static get kind() { return "takehome"; }

  constructor(app) {
    super(app);
    this.name = "return";
    this.label = "交货";
    this.chips = ["sign", "date"];
    this.signed = {};
    this.sought = "";
    this.close_key = button("结单", () => this.openClosing(), { class: "second close-bag", "data-do": "close", hidden: true });
    this.entry.firstElementChild.append(this.close_key);
    this.list.className = "people bags";
    this.roster.setAttribute("aria-label", "在外的袋");
    swap(this.roster.firstElementChild, button([icon("scan"), h("span", {}, "扫码")], () => this.scan(), { class: "second", "data-do": "scan" }), this.filters, this.progress);
    this.setFields(PIECES);
    this.clear();
  }

  get bags() { return this.model.once("open bags", () => inOrder(bagsOf(this.model).filter((bag) => !bag.closed), this.model.today)); }
  get bag() { return this.bags.find((bag) => bag.order === this.current || bag.issue === this.current) || null; }

  /* While a number is being typed only the bags that carry it are listed. */
  get shown() {
    const bags = this.filter === "late" ? this.bags.filter((bag) => isOverdue(bag, this.model.today)) : this.bags;
    return this.sought ? this.bags.filter((bag) => this.fits(bag.bag)) : bags;
  }

  fits(number) { return number.replace(/^0+/, "").startsWith(this.sought.replace(/^0+/, "")); }

  update() {
    const late = this.bags.filter((bag) => isOverdue(bag, this.model.today)).length;
    const bags = this.shown;
    this.listBags(bags);
    swap(this.filters, this.filterButton("all", "全部", this.bags.length), this.filterButton("late", "过期", late));
    setText(this.progress, this.bags.length ? `在外 ${this.bags.length} 袋` : "");
    if (this.current && !this.bag) this.select(null);
    else this.showBag();
  }

  listBags(bags) {
    const ids = bags.map((bag) => bag.order).join(",");
    if (ids !== this.listed) {
      this.listed = ids;
      this.rows = new Map(bags.map((bag) => [bag.order, this.bagRow(bag)]));
      swap(this.list, [...this.rows.values()].map((row) => row.node), bags.length ? null : h("li", { class: "nothing" }, this.sought ? `没有 ${this.sought} 号袋在外面` : this.filter === "late" ? "没有过期的袋" : "现在没有袋在外面。到「领料」里发第一袋。"));
      this.measured = null;
    }
    for (const bag of bags) this.updateBag(this.rows.get(bag.order), bag);
  }

  bagRow(bag) {
    const [name, what, due, rest] = ["name", "what", "due", "count"].map((kind) => h("span", { class: kind }));
    const main = h("button", { type: "button", class: "person-row bag-row", "data-bag": bag.bag, onclick: () => this.select(bag.order) },
      h("span", { class: "bag-no" }, bag.bag), name, what, due, rest);
    return { node: h("li", {}, main), main, name, what, due, count: rest };
  }

  updateBag(row, bag) {
    const worker = this.model.worker(bag.worker);
    const operation = this.model.findOperation(bag.operation);
    const late = isOverdue(bag, this.model.today);
    const rest = atHome(bag, operation ? operation.unit : "");
    setText(row.name, worker ? worker.name : "?");
    setText(row.what, operation ? operation.name : "");
    setText(row.due, bag.due ? `${late ? "过期 " : ""}${dayText(bag.due)}` : "没定日子");
    setClass(row.due, "hand", late);
    setText(row.count, rest === null ? `已交 ${plain(piecesOf(bag))}` : `还差 ${plain(rest)} ${operation ? operation.unit : ""}`);
    if (bag.order === this.current) row.main.setAttribute("aria-current", "true");
    else row.main.removeAttribute("aria-current");
  }

  select(key) {
    const before = this.rows.get(this.current);
    this.current = key;
    this.sought = "";
    this.signed = {};
    if (this.closeScanner) this.closeScanner();
    this.closeScanner = null;
    if (before) before.main.removeAttribute("aria-current");
    const { bag } = this;
    const materials = bag ? bag.materials.slice(0, MOST_MATERIALS) : [];
    this.setFields({ ...PIECES, ...Object.fromEntries(materials.map((one, place) => ["m" + place, `退${one.name || "料"}`])) });
    materials.forEach((one, place) => setText(this.fields["m" + place].unit, one.unit || ""));
    this.clear();
    this.say("");
    this.listBags(this.shown);
    this.showBag();
    this.reveal(this.rows.get(key));
    this.app.drawContext();
  }

  showBag() {
    const { bag } = this;
    const worker = bag && this.model.worker(bag.worker);
    const operation = bag && this.model.findOperation(bag.operation);
    setText(this.title, bag ? `${worker ? worker.name : "?"}` : this.sought ? `${this.sought} 号袋` : "哪一袋？");
    setText(this.subtitle, bag ? `${bag.bag} 号袋` : "");
    for (const key of Object.keys(PIECES)) setText(this.fields[key].unit, operation ? operation.unit : "");
    setText(this.already, bag ? this.standing(bag, operation) : this.sought ? "按「找袋」，或点左边的袋" : "点一袋、扫码，或用数字键输袋号");
    this.close_key.hidden = !bag;
    this.showPad();
  }

  standing(bag, operation) {
    const unit = operation ? operation.unit : "";
    const rest = atHome(bag, unit);
    const parts = [`${operation ? operation.name : ""} 已交 ${plain(piecesOf(bag))} ${unit}`];
    if (rest !== null) parts.push(`还差约 ${plain(rest)}`);
    const typedNow = ["good", "own", "other"].reduce((sum, key) => sum + thousandths(this.values[key]), 0);
    if (rest !== null && typedNow > rest) parts.push("这次多了，请点清");
    return parts.join("，");
  }

  showPad() {
    if (!this.app || this.app.screen !== this) return;
    const operation = this.bag && this.model.findOperation(this.bag.operation);
    const point = this.placesOf(this.active, operation) > 0;
    this.app.pad.label(this.bag ? "收下" : "找袋", this.bag ? "存好，下一袋" : "照输的袋号找");
    this.app.pad.allow({ point: Boolean(this.bag) && point, action: Boolean(this.bag || this.sought) });
  }

  key(key) {
    if (this.bag) { super.key(key); setText(this.already, this.standing(this.bag, this.model.findOperation(this.bag.operation))); return; }
    this.model.stay();
    if (key === ".") return;
    this.sought = key === "back" ? this.sought.slice(0, -1) : (this.sought + key).slice(0, 6);
    this.say("");
    this.listBags(this.shown);
    this.showBag();
  }

  write(field, key) {
    this.values[field] = typed(this.values[field], key, 6, this.placesOf(field, this.model.findOperation(this.bag.operation)));
  }

  placesOf(field, operation) {
    return field.startsWith("m") && this.bag ? materialPlaces(this.bag.materials[Number(field.slice(1))]) : this.model.places(operation);
  }

  /* By its number as typed or scanned: the bag that carries exactly this one, else the only one that begins so. */
  find(number) {
    const wanted = String(number).replace(/^0+/, "");
    const found = this.bags.find((bag) => bag.bag.replace(/^0+/, "") === wanted) || (this.shown.length === 1 ? this.shown[0] : null);
    if (found) { this.select(found.order); return; }
    const closed = bagsOf(this.model).find((bag) => bag.closed && bag.bag.replace(/^0+/, "") === wanted);
    this.say(closed ? `${number} 号袋已经结单。补交的请找会计登记` : `没有 ${number} 号袋在外面。请看清袋号，或先到「领料」里登记`);
  }

  scan() {
    this.closeScanner = openScanner(this.roster, (this.model.reference.takehome || {}).code || "", (number) => this.find(number));
  }

  get materials() {
    const { bag } = this;
    return bag.materials.slice(0, MOST_MATERIALS).map((one, place) => ({ position: one.position, name: one.name, returned: thousandths(this.values["m" + place]) })).filter((one) => one.returned);
  }

  fault() {
    const { bag } = this;
    if (!Object.values(this.values).some((text) => thousandths(text))) return "请填交回来的数";
    for (const back of this.materials) {
      const material = bag.materials.find((one) => one.position === back.position);
      if (back.returned > material.issued - material.returned) return `退的${material.name}比领走的还多，请核对`;
    }
    if (this.model.date < bag.issued_on) return `这袋 ${dayText(bag.issued_on)} 才领走。请核对日期`;
    return "";
  }

  body(bag) {
    const value = (key) => plain(thousandths(this.values[key]));
    return { bag: bag.bag, order: bag.own_only ? "" : bag.order, issue: bag.issue || "", worker: bag.worker, operation: bag.operation,
      good: value("good"), defect_own: value("own"), defect_other: value("other"), rework: value("rework"),
      materials: this.materials.map((one) => ({ ...one, returned: plain(one.returned) })), inspected: true, ...signatures(this.signed) };
  }

  async act() {
    const { bag, model } = this;
    if (!bag) { this.find(this.sought); return; }
    const fault = this.fault();
    if (fault) { this.say(fault); return; }
    const kept = { values: { ...this.values }, signed: this.signed };
    const body = this.body(bag);
    const worker = model.worker(bag.worker);
    const unit = (model.findOperation(bag.operation) || {}).unit || "";
    this.select(null);
    try {
      await model.record([model.entry("takehome_return", body)], `${worker ? worker.name : ""} ${bag.bag} 号袋交 ${model.quantities(body, unit)}`);
    } catch (error) {
      this.select(bag.order);
      Object.assign(this, kept);
      Object.keys(this.fields).forEach((key) => this.showValue(key));
      this.say(`${bag.bag} 号袋没有存上，请再按一次。`);
    }
  }

  /* The loss is shown before anybody agrees to it. */
  openClosing() {
    const { bag } = this;
    if (Object.values(this.values).some(Boolean)) { this.say("先把这次交的收下，再结单"); return; }
    const { lines, fen } = lossOf(bag);
    const owed = this.owed(bag, fen);
    openPicker(this.roster, `${bag.bag} 号袋结单`, (close) => h("div", { class: "closing" },
      h("p", {}, `${this.title.textContent}　${this.standing(bag, this.model.findOperation(bag.operation))}`),
      lines.map((line) => this.lossLine(line, bag)),
      lines.length ? null : h("p", {}, "没有发料，不算损耗。"),
      h("p", { class: "owed" + (owed ? " hand" : "") }, this.owedText(fen, owed)),
      bag.waiting ? h("p", { class: "hand" }, `还有 ${plain(bag.waiting)} 没验收。先验收，再结单`) : null,
      button([icon("tick"), owed ? `结单，记损耗 ${fenText(owed)} 元` : "结单，不扣"], () => { close(); this.closeBag(bag, owed); }, { class: "save wide", "data-do": "confirm-close", disabled: Boolean(bag.waiting) })));
  }

  owed(bag, fen) {
    const worker = this.model.worker(bag.worker);
    const contract = typeof bag.contract === "boolean" ? bag.contract : worker && worker.system === "contract";
    if (!contract) return fen;
    const most = bag.most === null || bag.most === undefined ? earnedOf(bag) || 0 : bag.most;
    return Math.min(fen, most);
  }

  owedText(fen, owed) {
    if (!fen) return "损耗在允许之内，不扣钱。";
    return owed < fen ? `超耗共 ${fenText(fen)} 元，按约定最多记 ${fenText(owed)} 元。` : `超耗共 ${fenText(fen)} 元，算工资时按规定的上限扣。`;
  }

  lossLine({ material, excess, fen, unpriced }, bag) {
    const { used, left } = leftOf(material, bag);
    const unit = material.unit || "";
    const made = `${plain(piecesOf(bag))} ${(this.model.findOperation(bag.operation) || {}).unit || "件"}`;
    const sums = material.per_piece === null ? `领 ${plain(material.issued)} ${unit}，退 ${plain(material.returned)}，没有写单耗，不算损耗`
      : `领 ${plain(material.issued)} ${unit}，退 ${plain(material.returned)}，${made}用 ${plain(used)}，${left < 0 ? "多出" : "少了"} ${plain(Math.abs(left))}`;
    const allowed = `允许损耗 ${plain(material.loss * 10)}%`;
    const cost = unpriced ? "，没有写料价，不扣" : ` × ${priceOf(material.price)} 元 = ${fenText(fen)} 元`;
    const verdict = material.per_piece === null ? "" : excess ? `${allowed}，超耗 ${plain(excess)} ${unit}${cost}` : `${allowed}，没有超`;
    return h("div", { class: "loss-line" }, h("strong", {}, material.name || "物料"), h("span", {}, sums), h("b", { class: excess ? "hand" : "" }, verdict));
  }

  async closeBag(bag, owed) {
    const { model } = this;
    const worker = model.worker(bag.worker);
    const body = { bag: bag.bag, order: bag.own_only ? "" : bag.order, issue: bag.issue || "", worker: bag.worker, operation: bag.operation, shown: { loss_fen: owed } };
    this.select(null);
    try {
      await model.record([model.entry("takehome_close", body)], `${worker ? worker.name : ""} ${bag.bag} 号袋结单${owed ? `，损耗 ${fenText(owed)} 元` : "，不扣"}`);
    } catch (error) {
      this.select(bag.order);
      this.say(`${bag.bag} 号袋没有存上，请再按一次「结单」。`);
    }
  }

  chip(name, over) { return name === "sign" ? signChip(this, over) : null; }
}

/* 1/10000 yuan: 125000 -> "12.5" */
function priceOf(price) { return String(price / 10000); }
