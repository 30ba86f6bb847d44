/* Sends what waits and learns what the server holds. Nothing here may lose an event: only an answer that names an event's id,
   from a server that signs itself with X-Workshop, takes it out of the queue. */
import { outward } from "./store.js";

const MOST = 200;
const BYTES = 240 * 1024;
const PATIENCE = 20 * 1000; // a request without answer
const CALM = 60 * 1000; // between two looks when nothing waits, and between two questions for news
const ASK = 40; // events asked about at once
const PAUSE = 1000;
const LONGEST = 5000;
const FIRST_DELAY = 1000;
const LAST_DELAY = 5 * 60 * 1000;

/* What went wrong, in the words of the bar. */
export const TROUBLES = {
  offline: "没有网络，连上后自动上传",
  unreachable: "连不上服务器，稍后自动再试",
  portal: "这个网络要先登录（有网页挡着）",
  unknown: "服务器不认识这台平板，请重新扫码加入",
  busy: "服务器忙，稍后自动再试",
  broken: "服务器出了问题，稍后自动再试",
};

/* Full jitter between one second and a growing ceiling of at most five minutes. */
export function backOff(failures, random = Math.random()) {
  const ceiling = Math.min(LAST_DELAY, FIRST_DELAY * 2 ** failures);
  return FIRST_DELAY + random * (ceiling - FIRST_DELAY);
}

export class Sync extends EventTarget {
  constructor(store) {
    super();
    this.store = store;
    this.phase = "resting"; // resting | sending | waiting
    this.trouble = "";
    this.failures = 0;
    this.limit = MOST;
    this.skipped = new Set(); // events that alone brought the server down; tried again on the next round
    this.timer = 0;
    this.again = false;
    this.asked = 0; // when the server was last asked for news
  }

