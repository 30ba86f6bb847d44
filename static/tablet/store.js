/* What the tablet holds: one IndexedDB. An event and the counter that numbers it are one strict transaction; only when it is
   complete may the screen say 已存本机. Nothing is deleted before a verified backup of the server has it (forget). */
import { openDB } from "../vendor/idb.js";
import { uuid4, uuid7 } from "./ids.js";

export const NAME = "workshop-tablet";
const STRICT = { durability: "strict" };
const WEEK = 7 * 24 * 3600 * 1000;
/* Value of the index `unsent`; an event without it has been answered for. */
export const WAITING = 1;
export const REFUSED = 2;

/* One step for each version of the schema. A step only adds; rows that wait to be sent go through every one of them unharmed. */
const STEPS = [
  (db, tx) => {
    db.createObjectStore("meta");
    const events = db.createObjectStore("events", { keyPath: "seq" });
    events.createIndex("id", "id", { unique: true });
    events.createIndex("unsent", "unsent");
    db.createObjectStore("reference");
    tx.objectStore("meta").put(uuid4(), "device_epoch");
    tx.objectStore("meta").put(1, "next_seq");
  },
  (db) => db.createObjectStore("clocks", { keyPath: "worker" }),
];

/* Opens the store, climbing from whatever version is there. A store newer than this program is used as it is. */
export async function openStore({ onTakenOver } = {}) {
  const options = {
    upgrade: (db, from, to, tx) => STEPS.slice(from).forEach((step) => step(db, tx)),
    blocking: (_from, _to, event) => {
      event.target.close();
      if (onTakenOver) onTakenOver();
    },
  };
  let db;
  try {
    db = await openDB(NAME, STEPS.length, options);
  } catch (error) {
    if (error.name !== "VersionError") throw error;
    db = await openDB(NAME, undefined, { blocking: options.blocking });
  }
  const store = new Store(db);
  await store.refresh();
  return store;
}

class Store extends EventTarget {
  constructor(db) {
    super();
    this.db = db;
    this.events = new Map(); // seq -> event, everything held, in order
    this.reference = null;
    this.meta = {};
    this.clocks = new Map(); // worker -> {worker, date, activity, clock_in}
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
    if (this.channel) this.channel.onmessage = () => this.refresh().then(() => this.tell(false));
  }

  /* Reads everything anew: at start, and when another tab has written. */
  async refresh() {
    const tx = this.db.transaction(["meta", "events", "reference", "clocks"]);
    const [keys, values, events, reference, clocks] = await Promise.all([
      tx.objectStore("meta").getAllKeys(), tx.objectStore("meta").getAll(), tx.objectStore("events").getAll(),
      tx.objectStore("reference").get("current"), tx.objectStore("clocks").getAll(),
    ]);
    this.meta = {};
    keys.forEach((key, index) => { this.meta[key] = values[index]; });
    this.events = new Map(events.map((event) => [event.seq, event]));
    this.reference = reference || null;
    this.clocks = new Map(clocks.map((row) => [row.worker, row]));
  }

  tell(others = true) {
    this.dispatchEvent(new Event("change"));
    if (others && this.channel) this.channel.postMessage("changed");
  }

  /* Events still to be sent: {waiting, refused}, as the index in memory mirrors it. */
  get unsent() {
    const count = { waiting: 0, refused: 0 };
    for (const event of this.events.values()) {
      if (event.unsent === WAITING) count.waiting += 1;
      else if (event.unsent === REFUSED) count.refused += 1;
    }
    return count;
  }

  /* Records what was typed: [{kind, date, by, body}] -> events, once they are on the disk. All of them or none.
     `clocks` {put: row} or {drop: worker} changes an open clock in the same transaction. */
  async record(entries, clock = {}) {
    const tx = this.db.transaction(["meta", "events", "clocks"], "readwrite", STRICT);
    const done = tx.done;
    done.catch(() => undefined);
    const meta = tx.objectStore("meta");
    let seq = await meta.get("next_seq");
    const made = entries.map((entry) => makeEvent(entry, seq++));
    made.forEach((event) => tx.objectStore("events").add(event));
    meta.put(seq, "next_seq");
    if (clock.put) tx.objectStore("clocks").put(clock.put);
    if (clock.drop) tx.objectStore("clocks").delete(clock.drop);
    await done;
    this.meta.next_seq = seq;
    made.forEach((event) => this.events.set(event.seq, event));
    if (clock.put) this.clocks.set(clock.put.worker, clock.put);
    if (clock.drop) this.clocks.delete(clock.drop);
    this.tell();
    return made;
  }

  async setMeta(changes) {
    const tx = this.db.transaction("meta", "readwrite", STRICT);
    Object.entries(changes).forEach(([key, value]) => tx.store.put(value, key));
    await tx.done;
    Object.assign(this.meta, changes);
  }

  async saveReference(reference) {
    const tx = this.db.transaction(["reference", "meta"], "readwrite", STRICT);
    const loaded = (this.meta.reference_loaded || 0) + 1;
    tx.objectStore("reference").put(reference, "current");
    tx.objectStore("meta").put(loaded, "reference_loaded");
    await tx.done;
    this.reference = reference;
    this.meta.reference_loaded = loaded;
    this.tell();
  }

