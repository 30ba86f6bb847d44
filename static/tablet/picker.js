/* Choices that lie over the roster, never over the number pad: days, bands, operations, splits, activities, and the search. */
import { BANDS, findPrice, search } from "./day.js";
import { dayText, weekday } from "./clock.js";
import { button, h, icon, setText } from "./ui.js";

/* Opens a panel over `place`; answers its close function. */
export function openPicker(place, title, content, onClose = () => undefined) {
  const opener = document.activeElement;
  const close = () => {
    panel.remove();
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    onClose();
  };
  const panel = h("section", { class: "picker", role: "dialog", "aria-label": title, tabindex: "-1",
    onkeydown: (event) => { if (event.key === "Escape") close(); } },
  h("header", {}, h("h2", {}, title), button("关上", close, { class: "second" })), h("div", { class: "choices" }, content(close)));
  for (const other of place.querySelectorAll(".picker")) other.remove();
  place.append(panel);
  panel.focus({ preventScroll: true });
  return close;
}

function choice(chosen, onclick, ...content) {
  return h("button", { type: "button", class: "choice", "aria-pressed": chosen ? "true" : "false", onclick }, ...content);
}

export function pickDate(model, place) {
  return openPicker(place, "记哪一天", (close) => h("div", { class: "grid days" }, [...model.days].reverse().map((day) =>
    choice(day.date === model.date, () => { close(); model.chooseDate(day.date); },
      h("strong", {}, dayText(day.date)), h("span", {}, day.date === model.today ? "今天" : weekday(day.date)),
      h("small", {}, BANDS[day.band] || "")))));
}

export function bandText(model, band) {
  if (!band) return BANDS[model.bandOf(model.date)];
  return BANDS[band] + (band === "rest_day" ? "上班" : "");
}

export function pickBand(model, place) {
  const hint = { "": "按日历", overtime: "班组长安排的延时", rest_day: "安排在休息日做" };
  return openPicker(place, "什么时段", (close) => h("div", { class: "grid" }, model.bands.map((band) =>
    choice(band === model.band, () => { close(); model.choose({ band }); }, h("strong", {}, bandText(model, band)), h("small", {}, hint[band])))));
}

export function priceText(model, operation) {
  const price = findPrice(operation, "", model.date);
  return price ? `${Number((price.rate / 10000).toFixed(4))} 元/${operation.unit}` : "没有单价";
}

export function pickOperation(model, place) {
  const section = (product, close) => {
    const own = model.operations.filter((one) => one.product === product.code).sort((a, b) => a.seq - b.seq);
    return own.length ? [h("h3", {}, product.name), h("div", { class: "grid" }, own.map((operation) =>
      choice(model.operation && operation.id === model.operation.id, () => { close(); model.choose({ operation: operation.id }); },
        h("strong", {}, operation.name), h("small", {}, priceText(model, operation)))))] : [];
  };
  return openPicker(place, "做哪道工序", (close) => model.reference.products.map((product) => section(product, close)));
}

export const SPLITS = {
  equal: ["平均分", "每人一样多"],
  by_minutes: ["按时间", "做得久的多分"],
  by_weight: ["按系数", "手艺高的多分"],
  by_minutes_weight: ["时间 × 系数", "又看时间又看手艺"],
};

export function pickSplit(model, place, chosen, onPick) {
  return openPicker(place, "怎么分", (close) => h("div", { class: "grid" }, Object.entries(SPLITS).map(([split, [name, hint]]) =>
    choice(split === chosen, () => { close(); onPick(split); }, h("strong", {}, name), h("small", {}, hint)))));
}

const ACTIVITIES = ["打包帮工", "搬运", "装卸", "清洁", "做饭", "检验", "机器调试", "打样"];

export function pickActivity(model, place, onPick) {
  const used = [...model.store.events.values()].filter((event) => event.kind === "hours").map((event) => event.body.activity);
  const names = [...new Set([...used.reverse(), ...ACTIVITIES])].slice(0, 16);
  const input = h("input", { type: "text", maxlength: "40", "aria-label": "别的工作内容", placeholder: "别的……" });
  return openPicker(place, "做什么活", (close) => {
    const take = (name) => { if (name.trim()) { close(); onPick(name.trim()); } };
    return [h("div", { class: "grid" }, names.map((name) => choice(name === model.sticky.activity, () => take(name), h("strong", {}, name)))),
      h("form", { class: "typed", onsubmit: (event) => { event.preventDefault(); take(input.value); } }, input, h("button", {}, "用这个"))];
  });
}

const LETTERS = "1234567890ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/* Searching with keys of its own: the system's keyboard would cover the pad. It can still be called for, to write a name. */
export function pickWorker(model, place, onPick) {
  const input = h("input", { type: "search", inputmode: "none", autocomplete: "off", "aria-label": "拼音首字母、工号或名字", placeholder: "拼音首字母、工号或名字" });
  const found = h("ul", { class: "found" });
  const note = h("p", { class: "note", role: "status" }, "例如：王桂香按 W G X");
  return openPicker(place, "找人", (close) => {
    const show = () => {
      const hits = search(model.employed, input.value).slice(0, 8);
      setText(note, input.value && !hits.length ? "没有这个人。花名册里没有登记，或者这天不在职。" : input.value ? `找到 ${hits.length} 人` : "例如：王桂香按 W G X");
      found.replaceChildren(...hits.map((worker) => h("li", {}, choice(false, () => { close(); onPick(worker); },
        h("span", { class: "no" }, worker.no), h("strong", {}, worker.name)))));
    };
    const write = (text) => { input.value = text; show(); };
    input.addEventListener("input", show);
    const letters = [...LETTERS].map((letter) => button(letter, () => write(input.value + letter), { class: "letter", "data-letter": letter }));
    const erase = button(icon("back"), () => write(input.value.slice(0, -1)), { class: "letter wide", "aria-label": "退一格" });
    const name = button("写汉字", () => { input.setAttribute("inputmode", "text"); input.blur(); input.focus(); }, { class: "letter wide" });
    return [h("div", { class: "searching" }, input, note), found, h("div", { class: "letters", role: "group", "aria-label": "字母键" }, letters, erase, name)];
  });
}