  start() {
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.show("waiting", "offline"));
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.phase !== "sending") this.plan(0); });
    this.plan(0);
  }

  /* Something was recorded: send it when the hand rests, at the latest after a few seconds, unless a wait after a failure is running. */
  nudge() {
    if (this.phase === "sending") this.again = true;
    else if (!this.failures) {
      this.nudged = this.nudged || Date.now();
      this.plan(Math.max(0, Math.min(PAUSE, this.nudged + LONGEST - Date.now())));
    }
  }

  /* A person asked, or the network came back: now, whatever was planned. */
  hurry() {
    this.failures = 0;
    this.asked = 0;
    this.plan(0);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.due = Date.now() + delay;
    this.timer = setTimeout(() => this.run(), delay);
  }

  show(phase, trouble = "") {
    this.phase = phase;
    this.trouble = trouble;
    this.dispatchEvent(new Event("change"));
  }

  async run() {
    if (this.phase === "sending" || !this.store.meta.device) return;
    if (navigator.onLine === false) { this.show("waiting", "offline"); return; }
    this.nudged = 0;
    this.show("sending", this.trouble);
    let trouble = "unreachable";
    try {
      trouble = await alone(() => this.round());
    } catch (error) {
      console.error(error);
    }
    this.rest(trouble);
  }

  /* `trouble` null: another tab is sending just now. */
  rest(trouble) {
    if (trouble === null) {
      this.plan(FIRST_DELAY);
    } else if (trouble) {
      this.failures += 1;
      this.plan(Math.max(this.retryAfter || 0, backOff(this.failures)));
    } else {
      this.failures = 0;
      this.plan(this.again ? PAUSE : CALM);
    }
    this.retryAfter = 0;
    this.again = false;
    this.show(trouble ? "waiting" : "resting", trouble || "");
  }

  /* Sends until nothing waits, then looks for a newer reference. "" or the trouble that ended it. */
  async round() {
    this.skipped.clear();
    let broken = 0;
    for (let first = true; ; first = false) {
      const batch = this.store.batch(this.limit, BYTES, this.skipped);
      if (!batch.length && !first) break;
      const outcome = await this.send(batch);
      if (outcome.trouble) return outcome.trouble;
      if (outcome.failed) {
        broken = await this.yieldTo(batch, outcome, broken);
        if (broken >= 3) return "broken";
      } else {
        broken = 0;
        this.limit = Math.min(MOST, this.limit * 2);
      }
    }
    return (await this.fetchNews()) || (this.skipped.size ? "broken" : "");
  }

  /* What others changed: names, prices, counts, and what became of events that waited for a person. Not more often than once a minute. */
  async fetchNews() {
    if (Date.now() - this.asked < CALM) return "";
    const trouble = (await this.fetchReference()) || (await this.fetchStates());
    if (!trouble) this.asked = Date.now();
    return trouble;
  }

  async fetchStates() {
    const open = [...this.store.events.values()].filter((event) => event.unsent === undefined && !["applied", "discarded"].includes(event.state));
    if (!open.length || this.store.meta.revoked) return "";
    const reply = await this.call("/api/states?" + open.slice(-ASK).map((event) => "id=" + event.id).join("&"), {});
    if (reply.value) await this.store.learn(reply.value);
    return reply.trouble || "";
  }

  /* A batch failed as a whole: halve it, down to the single event that is to blame. Answers how often in a row one alone broke the server. */
  async yieldTo(batch, { failed, reason }, broken) {
    if (batch.length > 1) {
      this.limit = Math.max(1, Math.floor(batch.length / 2));
      return broken;
    }
    if (!batch.length) return 3;
    if (failed >= 500) {
      this.skipped.add(batch[0].seq);
      return broken + 1;
    }
    await this.store.refuse(batch[0].seq, reason || `服务器不收（${failed}）`);
    return 0;
  }

  async send(batch) {
    const { device_epoch } = this.store.meta;
    const body = { version: 1, device_epoch, events: batch.map(outward), held_from: this.store.heldFrom, high: this.store.high };
    const reply = await this.call("/api/sync", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    if (reply.trouble || reply.failed) return reply;
    if (!reply.value || !Array.isArray(reply.value.answers)) return { trouble: "portal" };
    const answered = new Set(reply.value.answers.map((one) => one.id));
    if (batch.length && !batch.some((event) => answered.has(event.id))) return { trouble: "broken" };
    await this.store.settle(reply.value);
    await this.store.forget();
    this.show("sending");
    return {};
  }

  /* Prices, roster and counts, when the server has newer ones than those held. */
  async fetchReference(force = false) {
    const { reference, meta } = this.store;
    if (meta.revoked) return "";
    if (!force && reference && meta.newest_reference === reference.version) return "";
    const reply = await this.call("/api/reference?have=" + encodeURIComponent(reference && !force ? reference.version : ""), {});
    if (reply.trouble) return reply.trouble;
    if (reply.failed) return "broken";
    if (reply.value && Array.isArray(reply.value.workers)) await this.store.saveReference(reply.value);
    return "";
  }

  /* One request: {value} of an answer that is surely the server's, {failed, reason} for a refusal as a whole, {trouble} for try-later. */
  async call(address, options) {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), PATIENCE);
    try {
      const headers = { ...options.headers, Authorization: "Bearer " + this.store.meta.device.token };
      const answer = await fetch(address, { ...options, headers, signal: stop.signal, redirect: "manual", cache: "no-store", credentials: "same-origin" });
      return await this.judge(answer);
    } catch (error) {
      return { trouble: navigator.onLine === false ? "offline" : "unreachable" };
    } finally {
      clearTimeout(clock);
    }
  }

  async judge(answer) {
    const ours = answer.headers.get("X-Workshop") === "1";
    const json = (answer.headers.get("Content-Type") || "").includes("json");
    if (answer.status === 429 || answer.status === 503) {
      this.retryAfter = Math.min(LAST_DELAY, 1000 * (Number(answer.headers.get("Retry-After")) || 0));
      return { trouble: "busy" };
    }
    if (answer.status >= 500 || answer.status === 413) return { failed: answer.status, reason: await reasonOf(answer, json) };
    if (!ours) return { trouble: "portal" };
    if (answer.status === 304) return { value: null };
    if (answer.status === 401) return { trouble: "unknown" };
    if (answer.status >= 400) return { failed: answer.status, reason: await reasonOf(answer, json) };
    return json ? { value: await answer.json() } : { trouble: "portal" };
  }
}

async function reasonOf(answer, json) {
  if (!json) return "";
  try { return String((await answer.json()).error || ""); } catch (error) { return ""; }
}

/* One tab sends at a time where the browser can promise it; two at once would be harmless, since ids are unique on the server. */
async function alone(work) {
  if (!navigator.locks) return work();
  return navigator.locks.request("workshop-sync", { ifAvailable: true }, (lock) => (lock ? work() : null));
}

/* Makes this browser a tablet of the workshop: {device, ...} or {error}. */
export async function enrol(code, name) {
  let answer;
  try {
    answer = await fetch("/api/devices", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code, name }), cache: "no-store", redirect: "manual" });
  } catch (error) {
    return { error: "连不上服务器。请先连上车间的网络，再按一次。" };
  }
  if (answer.headers.get("X-Workshop") !== "1") return { error: "这个网络要先登录（有网页挡着）。请先打开网络的登录页。" };
  const value = await answer.json().catch(() => ({}));
  return answer.status === 201 ? value : { error: value.error || "这个二维码用过了或过了十分钟。请负责人再出一个。" };
}
