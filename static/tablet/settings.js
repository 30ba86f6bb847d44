/* Settings 设置: what this tablet is, how safe its store is, and the ways out for what waits. */
import { canEncrypt, encryptQueue, openQueue, saveFile } from "./transfer.js";
import { TROUBLES } from "./sync.js";
import { askToPersist } from "./store.js";
import { clockText, minutesOfDay } from "./clock.js";
import { button, h, setText, swap } from "./ui.js";

const PERSIST = { kept: "系统答应不清理", may_be_cleared: "系统没有答应：空间不够时可能被清掉，请每天联网上传", unknown: "这个浏览器不会回答" };

export class SettingsScreen {
  constructor(app) {
    this.app = app;
    this.model = app.model;
    this.name = "settings";
    this.label = "设置";
    this.chips = [];
    this.facts = h("dl", { class: "facts" });
    this.said = h("p", { class: "say", role: "status" });
    this.plain = h("div", {});
    this.update_key = button("换上新版本", () => app.takeOver(), { class: "second", hidden: true });
    this.node = h("div", { class: "full settings" },
      h("div", { class: "card" }, h("h2", {}, "这台平板"), this.facts),
      h("div", { class: "card deeds-card" }, h("h2", {}, "能做的事"),
        h("div", { class: "ways" },
          button("现在上传", () => this.upload(), { class: "second", "data-do": "upload" }),
          button("导出没上传的", () => this.export(), { class: "second", "data-do": "export" }),
          button("重下名单和单价", () => this.reload(), { class: "second", "data-do": "reload" }),
          button("请系统不要清理", () => this.persist(), { class: "second", "data-do": "persist" }),
          this.update_key),
        this.said, this.plain));
  }

  mount() {
    this.say("");
    swap(this.plain);
    this.update();
    this.measure();
  }

  say(words, hand = false) {
    setText(this.said, words);
    this.said.classList.toggle("hand", hand);
  }

  async measure() {
    const keeper = navigator.storage;
    const known = keeper && keeper.estimate ? await keeper.estimate() : {};
    this.space = known.quota ? `用了 ${size(known.usage)}，还有 ${size(known.quota - known.usage)}` : "不知道";
    this.update();
  }

  update() {
    const { store, sync } = this.app;
    const { meta, unsent } = store;
    const offset = Math.round((meta.clock_offset || 0) / 60000);
    const rows = {
      车间: meta.device ? `${meta.device.workshop.name}（${meta.device.workshop.code}）` : "还没有加入",
      平板: meta.device ? `${meta.device.name || ""}${meta.revoked ? "（已停用，只上传）" : ""}` : "",
      没上传的: `${unsent.waiting + unsent.refused} 条${unsent.refused ? `，其中 ${unsent.refused} 条服务器不收` : ""}`,
      本机留着: `${store.events.size} 条（服务器备份核对过、又满七天的才清掉）`,
      上次上传: meta.last_sync ? `${new Date(meta.last_sync + 8 * 3600e3).toISOString().slice(0, 10)} ${clockText(minutesOfDay(meta.last_sync))}` : "还没有",
      网络: sync.trouble ? TROUBLES[sync.trouble] : "正常",
      本机存储: PERSIST[this.app.persisted] || "正在问…",
      存储空间: this.space || "…",
      平板时间: Math.abs(offset) < 2 ? "和服务器一致" : `和服务器差 ${Math.abs(offset)} 分钟，按服务器的算`,
      断网能打开: this.app.offlineWords,
      ...lostText(meta.lost),
      名单版本: store.reference ? `${store.reference.version}（${store.reference.today}）` : "还没有",
      程序版本: this.app.version,
    };
    swap(this.facts, Object.entries(rows).map(([name, words]) => [h("dt", {}, name), h("dd", {}, words)]));
    this.update_key.hidden = !this.app.waiting;
  }

  async upload() {
    await this.app.store.retryRefused();
    this.app.sync.hurry();
    this.say("正在上传。看右下角的数。");
  }

  async reload() {
    this.say("正在下载…");
    const trouble = await this.app.sync.fetchReference(true);
    this.say(trouble ? TROUBLES[trouble] : "名单和单价已是最新。", Boolean(trouble));
  }

  async persist() {
    this.app.persisted = await askToPersist();
    this.say(PERSIST[this.app.persisted], this.app.persisted !== "kept");
    this.update();
  }

  fileName(kind) {
    const { meta } = this.app.store;
    return `平板-${meta.device ? meta.device.workshop.code : "未加入"}-${this.model.today}-${kind}.json`;
  }

  async export() {
    const { store } = this.app;
    if (!store.events.size) { this.say("本机没有东西要导出。"); return; }
    if (canEncrypt(store)) {
      try {
        saveFile(this.fileName("加密"), await encryptQueue(store));
        this.say(`已导出 ${store.events.size} 条，文件在「下载」里。拷到会计电脑，在「待处理」里交上去；交两次也不会重。`);
        return;
      } catch (error) {
        this.say("加密没有成功。", true);
      }
    }
    swap(this.plain, h("div", { class: "notice" }, h("p", {}, "这个浏览器或这个地址不能加密。不加密的文件，谁拿到都看得见工人姓名编号和产量。只在没有别的办法时用，交给会计后马上删掉。"),
      button("我知道了，导出不加密的文件", () => { saveFile(this.fileName("未加密"), openQueue(store)); this.say(`已导出 ${store.events.size} 条（未加密）。`, true); }, { class: "second", "data-do": "export-open" })));
  }
}

/* An earlier store of this tablet gave out numbers that never arrived: somebody must look what they were. */
function lostText(lost) {
  return lost && lost.length ? { 可能丢的: lost.map((one) => `以前存的第 ${one.first} 到 ${one.last} 条没有到服务器`).join("；") + "。请对照纸上的记录补记" } : {};
}

function size(bytes) { return bytes > 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${(bytes / 1e6).toFixed(1)} MB`; }
