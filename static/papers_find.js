// Finding a paper in the print centre: what is not meant steps aside, with the headings that nothing is left under.
import { watchFind } from "./find.js";

const groups = document.querySelectorAll("[data-group]");
const offered = (group) => [...group.querySelectorAll("[data-who]")].some((row) => !row.hidden);

document.querySelector(".finding").hidden = false;
watchFind([...document.querySelectorAll("[data-who]")], () => groups.forEach((group) => (group.hidden = !offered(group))));
