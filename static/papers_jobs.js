// The page of jobs keeps itself fresh while something is being made. Without this script it reloads, or a button does.

const place = document.getElementById("jobs");
const pause = 2000;

async function refresh() {
  if (document.hidden || place.contains(document.activeElement) && document.activeElement.tagName === "BUTTON") return again();
  try {
    const answer = await fetch(place.dataset.address, { credentials: "same-origin" });
    if (answer.ok && !answer.redirected) place.innerHTML = await answer.text();
  } catch (error) {
    // The network will come back; the page stays as it is.
  }
  again();
}

function again() {
  const table = place.querySelector("[data-open]");
  if (table && table.dataset.open !== "0") setTimeout(refresh, pause);
}

again();
