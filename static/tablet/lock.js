/* Who is counting: a grid of faces, then four digits on the same pad. Leaving and changing over never touches the queue. */
import { canVerify, verifyPin, waitFor } from "./pin.js";
import { button, h, setText, swap } from "./ui.js";
import { numberField } from "./work.js";

export class LockScreen {
  constructor(app) {
    this.app = app;
    this.model = app.model;
    this.name = "lock";
    this.chips = [];
    this.chosen = null;
    this.pin = "";
    this.faces = h("ul", { class: "faces" });
    this.notice = h("p", { class: "notice", role: "alert", hidden: true });
    this.title = h("strong", { class: "name" }, "谁在记？");
    this.said = h("p", { class: "say", role: "status" });
    this.dots = numberField("密码（四个数字）", () => undefined);
    this.dots.node.disabled = true;
    this.entry = h("section", { class: "entry", "aria-label": "输密码" },
      h("div", { class: "person" }, this.title), h("div", { class: "numbers" }, this.dots.node), this.said);
    this.node = h("div", { class: "work" }, h("section", { class: "roster", "aria-label": "谁在记" }, this.notice, this.faces), this.entry);
  }

  mount() {
    const { pad } = this.app;
    this.entry.append(pad.node);
    pad.onKey = (key) => this.key(key);
    pad.onAction = () => undefined;
    pad.label("进去", "四个数字自动进");
    pad.allow({ action: false });
    this.pin = "";
    this.chosen = this.model.supervisors.length === 1 ? this.model.supervisors[0].id : null;
    this.say("");
    this.update();
  }

  update() {
    const people = this.model.supervisors;
    const key = JSON.stringify(people.map((one) => [one.id, one.name, one.photo]));
    if (key !== this.drawn) {
      this.drawn = key;
      this.keys = new Map(people.map((one) => [one.id, button(face(one), () => this.choose(one.id), { class: "face", "data-supervisor": one.id })]));
      swap(this.faces, [...this.keys.values()].map((node) => h("li", {}, node)));
    }
    for (const [id, node] of this.keys) node.setAttribute("aria-pressed", id === this.chosen ? "true" : "false");
    this.warn();
    const who = this.model.supervisor(this.chosen);
    setText(this.title, who ? who.name : "谁在记？点自己的名字");
    this.showDots();
  }

  warn() {
    let words = "";
    if (!canVerify()) words = "这个地址是 http，浏览器不让核对密码，断网也打不开。请用 https 开头的地址打开（会计电脑上「体检」会说怎么设）。";
    else if (!this.model.reference) words = "名单还没有下载完。请连上车间网络，等一会儿。";
    else if (!this.model.supervisors.length) words = "还没有班组长。请负责人在电脑上给班组长设平板密码。";
    this.notice.hidden = !words;
    setText(this.notice, words);
  }

  say(words) {
    setText(this.said, words);
    this.said.classList.toggle("hand", Boolean(words));
  }

  showDots() { setText(this.dots.value, "●".repeat(this.pin.length) + "○".repeat(4 - this.pin.length)); }

  choose(id) {
    this.chosen = id;
    this.pin = "";
    this.say("");
    this.update();
  }

  key(key) {
    if (!this.chosen) { this.say("先点自己的名字"); return; }
    if (this.checking || key === ".") return;
    this.pin = key === "back" ? this.pin.slice(0, -1) : this.pin + key;
    this.say("");
    this.showDots();
    if (this.pin.length === 4) this.check();
  }

  async check() {
    const who = this.model.supervisor(this.chosen);
    const tries = (this.model.store.meta.pin_tries || {})[who.id];
    const wait = waitFor(tries, Date.now());
    if (wait) { this.fail(`错得太多，请等 ${Math.ceil(wait / 1000)} 秒再试`); return; }
    if (!who.pin) { this.fail("还没有给您设密码，请找负责人"); return; }
    if (!canVerify()) { this.fail("这个地址不能核对密码"); return; }
    this.checking = true;
    try {
      if (await verifyPin(this.pin, who.pin)) await this.pass(who);
      else await this.miss(who, tries);
    } finally {
      this.checking = false;
    }
  }

  fail(words) {
    this.pin = "";
    this.showDots();
    this.say(words);
  }

  async miss(who, tries) {
    const wrong = ((tries && tries.wrong) || 0) + 1;
    await this.remember(who, { wrong, at: Date.now() });
    this.fail("密码不对，再试一次");
  }

  async pass(who) {
    const tries = this.model.store.meta.pin_tries || {};
    if (tries[who.id]) await this.remember(who, undefined);
    this.model.enter(who.id);
    this.app.go(this.app.start);
  }

  remember(who, tries) {
    const all = { ...(this.model.store.meta.pin_tries || {}) };
    if (tries) all[who.id] = tries;
    else delete all[who.id];
    return this.model.store.setMeta({ pin_tries: all });
  }
}

function face(one) {
  const picture = one.photo ? h("img", { src: one.photo, alt: "", width: "96", height: "96" }) : h("span", { class: "initial", "aria-hidden": "true" }, one.name.slice(0, 1));
  return [picture, h("span", { class: "name" }, one.name)];
}
