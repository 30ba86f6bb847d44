// The month's grid: arrows move, a key sets a status, changes wait in the form below until they are saved together.

import { watchFind } from "./find.js";

document.documentElement.classList.add("scripted");

const table = document.querySelector("[data-month]");
const form = document.querySelector("[data-changes]");
const rows = table ? [...table.tBodies[0].rows] : [];
if (table) watchFind(rows);

if (table) {
  const statuses = form ? form.dataset.statuses.split(";").filter(Boolean).map((line) => line.split(",")) : [];
  const byKey = new Map(statuses.flatMap(([status, , keys]) => [...keys].map((key) => [key.toLowerCase(), status])));
  const marks = new Map(statuses.map(([status, mark]) => [status, mark]));
  const changes = new Map(); // key of the square -> { square, status, before }
  let current = null;

  const dayOf = (square) => `${table.dataset.month}-${String(square.cellIndex).padStart(2, "0")}`;
  const keyOf = (square) => `${square.parentElement.dataset.id}|${dayOf(square)}`;
  const isDay = (cell) => cell && cell.tagName === "TD" && !cell.classList.contains("n");
  const visible = () => rows.filter((row) => !row.hidden);

  function choose(square, focus = true) {
    if (!isDay(square)) return;
    if (current) current.removeAttribute("tabindex");
    current = square;
    square.tabIndex = 0;
    if (focus) square.focus({ preventScroll: false });
    if (!form) return;
    form.querySelector("[data-marks]").hidden = square.classList.contains("out");
    form.querySelector("[data-where]").textContent = `${square.parentElement.cells[0].textContent.trim()} ${square.cellIndex}日`;
  }

  function step(down, right) {
    if (!current) return choose(rows[0].cells[1]);
    const list = visible();
    const row = list[list.indexOf(current.parentElement) + down];
    if (row) choose(row.cells[current.cellIndex + right] || current);
  }

  function show(square, status) {
    const key = keyOf(square);
    const change = changes.get(key) || { square, text: square.textContent, look: square.className };
    changes.set(key, { ...change, status });
    square.textContent = status ? marks.get(status) : "－";
    square.className = "set";
  }

  function set(status) {
    if (!form || !current || current.classList.contains("out")) return;
    show(current, status);
    refresh();
    step(1, 0);
  }

  function undo() {
    const change = current && changes.get(keyOf(current));
    if (!change) return;
    current.textContent = change.text;
    current.className = change.look;
    changes.delete(keyOf(current));
    refresh();
  }

  function refresh() {
    const list = form.querySelector("[data-list]");
    list.textContent = "";
    for (const [key, { status }] of changes) {
      const field = document.createElement("input");
      Object.assign(field, { type: "hidden", name: "change", value: `${key}|${status}` });
      list.append(field);
    }
    const edits = [...changes.values()].filter(({ text, look }) => text && !(look === "hand" && text === "件")).length;
    form.querySelector("[data-reason]").hidden = !edits;
    const save = form.querySelector("[data-save]");
    save.disabled = !changes.size;
    save.textContent = changes.size ? `保存 ${changes.size} 处改动` : "保存改动";
  }

  const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input, select, textarea, button, a");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) event.preventDefault(), step(...moves[event.key]);
    else if (event.key === "Escape") undo();
    else if (event.key === "Backspace" || event.key === "Delete") event.preventDefault(), set("");
    else if (event.key === "Enter" && current) {
      const place = table.dataset.workerDay;
      location.href = place.replace("WORKER", current.parentElement.dataset.id).replace("DAY", dayOf(current));
    } else if (byKey.has(event.key.toLowerCase())) event.preventDefault(), set(byKey.get(event.key.toLowerCase()));
  });
  table.addEventListener("click", (event) => choose(event.target.closest("td")));
  table.addEventListener("dblclick", (event) => {
    const square = event.target.closest("td");
    if (isDay(square)) location.href = table.dataset.workerDay.replace("WORKER", square.parentElement.dataset.id).replace("DAY", dayOf(square));
  });

  if (form) {
    for (const button of form.querySelectorAll("[data-status]")) button.addEventListener("click", () => set(button.dataset.status));
    const byId = new Map(rows.map((row) => [row.dataset.id, row]));
    for (const field of [...form.querySelectorAll("[name=change]")]) {
      const [worker, day, status] = field.value.split("|");
      const row = byId.get(worker);
      if (row && day.startsWith(table.dataset.month)) show(row.cells[Number(day.slice(-2))], status);
    }
    if (changes.size) refresh();
    let leaving = false;
    form.addEventListener("submit", (event) => {
      if (leaving) event.preventDefault();
      leaving = true;
    });
    addEventListener("pageshow", () => (leaving = false));
    addEventListener("beforeunload", (event) => {
      if (!leaving && changes.size) event.preventDefault(), (event.returnValue = "");
    });
  }
}
