/* The first page of a new tablet: it joins a workshop with the code a manager shows, once. */
import { enrol } from "./sync.js";
import { button, h, setText } from "./ui.js";

export function codeInAddress() {
  const found = /(?:^#|&)enrol=([^&]+)/.exec(location.hash);
  return found ? decodeURIComponent(found[1]) : "";
}

export class EnrolScreen {
  constructor(app) {
    this.app = app;
    this.name = "enrol";
    this.chips = [];
    this.code = h("input", { id: "enrol-code", type: "text", autocomplete: "off", autocapitalize: "characters" });
    this.called = h("input", { id: "enrol-name", type: "text", maxlength: "20", value: "平板 1" });
    this.said = h("p", { class: "say", role: "alert" });
    this.join = button("加入车间", () => this.send(), { class: "save" });
    this.node = h("div", { class: "full enrol" }, h("div", { class: "card" },
      h("h2", {}, "这台平板还没有加入车间"),
      h("p", {}, "请负责人在电脑上点「登记一台平板」，用这台平板扫屏幕上的二维码。二维码十分钟内有效，只能用一次。"),
      h("p", { class: "field" }, h("label", { for: "enrol-code" }, "加入码（扫了二维码会自己填上）"), this.code),
      h("p", { class: "field" }, h("label", { for: "enrol-name" }, "给这台平板起个名"), this.called),
      this.join, this.said));
  }

  mount() { this.code.value = codeInAddress(); }

  update() { /* nothing here changes by itself */ }

  async send() {
    const { store } = this.app;
    const code = this.code.value.trim();
    if (!code) { this.say("请先扫二维码，或填加入码"); return; }
    this.join.disabled = true;
    this.say("正在加入…");
    const answer = await enrol(code, this.called.value.trim() || "平板");
    this.join.disabled = false;
    if (answer.error) { this.say(answer.error); return; }
    const old = store.meta.device;
    if (old && old.workshop.code !== answer.workshop.code && store.unsent.waiting) {
      this.say(`还有 ${store.unsent.waiting} 条是「${old.workshop.name}」的，没有上传。请先上传或导出，再加入别的车间。`);
      return;
    }
    await store.setMeta({ device: { ...answer, name: this.called.value.trim() }, revoked: false, server_epoch: old && old.device === answer.device ? store.meta.server_epoch : undefined });
    history.replaceState(null, "", location.pathname);
    this.app.enrolled();
  }

  say(words) { setText(this.said, words); }
}
