/* Building pages out of elements: no framework, no strings of HTML, so a name can never become markup. */

const SVG = "http://www.w3.org/2000/svg";

/* Drawn on 24 × 24. The pair that must never be taken for one another: `here` is a tablet, `there` a cloud with a tick. */
const DRAWINGS = {
  here: "M6 3h12v18H6z M10.5 18h3",
  there: "M7 18a4 4 0 0 1-.6-7.95A6 6 0 0 1 18 9.5 4.3 4.3 0 0 1 17.5 18z M9 13.2l2.2 2.2 4-4.4",
  sending: "M7 18a4 4 0 0 1-.6-7.95A6 6 0 0 1 18 9.5 4.3 4.3 0 0 1 17.5 18z M12 16v-5 M9.7 12.8 12 10.5l2.3 2.3",
  hand: "M12 3 22 20.5H2z M12 9.5v5 M12 17v1",
  undo: "M8 5 4 9l4 4 M4 9h10a5.5 5.5 0 0 1 0 11h-4",
  lock: "M6 11h12v9H6z M8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  back: "M9 5h12v14H9l-7-7z M12 9l6 6 M18 9l-6 6",
  find: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13z M15.5 15.5 21 21",
  down: "M6 9.5l6 6 6-6",
  next: "M4 12h15 M13 6l6 6-6 6",
  scan: "M4 8V4h4 M16 4h4v4 M20 16v4h-4 M8 20H4v-4 M4 12h16",
  tick: "M4.5 12.5 10 18 20 6.5",
};

export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", DRAWINGS[name]);
  drawing.append(path);
  return drawing;
}

/* An element with attributes, listeners (on…) and children; null and false children are left out. */
export function h(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

export function button(label, onclick, attributes = {}) {
  return h("button", { type: "button", onclick, ...attributes }, label);
}

/* Writes a text only where it differs: what does not change is not painted. */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

export function setClass(node, name, on) { node.classList.toggle(name, Boolean(on)); }

const MARKS = {
  held: ["here", "已存本机"],
  sent: ["there", "已上传"],
  hand: ["hand", "待处理"],
  refused: ["hand", "服务器不收"],
  saving: ["here", "正在存…"],
};

/* A state as icon and word; the class gives a colour that only repeats them. */
export function stateMark(name, short = false) {
  const [drawing, words] = MARKS[name];
  return h("span", { class: "mark " + name, title: words }, icon(drawing), h("span", { class: short ? "heard" : "" }, words));
}

export function swap(node, ...children) {
  node.replaceChildren(...children.flat(3).filter(Boolean));
}
