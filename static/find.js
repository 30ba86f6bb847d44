// Finding a line that is on the page already: by name, number, or first letters of the readings of its name.

const half = (text) => text.replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replace(/\s/g, "").toLowerCase();

function begins(sought, letters) {
  const each = letters.split(" ");
  return sought.length <= each.length && [...sought].every((c, i) => each[i].includes(c));
}

export function watchFind(rows, after) {
  const field = document.querySelector("[data-find]");
  if (!field) return null;
  const filter = () => {
    const sought = half(field.value);
    for (const row of rows) {
      row.dataset.missed = sought && !row.dataset.who.toLowerCase().includes(sought) && !begins(sought, row.dataset.letters || "") ? "1" : "";
      row.hidden = Boolean(row.dataset.missed || row.dataset.away);
    }
    if (after) after();
  };
  field.addEventListener("input", filter);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.matches("input[type=text], input:not([type]), textarea")) {
      event.preventDefault();
      field.focus();
      field.select();
    }
  });
  return { field, filter };
}
