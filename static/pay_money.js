// The bank file that was just made comes by itself, once; one tick ticks all that can be seen.
const form = document.querySelector("form[data-fetch-now]");
if (form) {
  const address = new URL(location.href);
  address.searchParams.delete("fetch");
  history.replaceState(null, "", address); // going back or reloading fetches nothing again
  form.submit();
}
const all = document.querySelector("[data-all]");
if (all) {
  all.addEventListener("change", () => {
    for (const box of all.form.querySelectorAll("tbody input[type=checkbox]")) box.checked = all.checked;
  });
}
