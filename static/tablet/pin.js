/* Four digits against the hash that came down with the roster. Works without network; needs a secure page. */
import { fromBase64, toBase64 } from "./ids.js";

const FREE = 5; // wrong tries in a row before there is a wait
const FIRST_WAIT = 30 * 1000;
const MOST_WAIT = 20 * 60 * 1000; // so that a day holds fewer than a hundred tries

/* Browsers give crypto.subtle to https and localhost only. */
export function canVerify() {
  return Boolean(window.crypto && window.crypto.subtle);
}

export async function hashPin(pin, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, ["deriveBits"]);
  return toBase64(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: fromBase64(salt), iterations }, key, 256));
}

export async function verifyPin(pin, { salt, hash, iterations }) {
  return (await hashPin(pin, salt, iterations)) === hash;
}

/* Milliseconds this person must still wait; `tries` is {wrong, at} of the last wrong try. */
export function waitFor(tries, now) {
  if (!tries || tries.wrong < FREE) return 0;
  const wait = Math.min(MOST_WAIT, FIRST_WAIT * 2 ** (tries.wrong - FREE));
  return Math.max(0, Math.min(wait, tries.at + wait - now));
}
