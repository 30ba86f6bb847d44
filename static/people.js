// A list that works by keyboard: "/" searches, arrows move between rows, Enter opens, Escape goes back to the search.
// The server searches; typing asks it again and puts its list in place of the old one.

const form = document.querySelector("form[data-live]");
const field = document.querySelector("[data-find]");
const WAIT = 120; // ms after the last key

function links() {
  return Array.from(document.querySelectorAll("[data-rows] tbody th[scope=row] a"));
}

function step(from, by) {
  const all = links();
  if (!all.length) return;
  const here = all.indexOf(from);
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by;
  if (next < 0) {
    if (field) field.focus();
    return;
  }
  all[Math.min(next, all.length - 1)].focus();
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -100000, End: 100000 };

document.addEventListener("keydown", (event) => {
  const target = event.target;
  const typing = target.matches("input, textarea, select");
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !typing && field) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (target === field && (event.key === "ArrowDown" || event.key === "Enter")) {
    const all = links();
    if (event.key === "Enter" && (all.length !== 1 || waiting)) return;
    event.preventDefault();
    if (event.key === "Enter") all[0].click();
    else step(null, 1);
  } else if (!typing && event.key in STEPS && (target === document.body || target.closest("[data-rows]"))) {
    event.preventDefault();
    if (event.key === "Home" && links().length) links()[0].focus();
    else step(target, STEPS[event.key]);
  } else if (event.key === "Escape" && field && target.closest("[data-rows]")) {
    field.focus();
  }
});

let waiting = 0;
let asked = 0;

async function ask() {
  const address = `${form.action.split("?")[0]}?${new URLSearchParams(new FormData(form))}`;
  const number = ++asked;
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return; // a later question is under way
    document.querySelector(form.dataset.live).replaceWith(page.querySelector(form.dataset.live));
    history.replaceState(null, "", address);
  } catch (trouble) {
    form.submit(); // the server shows what is the matter
  }
  waiting = 0;
}

if (form && field) {
  const again = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  };
  field.addEventListener("input", (event) => event.isComposing || again());
  field.addEventListener("compositionend", again);
}
