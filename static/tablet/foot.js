/* The bar at the foot of every page: at the left what was done last, with its way back; at the right how much is still only here. */
import { clockText, minutesOfDay } from "./clock.js";
import { button, h, icon, setText, stateMark, swap } from "./ui.js";
import { TROUBLES } from "./sync.js";

const ASIDE = new Set(["portal", "unknown"]); // troubles that a person must mend

export class Foot {
  constructor(app) {
    this.app = app;
    this.last = document.getElementById("last");
    this.unsent = document.getElementById("unsent");
    this.words = h("strong", {});
    this.small = h("small", {});
    this.place = h("span", { class: "sign" });
    swap(this.unsent, this.place, h("span", { class: "lines-of-two" }, this.words, this.small));
    this.unsent.disabled = false;
    this.unsent.addEventListener("click", () => app.sync.hurry());
    this.undo = button([icon("undo"), h("span", {}, "撤销")], () => this.takeBack(), { class: "undo second", "data-do": "undo" });
    this.what = h("span", { class: "what" });
    this.state = h("span", { class: "state-place" });
    setInterval(() => this.showLast(), 1000);
  }

  show() {
    this.showUnsent();
    this.showLast();
  }

  showUnsent() {
    const { sync, store } = this.app;
    const { waiting, refused } = store.unsent;
    const count = waiting + refused;
    const hand = Boolean(refused) || ASIDE.has(sync.trouble);
    const joined = Boolean(store.meta.device);
    const sign = hand || !joined ? "hand" : !count ? "there" : sync.phase === "sending" ? "sending" : "here";
    if (sign !== this.sign) swap(this.place, icon(sign));
    this.sign = sign;
    this.unsent.className = hand || !joined ? "hand" : count ? "held" : "sent";
    this.unsent.dataset.unsent = count;
    setText(this.words, this.firstLine(count, sync.phase));
    setText(this.small, this.secondLine(count, refused));
  }

  firstLine(count, phase) {
    if (!this.app.store.meta.device) return "还没有加入车间";
    if (!count) return "都已上传";
    return phase === "sending" ? `正在上传，还剩 ${count} 条` : `已存本机 ${count} 条，没上传`;
  }

  secondLine(count, refused) {
    const { sync, store } = this.app;
    if (store.meta.revoked) return "这台平板已停用，只上传";
    if (refused) return `${refused} 条服务器不收，看「今天」`;
    if (sync.trouble) return TROUBLES[sync.trouble];
    if (count) return "马上上传";
    return store.meta.last_sync ? `${clockText(minutesOfDay(store.meta.last_sync))} 和服务器核对过` : "";
  }

  showLast() {
    const { last } = this.app.model;
    if (!last || !this.app.model.who) {
      if (this.shown) swap(this.last);
      this.shown = null;
      return;
    }
    const held = last.seqs.some((seq) => (this.app.store.events.get(seq) || {}).unsent);
    const key = last.words + held + last.at;
    if (key === this.shown) return;
    this.shown = key;
    setText(this.what, last.words);
    swap(this.state, last.seqs.length ? stateMark(held ? "held" : "sent") : stateMark("held"));
    if (!this.undo.isConnected) swap(this.last, this.undo, h("span", { class: "done-last" }, this.what, this.state));
  }

  async takeBack() {
    const done = await this.app.model.undoLast();
    this.shown = "";
    this.showLast();
    if (done && !this.app.model.last) {
      swap(this.last, h("span", { class: "done-last" }, h("span", { class: "what" }, `已撤销：${done.words}`)));
      this.shown = "undone";
    }
  }
}
