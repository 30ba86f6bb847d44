// Ticks outlive a search: the list is put in place anew while somebody types, whoever was ticked before stays ticked.

const ticked = new Set();

let last = document.querySelector("#list");

function keep() {
  const list = document.querySelector("#list");
  if (!list || list === last) return;
  last = list;
  list.querySelectorAll("input[name=worker]:not(:disabled)").forEach((box) => {
    box.checked = ticked.has(box.value);
  });
  const form = list.closest("form");
  form.querySelectorAll("input[data-kept]").forEach((kept) => kept.remove());
  ticked.forEach((value) => {
    if (list.querySelector(`input[name=worker][value="${value}"]`)) return;
    const kept = document.createElement("input");
    Object.assign(kept, { type: "hidden", name: "worker", value });
    kept.dataset.kept = "";
    form.append(kept);
  });
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("#list input[name=worker]")) return;
  if (event.target.checked) ticked.add(event.target.value);
  else ticked.delete(event.target.value);
});

new MutationObserver(keep).observe(document.querySelector("main"), { childList: true, subtree: true });
