/* The board asks every ten seconds whether anything has changed; it says so when it cannot ask. */
const board = document.getElementById("board");
const place = board.querySelector("[data-board]");
const told = board.querySelector("[data-told]");
const EVERY = 10000;
let version = "";
let timer = 0;

document.documentElement.classList.add("scripted");

function clock() {
  return new Date().toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
}

async function look() {
  try {
    const answer = await fetch(board.dataset.address, { headers: version ? { "If-None-Match": version } : {}, credentials: "same-origin", cache: "no-store" });
    if (answer.status === 200 && (answer.headers.get("Content-Type") || "").includes("json")) {
      place.innerHTML = (await answer.json()).html;
      version = answer.headers.get("ETag") || "";
    } else if (answer.status !== 304) {
      throw new Error(String(answer.status));
    }
    board.classList.remove("stale");
    told.textContent = `${clock()} 更新`;
  } catch (error) {
    if (!board.classList.contains("stale")) told.textContent = `! 连不上,数停在 ${clock()}`;
    board.classList.add("stale");
  }
}

function next() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    if (!document.hidden) await look();
    next();
  }, EVERY);
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
board.querySelector("[data-large]").addEventListener("click", () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (board.requestFullscreen) board.requestFullscreen();
});
document.addEventListener("fullscreenchange", () => {
  board.querySelector("[data-large]").textContent = document.fullscreenElement ? "退出全屏" : "放到全屏";
});
look();
next();
