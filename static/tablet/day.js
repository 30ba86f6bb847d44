/* What a day comes to, from the events held here and the counts the server sent down. Pure: no store, no page, no clock. */

const MEASURED = new Set(["kg", "公斤", "千克", "斤", "g", "克", "m", "米"]);
export const AWAY = new Set(["休息", "事假", "病假", "年假", "公假", "旷工"]);
export const BANDS = { normal: "正常", overtime: "加班", rest_day: "休息日", holiday: "法定节假日" };
const LISTED = new Set(["output", "team_output", "hours", "takehome_issue", "takehome_return", "takehome_close"]);

export function isMeasured(unit) { return MEASURED.has(unit); }

/* "12.5" -> 12500: quantities are added as whole thousandths. */
export function thousandths(text) {
  const [whole, part = ""] = String(text || "0").split(".");
  return Number(whole || "0") * 1000 + Number((part + "000").slice(0, 3));
}

export function plain(value) {
  const text = (Math.abs(value) / 1000).toFixed(3).replace(/\.?0+$/, "");
  return value < 0 ? "-" + text : text;
}

/* An amount in 1/10,000,000 yuan (price × thousandths) as yuan, exact to four places. */
export function yuan(amount) {
  return (amount / 1e7).toFixed(4).replace(/(\.\d\d\d*?)0+$/, "$1");
}

/* The price for a grade on a day: the row of the grade before the row without, then the latest. null: there is none. */
export function findPrice(operation, grade, date) {
  const rows = (operation.prices || []).filter((row) => row.from <= date);
  const best = (wanted) => rows.filter((row) => (row.grade || "") === wanted).sort((a, b) => (a.from < b.from ? 1 : -1))[0];
  return (grade && best(grade)) || best("") || null;
}

export function isEmployed(worker, date) {
  return (!worker.hire || worker.hire <= date) && (!worker.leave || worker.leave >= date);
}

/* The mark a line carries: held (only here), sent, hand (a person must look), refused. */
export function mark(event) {
  if (event.unsent === 2) return "refused";
  if (event.unsent === 1) return "held";
  return event.state === "quarantined" || event.state === "conflict" ? "hand" : "sent";
}

function reversals(events) {
  const found = new Map();
  for (const event of events) if (event.kind === "reverse") found.set(event.body.event, event);
  return found;
}

/* Was it reversed in the office? Applied there, the counts came down afterwards, and it is not among them. */
function goneFromServer(event, reference, known, loaded) {
  if (event.state === "discarded" && !event.unsent) return true;
  if (event.kind !== "output" || event.state !== "applied" || event.unsent || !reference) return false;
  const first = (reference.counts || []).reduce((least, count) => (count.date < least ? count.date : least), "9999");
  return event.date >= first && event.date <= reference.today && loaded > (event.sent_under || 0) && !known.has(event.id);
}

/* Every line of a date, latest first: local events and what others recorded. {id, kind, date, at, by, body, mark, reason, undone}. */
export function listLines(events, reference, date, loaded = 0) {
  const all = [...events];
  const undone = reversals(all);
  const known = new Set(((reference && reference.counts) || []).map((count) => count.id));
  const mine = all.filter((event) => event.date === date && LISTED.has(event.kind));
  const ids = new Set(mine.map((event) => event.id));
  const lines = mine.map((event) => ({ ...event, mark: mark(event), undone: undone.get(event.id) || null,
    gone: goneFromServer(event, reference, known, loaded) }));
  for (const count of (reference && reference.counts) || []) {
    if (count.date !== date || ids.has(count.id)) continue;
    const body = { worker: count.worker, operation: count.operation, good: count.good, defect_own: count.defect_own, defect_other: count.defect_other, band: "" };
    lines.push({ id: count.id, kind: "output", date, at: "", by: count.by, body, mark: "sent", reason: "", undone: undone.get(count.id) || null, gone: false, seq: 0 });
  }
  return lines.sort((a, b) => b.seq - a.seq);
}

export function holds(line) { return !line.undone && !line.gone; }

/* Sums of what holds, by "worker|operation": {good, own, other (thousandths), times, mark: the least safe of its lines}. */
export function tally(lines) {
  const sums = new Map();
  const worst = ["sent", "held", "hand", "refused"];
  for (const line of lines) {
    if (line.kind !== "output" || !holds(line)) continue;
    const key = line.body.worker + "|" + line.body.operation;
    const sum = sums.get(key) || { good: 0, own: 0, other: 0, times: 0, mark: "sent" };
    sum.good += thousandths(line.body.good);
    sum.own += thousandths(line.body.defect_own);
    sum.other += thousandths(line.body.defect_other);
    sum.times += 1;
    if (worst.indexOf(line.mark) > worst.indexOf(sum.mark)) sum.mark = line.mark;
    sums.set(key, sum);
  }
  return sums;
}

/* worker -> status on a date: the latest event here, else what the server had. */
export function listAttendance(events, reference, date) {
  const found = new Map();
  for (const row of (reference && reference.attendance) || []) if (row.date === date) found.set(row.worker, { status: row.status, mark: "sent" });
  for (const event of events) {
    if (event.kind === "attendance" && event.date === date) found.set(event.body.worker, { status: event.body.status, mark: mark(event) });
  }
  return found;
}

/* worker -> the latest confirmation 对工 of a date. */
export function listConfirmations(events, date) {
  const found = new Map();
  for (const event of events) if (event.kind === "confirm" && event.body.date === date) found.set(event.body.worker, { ok: event.body.ok, mark: mark(event) });
  return found;
}

/* By number, name or the initials of its pinyin. */
export function search(workers, text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return [];
  const hit = (worker) => worker.name.includes(wanted) || (worker.initials || "").toLowerCase().includes(wanted) || worker.no.toLowerCase().includes(wanted);
  const rank = (worker) => ((worker.initials || "").toLowerCase().startsWith(wanted) || worker.no.toLowerCase().endsWith(wanted) ? 0 : 1);
  return workers.filter(hit).sort((a, b) => rank(a) - rank(b));
}
