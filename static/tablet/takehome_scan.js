/* The camera reads a bag's code, where the browser can; where it cannot, a person is told why and types the number. */
import { openPicker } from "./picker.js";
import { h, setText } from "./ui.js";

const PAUSE = 200;
const TYPE = "请用数字键输袋上的号，再按「找袋」。";

/* The number on a bag's code `g1-c.…` (or its address, or plain digits); "" for a code of something else. */
export function bagNumber(text, prefix) {
  const plain = text.trim();
  if (/^[0-9]{1,6}$/.test(plain)) return plain;
  const code = /(?:^|\/)(g[0-9a-z]+-)([0-9a-z]+)\.[\w-]+$/.exec(plain);
  return code && (!prefix || code[1] === prefix) ? String(parseInt(code[2], 36)) : "";
}

function obstacle() {
  if (!navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) return "这个地址是 http，浏览器不让用摄像头。";
  if (!("BarcodeDetector" in window)) return "这个浏览器不会认二维码。";
  return "";
}

const REFUSALS = { NotAllowedError: "没有允许用摄像头。要用，请在浏览器的网站设置里允许。", NotFoundError: "这台平板没有摄像头。", NotReadableError: "摄像头正被别的程序用着。" };

/* Opens the camera over `place`; `onNumber` gets the number of the first bag it reads. Answers the way to close it. */
export function openScanner(place, prefix, onNumber) {
  const said = h("p", { class: "note", role: "status" }, "正在打开摄像头…");
  const video = h("video", { class: "camera", muted: true, playsinline: true, hidden: true });
  video.muted = true;
  const run = { open: true, stream: null };
  const close = openPicker(place, "对准袋上的码", () => [said, video], () => {
    run.open = false;
    if (run.stream) run.stream.getTracks().forEach((track) => track.stop());
  });
  const wall = obstacle();
  if (wall) setText(said, wall + TYPE);
  else look(run, said, video, prefix).then((number) => { if (number) { close(); onNumber(number); } });
  return close;
}

/* The number that was read; "" when the camera cannot be used or nobody wants it any more. */
async function look(run, said, video, prefix) {
  try {
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    run.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    if (!run.open) { run.stream.getTracks().forEach((track) => track.stop()); return ""; }
    video.srcObject = run.stream;
    video.hidden = false;
    await video.play();
    setText(said, "看到码就自动认。认不出，" + TYPE);
    return await read(detector, video, prefix, run, said);
  } catch (error) {
    video.hidden = true;
    setText(said, (REFUSALS[error.name] || "摄像头打不开。") + TYPE);
    return "";
  }
}

async function read(detector, video, prefix, run, said) {
  while (run.open) {
    const [code] = await detector.detect(video).catch(() => []);
    const number = code ? bagNumber(code.rawValue, prefix) : "";
    if (number) return number;
    if (code) setText(said, "这不是本车间袋上的码。" + TYPE);
    await new Promise((go) => setTimeout(go, PAUSE));
  }
  return "";
}
