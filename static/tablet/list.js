/* Today's list: every line with where it is, its correction, and 每日对工 by person. */
import { clockText, hoursText } from "./clock.js";
import { findPrice, holds, listConfirmations, plain, thousandths, yuan } from "./day.js";
import { button, h, stateMark, swap } from "./ui.js";

const TAKEHOME = { takehome_issue: "领走", takehome_return: "交来", takehome_close: "结单" };
const UNDOABLE = new Set(["output", "team_output", "hours", ...Object.keys(TAKEHOME)]);
const VIEWS = { lines: "逐条", people: "按人对工", waiting: "要处理" };

export class ListScreen {
  constructor(app) {
    this.app = app;
    this.model = app.model;
    this.name = "list";
    this.label = "今天";
    this.chips = ["date"];
    this.view = "lines";
    this.views = h("div", { class: "filters", role: "group", "aria-label": "怎么看" });
    this.sums = h("p", { class: "progress" });
    this.body = h("ul", { class: "lines" });
    this.node = h("div", { class: "full list" }, h("header", {}, this.views, this.sums), this.body);
  }

  mount() { this.update(); }

  update() {
    const { model } = this;
    const troubled = this.troubled();
    swap(this.views, Object.entries(VIEWS).map(([view, name]) => button([name, view === "waiting" ? h("small", {}, ` ${troubled.length}`) : ""],
      () => { this.view = view; this.body.scrollTop = 0; this.update(); }, { class: "filter" + (view === "waiting" && troubled.length ? " hand" : ""), "data-view": view, "aria-pressed": view === this.view ? "true" : "false" })));
    const lines = model.lines;
    const kept = lines.filter((line) => holds(line) && line.kind === "output");
    this.sums.textContent = `${kept.length} 条，${new Set(kept.map((line) => line.body.worker)).size} 人`;
    if (this.view === "people") swap(this.body, this.drawPeople());
    else swap(this.body, this.drawLines(this.view === "waiting" ? troubled : lines));
  }

  /* What needs a person, of any day still held. */
  troubled() {
    const undone = new Set([...this.model.store.events.values()].filter((event) => event.kind === "reverse").map((event) => event.body.event));
    return [...this.model.store.events.values()].filter((event) => (event.unsent === 2 || event.state === "quarantined" || event.state === "conflict") && !undone.has(event.id))
      .map((event) => ({ ...event, mark: event.unsent === 2 ? "refused" : "hand", undone: null, gone: false })).reverse();
  }

  drawLines(lines) {
    if (!lines.length) return [h("li", { class: "nothing" }, this.view === "waiting" ? "没有要处理的。" : "这天还没有记。到「计件」里记第一条。")];
    return lines.map((line) => this.line(line));
  }

  line(line) {
    const who = this.model.supervisor(line.by);
    const time = line.at ? clockText(minutesOf(line.at)) : "";
    const off = !holds(line);
    return h("li", { class: "line" + (off ? " off" : ""), "data-id": line.id },
      h("div", { class: "what" }, this.words(line),
        h("small", {}, [line.date !== this.model.date ? line.date.slice(5) : "", time, who ? who.name : line.by, line.reason].filter(Boolean).join(" · "))),
      off ? h("span", { class: "mark off" }, line.gone ? "办公室已撤" : "已撤") : stateMark(line.mark),
      off || !UNDOABLE.has(line.kind) ? null : h("div", { class: "deeds" },
        line.kind === "output" ? button("更正", () => this.app.correct(line), { class: "second", "data-correct": line.id }) : null,
        button("撤掉", () => this.reverse(line), { class: "second", "data-reverse": line.id })));
  }

  words(line) {
    const { model } = this;
    const { body } = line;
    const operation = model.findOperation(body.operation);
    const worker = model.worker(body.worker);
    const name = worker ? `${worker.name}` : "";
    if (line.kind === "hours") return h("span", {}, h("strong", {}, name), ` ${body.activity} `, h("b", {}, hoursText(body.minutes)));
    if (line.kind === "team_output") return h("span", {}, h("strong", {}, `集体 ${body.members.length} 人`), ` ${operation ? operation.name : ""} `, h("b", {}, `${body.quantity} ${operation ? operation.unit : ""}`));
    if (line.kind === "output") return h("span", {}, h("strong", {}, name), ` ${operation ? operation.name : ""} `, h("b", {}, model.quantities(body, operation ? operation.unit : "")));
    if (TAKEHOME[line.kind]) return h("span", {}, h("strong", {}, name), ` ${TAKEHOME[line.kind]} ${body.bag} 号袋 ${operation ? operation.name : ""} `, h("b", {}, this.bagText(line, operation)));
    const kinds = { attendance: `考勤 ${body.status}`, reverse: "撤销", confirm: body.ok ? "对工：对" : "对工：不对" };
    return h("span", {}, h("strong", {}, name), ` ${kinds[line.kind] || line.kind}`);
  }

