/* What is out in bags: what the server sent down, and what this tablet has recorded since. Pure: no store, no page, no clock.
   Pieces and material in 1/1000 of their unit; material per piece, loss allowance and prices in 1/10000; money in fen. */
import { isMeasured, plain, thousandths } from "./day.js";

const WHOLE = BigInt(10000);
const QUANTITY_TIMES_PRICE = BigInt(100000);
const ISSUE = "takehome_issue";
const RETURN = "takehome_return";
const CLOSE = "takehome_close";

/* Has the server's document this event in it already? */
function isThere(event, known, loaded) {
  return known.has(event.id) || (event.unsent === undefined && event.state === "applied" && loaded > (event.sent_under || 0));
}

/* +1: the server's document lacks it; -1: it is in there, but was taken back here since; 0: nothing to add. */
function signOf(event, back, known, loaded) {
  if (isThere(event, known, loaded)) return back && !isThere(back, known, loaded) ? -1 : 0;
  const bad = event.unsent === 2 || (event.unsent === undefined && ["quarantined", "conflict", "discarded"].includes(event.state));
  return back || bad ? 0 : 1;
}

/* Every bag that is out, and those closed lately: [{order, issue, bag, worker, operation, issued_on, due, price, good, own,
   other, rework, waiting, quantity, contract (only from the server), most, materials: [{position, name, unit, issued, returned, per_piece, loss, price}], closed, held}]. */
export function listBags(events, reference, loaded = 0) {
  const document = (reference && reference.takehome) || {};
  const bags = new Map((document.bags || []).map((bag) => [bag.order, { ...bag, materials: bag.materials.map((one) => ({ ...one })), held: false }]));
  const byIssue = new Map([...bags.values()].filter((bag) => bag.issue).map((bag) => [bag.issue, bag]));
  const all = [...events];
  const mine = all.filter((event) => event.kind.startsWith("takehome_"));
  const backs = new Map(all.filter((event) => event.kind === "reverse").map((event) => [event.body.event, event]));
  const known = new Set(document.applied || []);
  const signed = mine.map((event) => [event, signOf(event, backs.get(event.id), known, loaded)]).filter(([, sign]) => sign);
  for (const [event, sign] of signed) if (event.kind === ISSUE) issue(event, sign, bags, byIssue);
  for (const [event, sign] of signed) {
    const bag = event.kind !== ISSUE && (bags.get(event.body.order) || byIssue.get(event.body.issue));
    if (!bag) continue;
    if (event.kind === RETURN) bring(bag, event.body, sign);
    if (event.kind === CLOSE) bag.closed = sign > 0 ? event.date : null;
    bag.held = bag.held || event.unsent !== undefined;
  }
  return [...bags.values()];
}

function issue(event, sign, bags, byIssue) {
  const old = byIssue.get(event.id);
  if (sign < 0) { if (old) bags.delete(old.order); return; }
  if (old) return;
  const { body } = event;
  const bag = { order: event.id, issue: event.id, own_only: true, bag: body.bag, worker: body.worker, operation: body.operation, issued_on: event.date, due: body.due || null, quantity: thousandths(body.quantity) || null,
    price: body.price, good: 0, own: 0, other: 0, rework: 0, waiting: 0, closed: null, held: event.unsent !== undefined, most: null,
    materials: body.materials.map((one, place) => ({ position: place + 1, name: one.name, unit: one.unit, issued: thousandths(one.issued), returned: 0, per_piece: one.per_piece, loss: one.loss, price: one.price })) };
  bags.set(bag.order, bag);
  byIssue.set(bag.issue, bag);
}

function bring(bag, body, sign) {
  bag.good += sign * thousandths(body.good);
  bag.own += sign * thousandths(body.defect_own);
  bag.other += sign * thousandths(body.defect_other);
  bag.rework += sign * thousandths(body.rework);
  for (const back of body.materials || []) {
    const material = bag.materials.find((one) => one.position === back.position);
    if (material) material.returned += sign * thousandths(back.returned);
  }
}

/* All that came back and stayed, inspected or not. */
export function piecesOf(bag) { return bag.good + bag.own + bag.other + (bag.waiting || 0); }

