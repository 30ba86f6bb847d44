/* Puts the tablet together: store, sync, screens, the bar at the top and the one at the foot. */
import { AttendanceScreen } from "./attendance.js";
import { CaptureScreen } from "./capture.js";
import { EnrolScreen, codeInAddress } from "./enrol.js";
import { Foot } from "./foot.js";
import { HoursScreen } from "./hours.js";
import { ListScreen } from "./list.js";
import { LockScreen } from "./lock.js";
import { Model } from "./model.js";
import { Pad } from "./pad.js";
import { SettingsScreen } from "./settings.js";
import { Sync } from "./sync.js";
import { TeamScreen } from "./team.js";
import { SPLITS, bandText, pickActivity, pickBand, pickDate, pickOperation, pickSplit, priceText } from "./picker.js";
import { askToPersist, openStore } from "./store.js";
import { dayText, weekday } from "./clock.js";
import { button, h, icon, setText, swap } from "./ui.js";

const START = "capture";
/* Pages that only workshops with take-home work need: fetched when the tablet rests, kept for offline like the rest. */
const LATER = {
  issue: ["领料", () => import("./takehome_issue.js").then((module) => module.IssueScreen)],
  return: ["交货", () => import("./takehome_return.js").then((module) => module.ReturnScreen)],
};

class App {
  constructor(store) {
    this.store = store;
    this.model = new Model(store);
    this.sync = new Sync(store);
    this.pad = new Pad();
    this.screen = null;
    this.start = START;
    this.version = document.querySelector("meta[name=version]").content;
    this.persisted = "";
    this.waiting = null;
    this.offlineWords = "正在准备…";
    this.root = document.getElementById("tablet");
    this.place = document.getElementById("screen");
    this.context = document.getElementById("context");
    const screens = [CaptureScreen, AttendanceScreen, HoursScreen, TeamScreen, ListScreen, SettingsScreen, LockScreen, EnrolScreen];
    this.screens = new Map(screens.map((Kind) => new Kind(this)).map((screen) => [screen.name, screen]));
    this.foot = new Foot(this);
    this.buildTop();
  }

  buildTop() {
    const tabs = ["capture", "attendance", "hours", "team", "issue", "return", "list", "settings"];
    this.tabs = new Map(tabs.map((name) => [name, button(LATER[name] ? LATER[name][0] : this.screens.get(name).label, () => this.go(name), { class: "tab", "data-tab": name })]));
    swap(document.getElementById("tabs"), [...this.tabs.values()]);
    this.who = document.getElementById("who");
    this.who.addEventListener("click", () => this.lock());
  }

  begin() {
    this.model.addEventListener("change", () => this.update());
    this.model.addEventListener("recorded", () => { this.foot.show(); this.sync.nudge(); });
    this.model.addEventListener("undone", () => this.sync.nudge());
    this.sync.addEventListener("change", () => { this.foot.show(); if (this.screen.name === "settings") this.screen.update(); });
    setInterval(() => this.watch(), 15000);
    window.addEventListener("hashchange", () => { if (codeInAddress()) this.go("enrol"); });
    this.go(this.first());
    this.sync.start();
    askToPersist().then((answer) => { this.persisted = answer; this.update(); });
    this.keepForOffline();
    setTimeout(() => { if (this.hasTakehome) Object.keys(LATER).forEach((name) => this.fetchScreen(name).catch(() => undefined)); }, 2000);
  }

  first() {
    if (codeInAddress() || !this.store.meta.device) return "enrol";
    return this.model.who ? START : "lock";
  }

  enrolled() {
    this.go("lock");
    this.sync.hurry();
  }

  get hasTakehome() { return Boolean(this.store.reference && this.store.reference.takehome); }

  /* Makes a page that was not fetched yet. Two touches in a row make it once. */
  async fetchScreen(name) {
    this.fetched = this.fetched || {};
    this.fetched[name] = this.fetched[name] || LATER[name][1]().then((Screen) => this.screens.set(name, new Screen(this)));
    try {
      await this.fetched[name];
    } catch (error) {
      this.fetched[name] = null;
      throw error;
    }
  }

  go(name) {
    if (LATER[name] && !this.screens.has(name)) {
      this.fetchScreen(name).then(() => this.go(name)).catch((error) => console.error(error));
      return;
    }
    const allowed = name === "enrol" || name === "lock" || (this.model.who && this.store.reference);
    this.screen = this.screens.get(allowed ? name : "lock");
    this.root.dataset.screen = this.screen.name;
    swap(this.place, this.screen.node);
    this.screen.mount();
    this.drawTop();
    this.drawContext();
    this.foot.show();
  }

  update() {
    if (!["lock", "enrol"].includes(this.screen.name) && !this.model.who) { this.go("lock"); return; }
    this.screen.update();
    this.drawTop();
    this.drawContext();
    this.foot.show();
  }

  /* The day turned, or nobody has touched the tablet for a while. */
  watch() {
    if (!["lock", "enrol"].includes(this.screen.name) && !this.model.who) this.go("lock");
    else if (this.shownToday !== this.model.today) this.model.changed();
  }

