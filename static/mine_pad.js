// Keys that write at once; without this file every key is a page of its own.
const form = document.querySelector("[data-pad]");
const pin = form.elements.pin;
form.addEventListener("click", (event) => {
  const key = event.target.closest("button[name=key]");
  if (!key || key.value === "go") return;
  event.preventDefault();
  pin.value = key.value === "back" ? pin.value.slice(0, -1) : (pin.value + key.value).slice(0, 4);
  send();
});
pin.addEventListener("input", send);
let sent = false;
function send() {
  if (sent || !/^\d{4}$/.test(pin.value)) return;
  sent = true;
  form.requestSubmit(form.querySelector(".go"));
}
