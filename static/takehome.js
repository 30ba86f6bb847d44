// While an order is written, what the workshop knows is asked and stands at its field. Nothing is written by asking.

const form = document.querySelector("form[data-answers]");
const WAIT = 350; // ms after the last change
let waiting = 0;
let asked = 0;

async function ask() {
  const number = ++asked;
  const body = new FormData(form);
  body.set("act", "check");
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return; // the button asks again, and shows what is the matter
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (number !== asked) return; // a later question is under way
    document.querySelectorAll("[data-said]").forEach((place) => {
      const said = page.getElementById(place.id);
      place.replaceChildren(...(said ? Array.from(said.childNodes) : []));
    });
  } catch (trouble) {
    // without the network the form still works by its buttons
  }
}

if (form) {
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
}
