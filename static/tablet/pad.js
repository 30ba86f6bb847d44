/* The number pad: built once, in one place of the page on every screen that counts. It never moves and never hides. */
import { button, h, icon, setText } from "./ui.js";

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "back"];
const NAMES = { back: "退一格", ".": "小数点" };

export class Pad {
  /* `onKey` gets a digit, "." or "back"; `onAction` the big key. */
  constructor() {
    this.onKey = () => undefined;
    this.onAction = () => undefined;
    this.keys = new Map(KEYS.map((key) => [key, button(key === "back" ? icon("back") : key, () => this.onKey(key),
      { class: "key", "data-key": key, "aria-label": NAMES[key] || key })]));
    this.words = h("span", {}, "");
    this.small = h("small", {}, "");
    this.action = button([icon("next"), this.words, this.small], () => this.onAction(), { class: "key action", "data-key": "action" });
    this.node = h("div", { class: "pad", role: "group", "aria-label": "数字键" }, [...this.keys.values()], this.action);
    window.addEventListener("keydown", (event) => this.type(event));
  }

  /* A keyboard does the same. */
  type(event) {
    if (!this.node.isConnected || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea, .picker")) return;
    if (/^[0-9.]$/.test(event.key)) this.onKey(event.key);
    else if (event.key === "Backspace") this.onKey("back");
    else if (event.key === "Enter" && !event.target.closest("button")) this.onAction();
    else return;
    event.preventDefault();
  }

  label(words, small = "") {
    setText(this.words, words);
    setText(this.small, small);
  }

  allow({ point = false, action = true }) {
    this.keys.get(".").disabled = !point;
    this.action.disabled = !action;
  }
}

/* A typed number after one more key, or the same when the key makes no sense. `places`: digits after the point. */
export function typed(text, key, most = 6, places = 0) {
  if (key === "back") return text.slice(0, -1);
  if (key === ".") return !places || text.includes(".") ? text : (text || "0") + ".";
  const [whole, part] = text.split(".");
  if (part !== undefined) return part.length >= places ? text : text + key;
  if (whole === "0") return key;
  return whole.length >= most ? text : text + key;
}