/* How many pieces the material given out makes: the scarcest of the materials decides. null: not known. */
export function expectedOf(materials, unit) {
  const known = materials.filter((one) => one.per_piece && one.issued);
  if (!known.length) return null;
  const made = (one) => (BigInt(Math.max(0, one.issued - (one.returned || 0))) * WHOLE) / BigInt(one.per_piece);
  const least = known.map(made).reduce((a, b) => (b < a ? b : a));
  return isMeasured(unit) ? Number(least) : Number(least / BigInt(1000)) * 1000;
}

/* Pieces that should still be at home; null where nothing tells. */
export function atHome(bag, unit) {
  const expected = bag.quantity || expectedOf(bag.materials, unit);
  return expected === null ? null : Math.max(0, expected - piecesOf(bag));
}

/* Material in pieces and what is at home or lost, in 1/1000: {used, left}. Rounded half up once for each kind of piece, as the books do. */
export function leftOf(material, bag) {
  const kinds = [bag.good, bag.own, bag.other, bag.waiting || 0];
  const used = kinds.reduce((sum, pieces) => sum + Number(roundHalfUp(BigInt(pieces) * BigInt(material.per_piece || 0), WHOLE)), 0);
  return { used, left: material.issued - material.returned - used };
}

/* What closing now would cost (pay rules 5.5): [{material, excess (1/1000), fen}] and the sum; rounding half up once a material. */
export function lossOf(bag) {
  const pieces = BigInt(piecesOf(bag));
  const lines = bag.materials.map((material) => {
    const allowed = pieces * BigInt(material.per_piece || 0) * (WHOLE + BigInt(material.loss || 0));
    const over = BigInt(material.issued - material.returned) * WHOLE * WHOLE - allowed;
    const excess = material.per_piece === null || material.per_piece === undefined || over < 0 ? BigInt(0) : over;
    const fen = roundHalfUp(excess * BigInt(material.price || 0), WHOLE * WHOLE * QUANTITY_TIMES_PRICE);
    return { material, excess: Number(roundHalfUp(excess, WHOLE * WHOLE)), fen: Number(fen), unpriced: excess > 0 && !material.price };
  });
  return { lines, fen: lines.reduce((sum, line) => sum + line.fen, 0) };
}

/* What the pieces brought back earn at the order's price, in fen; null without a price. */
export function earnedOf(bag) {
  return bag.price === null || bag.price === undefined ? null : Number(roundHalfUp(BigInt(bag.good + bag.other) * BigInt(bag.price), QUANTITY_TIMES_PRICE));
}

function roundHalfUp(numerator, denominator) {
  const two = BigInt(2);
  return numerator < 0 ? -roundHalfUp(-numerator, denominator) : (two * numerator + denominator) / (two * denominator);
}

export function fenText(fen) { return `${(fen - (fen % 100)) / 100}.${String(fen % 100).padStart(2, "0")}`; }
export function isOverdue(bag, today) { return Boolean(bag.due && bag.due < today && !bag.closed); }

/* Overdue first, then by the day they are due, then the oldest. */
export function inOrder(bags, today) {
  const key = (bag) => [isOverdue(bag, today) ? 0 : 1, bag.due || "9999", bag.issued_on, bag.bag];
  return bags.map((bag) => [key(bag), bag]).sort(([a], [b]) => compare(a, b)).map(([, bag]) => bag);
}

function compare(a, b) {
  for (let place = 0; place < a.length; place += 1) if (a[place] !== b[place]) return a[place] < b[place] ? -1 : 1;
  return 0;
}

/* The number after the highest that is known. Where there are several tablets each takes numbers of its own, so that two of them
   without network do not give the same one to two bags. `device`: this tablet. */
export function nextBag(events, reference, device) {
  const document = (reference && reference.takehome) || {};
  const mine = [...events].filter((event) => event.kind === ISSUE).map((event) => event.body.bag);
  let next = mine.filter((bag) => /^[0-9]+$/.test(bag)).reduce((most, bag) => Math.max(most, Number(bag) + 1), Number(document.next_bag) || 1);
  const tablets = document.tablets || [];
  const place = tablets.indexOf(device);
  while (place >= 0 && next % tablets.length !== place) next += 1;
  return String(next);
}

/* "棉纱 10.5 公斤，标签 200 个" */
export function materialText(materials, amount) {
  return materials.filter((one) => amount(one)).map((one) => `${one.name} ${plain(amount(one))} ${one.unit || ""}`.trim()).join("，");
}