  bagText({ kind, body }, operation) {
    if (kind === "takehome_issue") return body.materials.map((one) => `${one.name} ${one.issued} ${one.unit || ""}`).join("，");
    return kind === "takehome_return" ? this.model.quantities(body, operation ? operation.unit : "") : "";
  }

  async reverse(line) {
    const { model } = this;
    const words = "撤掉：" + this.words(line).textContent;
    const again = { kind: line.kind, date: line.date, by: line.by, body: line.body };
    await model.record([{ ...model.entry("reverse", { event: line.id, reason: "撤掉" }), date: line.date }], words, { undo: () => model.store.record([again]) });
  }

  drawPeople() {
    const { model } = this;
    const confirmed = listConfirmations(model.store.events.values(), model.date);
    const people = new Map();
    for (const line of model.lines) {
      if (!holds(line) || line.kind === "team_output" || line.body.bag) continue;
      if (!people.has(line.body.worker)) people.set(line.body.worker, []);
      people.get(line.body.worker).push(line);
    }
    if (!people.size) return [h("li", { class: "nothing" }, "这天还没有人有数。")];
    return [...people].map(([id, lines]) => this.person(model.worker(id), lines, confirmed.get(id))).filter(Boolean);
  }

  person(worker, lines, confirmed) {
    if (!worker) return null;
    const { parts, amount } = this.total(worker, lines);
    return h("li", { class: "line person-total" },
      h("div", { class: "what" }, h("span", {}, h("strong", {}, worker.name), " ", h("span", { class: "no" }, worker.no)),
        h("span", { class: "parts" }, parts.join("　")), h("small", {}, amount ? `计件 ${yuan(amount)} 元（未算阶梯和加班）` : "")),
      confirmed ? h("span", { class: "mark " + (confirmed.ok ? confirmed.mark : "hand") }, stateMark(confirmed.mark, true), confirmed.ok ? "本人说对" : "本人说不对") : null,
      h("div", { class: "deeds" }, button("对", () => this.confirm(worker, true), { class: "second", "aria-label": `${worker.name} 说对` }),
        button("不对", () => this.confirm(worker, false), { class: "second", "aria-label": `${worker.name} 说不对` })));
  }

  total(worker, lines) {
    const byName = new Map();
    let amount = 0;
    for (const { kind, body } of lines) {
      const operation = this.model.findOperation(body.operation);
      const name = kind === "hours" ? body.activity : operation ? operation.name : "";
      const sum = byName.get(name) || { value: 0, unit: kind === "hours" ? "" : operation ? operation.unit : "" };
      sum.value += kind === "hours" ? body.minutes : thousandths(body.good);
      byName.set(name, sum);
      const price = operation && findPrice(operation, worker.grade, this.model.date);
      if (price) amount += price.rate * (thousandths(body.good) + thousandths(body.defect_other));
    }
    const parts = [...byName].map(([name, sum]) => (sum.unit ? `${name} ${plain(sum.value)} ${sum.unit}` : `${name} ${hoursText(sum.value)}`));
    return { parts, amount };
  }

  confirm(worker, ok) {
    const { model } = this;
    return model.record([model.entry("confirm", { worker: worker.id, date: model.date, ok, note: ok ? "" : "本人说数不对" })],
      `${worker.name} ${ok ? "说对" : "说不对"}`, { undo: () => model.store.record([model.entry("confirm", { worker: worker.id, date: model.date, ok: !ok, note: "撤销" })]) });
  }
}

function minutesOf(at) {
  const shifted = new Date(Date.parse(at) + 8 * 3600 * 1000);
  return shifted.getUTCHours() * 60 + shifted.getUTCMinutes();
}
