// The day sheet: Enter goes on, the last Enter saves; a column pasted from Excel fills downwards; nothing typed is lost unasked.

import { watchFind } from "./find.js";

document.documentElement.classList.add("scripted");

for (const select of document.querySelectorAll("[data-choose] select")) {
  select.addEventListener("change", () => select.form.submit());
}

const sheet = document.querySelector("[data-sheet]");
const presence = document.querySelector("[data-presence]");
let leaving = false;

function guard(form, isDirty) {
  form.addEventListener("submit", (event) => {
    if (leaving) event.preventDefault();
    leaving = true;
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("beforeunload", (event) => {
    if (!leaving && isDirty()) event.preventDefault(), (event.returnValue = "");
  });
}

if (presence) {
  const rows = [...presence.querySelectorAll("li")];
  let touched = false;
  // A reason is asked only where something that is recorded changes.
  const reason = presence.querySelector("[data-reason]");
  const edits = () => rows.some((row) => row.querySelector("input[checked]") && !row.querySelector("input[checked]").checked);
  const askReason = () => reason && (reason.hidden = !edits() && !reason.classList.contains("wrong"));
  presence.addEventListener("change", () => ((touched = true), askReason()));
  askReason();
  const find = watchFind(rows);
  if (find) find.field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  guard(presence, () => touched);
}

if (sheet) {
  const table = sheet.querySelector("table");
  const rows = [...table.querySelectorAll("tr[data-who]")];
  const inputs = () => [...table.querySelectorAll("input")];
  const columnOf = (field) => field.name.split("-")[0];
  const shown = (column) => rows.filter((row) => !row.hidden).map((row) => row.querySelector(`input[name^="${column}-"]`)).filter(Boolean);
  const find = watchFind(rows, showParts);

  function showParts() {
    for (const part of table.querySelectorAll("tr.part")) {
      let next = part.nextElementSibling;
      while (next && next.hidden && next.dataset.who) next = next.nextElementSibling;
      part.hidden = !next || !next.dataset.who;
    }
  }

  function move(field, step) {
    const column = shown(columnOf(field));
    const next = column[column.indexOf(field) + step];
    if (next) next.focus(), next.select();
    return Boolean(next);
  }

  table.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.matches("input") || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(field, event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (find && find.field.value) find.field.focus(), find.field.select();
      else if (event.ctrlKey || event.metaKey || !move(field, 1)) sheet.requestSubmit();
    }
  });

  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text");
    if (!event.target.matches("input") || !/[\n\t]/.test(text.trim())) return;
    event.preventDefault();
    const columns = withDefects() ? ["good", "defect_own", "defect_other"] : ["good"];
    const across = columns.slice(columns.indexOf(columnOf(event.target)));
    const start = shown(columnOf(event.target)).indexOf(event.target);
    const lines = text.replace(/\r/g, "").replace(/\n$/, "").split("\n");
    lines.forEach((line, down) =>
      line.split("\t").forEach((value, right) => {
        const field = across[right] && shown(across[right])[start + down];
        if (field) field.value = value.trim();
      }),
    );
    sum();
  });

  function withDefects() {
    return sheet.querySelector("[data-defects]").getAttribute("aria-pressed") === "true";
  }

  const half = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).trim();
  function sum() {
    const typed = inputs().filter((f) => columnOf(f) === "good").map((f) => half(f.value)).filter((t) => /^\d{1,9}(\.\d{1,3})?$/.test(t));
    const total = typed.reduce((all, t) => all + Math.round(Number(t) * 1000), 0);
    const counts = sheet.querySelector("[data-count]");
    counts.textContent = typed.length;
    sheet.querySelector("[data-sum]").textContent = (total / 1000).toLocaleString("zh-CN", { maximumFractionDigits: 3 });
  }
  table.addEventListener("input", sum);
  sum();

  const defects = sheet.querySelector("[data-defects]");
  const flip = (button, on) => (button.setAttribute("aria-pressed", String(on)), on);
  const pressed = (button) => button.getAttribute("aria-pressed") !== "true";
  const words = { defect_own: "次品(本人)", defect_other: "次品(非本人)" };
  const typedDefects = () => inputs().some((f) => columnOf(f) !== "good" && f.value);
  defects.addEventListener("click", (event) => {
    event.preventDefault();
    if (withDefects() && typedDefects()) return; // what is typed never goes out of sight
    flip(defects, !withDefects());
    if (!withDefects()) return hideDefects();
    for (const [column, word] of Object.entries(words)) {
      const head = document.createElement("th");
      head.className = "n";
      head.textContent = word;
      table.tHead.rows[0].lastElementChild.before(head);
      for (const row of rows) addField(row, column, word);
    }
  });
  function addField(row, column, word) {
    const good = row.querySelector("input");
    if (!good) return;
    const cell = document.createElement("td");
    const field = good.cloneNode();
    cell.className = "n wrap";
    field.name = good.name.replace("good", column);
    field.value = field.defaultValue = "";
    field.setAttribute("aria-label", good.getAttribute("aria-label").replace("合格", word));
    for (const mark of ["aria-invalid", "aria-describedby", "data-wrong"]) field.removeAttribute(mark);
    cell.append(field);
    row.lastElementChild.before(cell);
  }
  function hideDefects() {
    for (const row of [table.tHead.rows[0], ...rows]) while (row.cells.length > 3) row.cells[2].remove();
  }
  defects.addEventListener("keydown", (event) => event.key === " " && (event.preventDefault(), defects.click()));

  const crew = sheet.querySelector("[data-crew]");
  if (crew)
    crew.addEventListener("click", () => {
      const only = flip(crew, pressed(crew));
      for (const row of rows) {
        row.dataset.away = only && !("before" in row.dataset) ? "1" : "";
        row.hidden = Boolean(row.dataset.missed || row.dataset.away);
      }
      showParts();
    });

  if (find)
    find.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      const first = shown("good")[0];
      if (first) first.focus(), first.select();
    });

  const wrong = table.querySelector("[data-wrong]");
  const first = wrong || inputs().find((f) => columnOf(f) === "good" && !f.value);
  if (first) first.focus({ preventScroll: !wrong });
  guard(sheet, () => inputs().some((f) => f.value !== f.defaultValue));
}
