/* What giving out and taking back share: the bags as this tablet knows them, and signatures by finger. */
import { listBags } from "./takehome_sums.js";
import { isMeasured } from "./day.js";
import { openPicker } from "./picker.js";
import { button, h } from "./ui.js";

const WIDTH = 400;
const HEIGHT = 150;
const LONGEST = 3000; // letters of a drawn signature
const SIDES = { household: "领活的人签", workshop: "车间的人签" };

export function bagsOf(model) {
  return model.once("bags", () => listBags(model.store.events.values(), model.reference, model.store.meta.reference_loaded || 0));
}

/* Digits after the point for a material: three where it is weighed or nobody wrote its unit. */
export function materialPlaces(material) { return material && (!material.unit || isMeasured(material.unit)) ? 3 : 0; }

/* As an event carries them: "" where nobody signed. */
export function signatures(signed) { return { sign_household: signed.household || "", sign_workshop: signed.workshop || "" }; }

export function signChip(screen, over) {
  const count = Object.values(screen.signed).filter(Boolean).length;
  return { name: "sign", label: "签字", words: ["不签", "签了一方", "两方都签了"][count], small: "", hand: false, pick: () => openSigning(screen, over()) };
}

function openSigning(screen, place) {
  openPicker(place, "用手指签字", (close) => {
    const drawn = Object.entries(SIDES).map(([side, words]) => drawing(words, screen.signed[side] || ""));
    const keep = () => {
      Object.keys(SIDES).forEach((side, index) => { screen.signed[side] = drawn[index].read(); });
      close();
      screen.app.drawContext();
    };
    return [h("div", { class: "signing" }, drawn.map((one) => one.node)), button("签好了", keep, { class: "save wide", "data-do": "signed" })];
  });
}

/* A field to draw in: its strokes are lines of whole numbers on 400 × 150, as text. */
function drawing(words, before) {
  const canvas = h("canvas", { class: "sign-field", width: WIDTH, height: HEIGHT, "aria-label": words });
  const pen = canvas.getContext("2d");
  let path = before;
  let at = null;
  const draw = () => {
    pen.clearRect(0, 0, WIDTH, HEIGHT);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(canvas).color;
    pen.stroke(new Path2D(path));
  };
  const point = (event) => {
    const box = canvas.getBoundingClientRect();
    return [Math.round(((event.clientX - box.left) * WIDTH) / box.width), Math.round(((event.clientY - box.top) * HEIGHT) / box.height)];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    at = point(event);
    path += `M${at.join(" ")}`;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!at || path.length > LONGEST) return;
    const next = point(event);
    if (Math.abs(next[0] - at[0]) + Math.abs(next[1] - at[1]) < 4) return;
    at = next;
    path += `L${at.join(" ")}`;
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, () => { at = null; });
  requestAnimationFrame(draw);
  const erase = button("重签", () => { path = ""; draw(); }, { class: "second" });
  return { node: h("div", { class: "sign-side" }, h("header", {}, h("h3", {}, words), erase), canvas), read: () => path };
}