  lock() {
    this.model.leave();
    this.go("lock");
  }

  correct(line) {
    const capture = this.screens.get("capture");
    this.model.choose({ operation: line.body.operation });
    this.go("capture");
    capture.correct(line);
  }

  drawTop() {
    const { who } = this.model;
    const inside = Boolean(who) && !["lock", "enrol"].includes(this.screen.name);
    setText(document.getElementById("place"), this.store.meta.device ? this.store.meta.device.workshop.name : "车间平板");
    document.getElementById("tabs").hidden = !inside;
    this.who.hidden = !inside;
    if (inside && this.who.dataset.id !== who.id) {
      this.who.dataset.id = who.id;
      swap(this.who, icon("lock"), h("span", {}, who.name), h("small", {}, "换人"));
    }
    for (const [name, tab] of this.tabs) {
      if (LATER[name]) tab.hidden = !this.hasTakehome;
      if (name === this.screen.name) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    }
    this.shownToday = this.model.today;
  }

  /* The choices that stay: day, band, operation. A chip tells what holds; a touch on it changes it. */
  drawContext() {
    const chips = this.store.reference ? this.screen.chips.map((name) => this.chip(name)) : [];
    const caption = chips.length ? "" : this.caption();
    const key = caption + JSON.stringify(chips.map(({ name, label, words, small, hand }) => [this.screen.name, name, label, words, small, hand]));
    if (key === this.contextShown) return;
    this.contextShown = key;
    swap(this.context, caption ? h("p", { class: "caption" }, caption) : null, chips.map(({ name, label, words, small, hand, pick }) => h("button", { type: "button", class: "chip " + name + (hand ? " hand" : ""), "data-chip": name, onclick: pick },
      h("small", {}, label), h("strong", {}, words), small ? h("span", { class: "aside" }, small) : null, icon("down"))));
  }

  caption() {
    const day = `${dayText(this.model.today)} ${weekday(this.model.today)}`;
    return { lock: `${day}　锁上和换人都不会丢数`, settings: `${day}　这台平板的情况`, enrol: "新平板" }[this.screen.name] || "";
  }

  chip(name) {
    const { model } = this;
    const over = () => this.place.querySelector(".roster") || this.screen.node;
    const own = this.screen.chip && this.screen.chip(name, over);
    if (own) return own;
    if (name === "date") return this.dateChip(over);
    if (name === "band") return { name, label: "时段", words: bandText(model, model.band), small: "", hand: false, pick: () => pickBand(model, over()) };
    if (name === "split") return { name, label: "怎么分", words: SPLITS[this.screen.split][0], small: "", hand: false, pick: () => pickSplit(model, over(), this.screen.split, (split) => model.choose({ split })) };
    if (name === "activity") return { name, label: "做什么活", words: this.screen.activity, small: "", hand: false, pick: () => pickActivity(model, over(), (activity) => model.choose({ activity })) };
    const operation = model.operation;
    return { name, label: operation ? model.product(operation.product).name : "工序", words: operation ? operation.name : "没有工序", small: operation ? priceText(model, operation) : "", hand: !operation, pick: () => pickOperation(model, over()) };
  }

  dateChip(over) {
    const { model } = this;
    const late = model.date !== model.today;
    const { wrong } = model.todayState;
    const label = wrong ? "平板时间不对，请核对日期" : late ? "补记以前的" : "今天";
    return { name: "date", label, words: `${dayText(model.date)} ${weekday(model.date)}`, small: "", hand: wrong || late, pick: () => pickDate(model, over()) };
  }

  /* The shell is kept for a start without network. A new version waits until a person at the lock or in the settings lets it in. */
  async keepForOffline() {
    if (!("serviceWorker" in navigator)) {
      this.offlineWords = "不能：这个地址是 http。请用 https 开头的地址打开";
      return;
    }
    try {
      const kept = await navigator.serviceWorker.register("/tablet/sw.js", { scope: "/tablet/" });
      const look = () => {
        this.waiting = kept.waiting && kept.active ? kept.waiting : null;
        if (this.waiting && this.screen.name === "lock" && !this.screen.pin) this.takeOver();
        this.update();
      };
      kept.addEventListener("updatefound", () => kept.installing && kept.installing.addEventListener("statechange", look));
      look();
      await navigator.serviceWorker.ready;
      this.offlineWords = "能";
      this.update();
    } catch (error) {
      this.offlineWords = "还不能：程序没有存全，联网后自动再试";
    }
  }

  /* The new program takes the place of the old one; what is stored stays where it is. */
  takeOver() {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    this.waiting.postMessage("take over");
  }
}

openStore({ onTakenOver: () => location.reload() }).then((store) => {
  const app = new App(store);
  window.tablet = app; // for a person who looks into a tablet with the browser's own tools
  app.begin();
}).catch((error) => {
  console.error(error);
  swap(document.getElementById("screen"), h("p", { class: "notice" }, `本机存储打不开（${error && error.name}）。请关掉别的页，重新打开；不行就找负责人。没有上传的还在本机里。`));
});