  /* The next events to send, in order, skipping `skip`: at most `most` of them and `bytes` of JSON. */
  batch(most, bytes, skip = new Set()) {
    const chosen = [];
    let size = 0;
    for (const event of this.events.values()) {
      if (event.unsent !== WAITING || skip.has(event.seq)) continue;
      size += new TextEncoder().encode(JSON.stringify(outward(event))).length + 1;
      if (chosen.length && (chosen.length >= most || size > bytes)) break;
      chosen.push(event);
    }
    return chosen;
  }

  get high() { return (this.meta.next_seq || 1) - 1; }

  get heldFrom() {
    const first = this.events.keys().next();
    return first.done ? null : first.value;
  }

  /* Puts the server's answer to a batch on record: states, marks, what is to be offered again. One transaction. */
  async settle(answer) {
    const states = new Map((answer.answers || []).map((one) => [one.id, one]));
    const again = new Set(answer.missing || []);
    const restored = Boolean(this.meta.server_epoch) && this.meta.server_epoch !== answer.epoch;
    const changes = { server_epoch: answer.epoch, received_to: answer.received_to, backed_up_to: answer.backed_up_to,
      revoked: Boolean(answer.revoked), newest_reference: answer.reference, lost: answer.lost || [], server_now: answer.now, clock_offset: Date.parse(answer.now) - Date.now() || 0, last_sync: Date.now() };
    const touched = restored || again.size ? null : [...this.events.values()].filter((event) => states.has(event.id)).map((event) => event.seq);
    await this.change((event) => {
      const one = states.get(event.id);
      if (one) return { ...event, unsent: undefined, state: one.state, reason: one.reason || "", sent_at: answer.now, sent_under: this.meta.reference_loaded || 0 };
      if ((restored || again.has(event.seq)) && event.unsent === undefined) return { ...event, unsent: WAITING };
      return restored && event.unsent === REFUSED ? { ...event, unsent: WAITING } : event;
    }, changes, touched);
    return restored;
  }

  /* What became of events since they were answered: {id: {state, reason}}. */
  learn(states) {
    return this.change((event) => {
      const one = states[event.id];
      if (!one || event.unsent !== undefined || (one.state === event.state && one.reason === event.reason)) return event;
      return { ...event, state: one.state, reason: one.reason || "" };
    });
  }

  /* Marks an event that the server refuses for itself; it is skipped, shown, and kept. */
  refuse(seq, reason) {
    return this.change((event) => ({ ...event, unsent: REFUSED, reason }), {}, [seq]);
  }

  /* Offers again what had been refused: after an update of either side, or because a person asked. */
  retryRefused() {
    return this.change((event) => (event.unsent === REFUSED ? { ...event, unsent: WAITING } : event));
  }

  /* Deletes what is inside a verified backup and older than a week by the server's own clock. */
  forget() {
    const { backed_up_to: mark = 0, server_now: now } = this.meta;
    const decide = (event) => {
      const old = event.unsent === undefined && event.sent_at && Date.parse(now) - Date.parse(event.sent_at) > WEEK;
      return old && event.seq <= mark ? null : event;
    };
    const gone = [...this.events.values()].filter((event) => decide(event) === null).map((event) => event.seq);
    return gone.length ? this.change(decide, {}, gone) : undefined;
  }

  /* Rewrites events by `decide` (same: untouched; null: deleted): those of `seqs`, or all of them. The rows are read inside
     the transaction, so no tab undoes another's. */
  async change(decide, meta = {}, seqs = null) {
    const tx = this.db.transaction(["meta", "events"], "readwrite", STRICT);
    const done = tx.done;
    done.catch(() => undefined);
    const kept = tx.objectStore("events");
    const rows = await (seqs ? Promise.all(seqs.map((seq) => kept.get(seq))) : kept.getAll());
    const after = new Map(seqs ? this.events : []);
    for (const event of rows.filter(Boolean)) {
      const next = decide(event);
      after.delete(event.seq);
      if (next === null) kept.delete(event.seq);
      else if (next === event) after.set(event.seq, event);
      else {
        kept.put(withoutUndefined(next));
        after.set(event.seq, withoutUndefined(next));
      }
    }
    Object.entries(meta).forEach(([key, value]) => tx.objectStore("meta").put(value, key));
    await done;
    this.events = seqs ? inOrder(after) : after;
    Object.assign(this.meta, meta);
    this.tell();
  }
}

function makeEvent({ kind, date, by, body }, seq) {
  return { id: uuid7(), seq, kind, date, at: new Date().toISOString(), by, body, v: 1, unsent: WAITING, state: "held", reason: "" };
}

function inOrder(events) { return new Map([...events].sort((a, b) => a[0] - b[0])); }

/* An index has no entry for a row that lacks the property; `undefined` in it would say the same, but not in an export. */
function withoutUndefined(event) {
  const row = { ...event };
  if (row.unsent === undefined) delete row.unsent;
  return row;
}

/* What of an event leaves the tablet. */
export function outward({ id, seq, kind, date, at, by, body, v }) {
  return { id, seq, kind, date, at, by, body, v };
}

/* Asks the system to keep the store; the answer is shown in the settings. */
export async function askToPersist() {
  const keeper = navigator.storage;
  if (!keeper || !keeper.persist) return "unknown";
  return (await keeper.persisted()) || (await keeper.persist()) ? "kept" : "may_be_cleared";
}
