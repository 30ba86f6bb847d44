/* The queue as a file, for the day there is no network at all. Encrypted for the server alone wherever the browser can. */
import { fromBase64, toBase64 } from "./ids.js";
import { outward } from "./store.js";

function content(store) {
  const { device, device_epoch } = store.meta;
  return { version: 1, device: device ? device.device : null, device_epoch, exported_at: new Date().toISOString(),
    held_from: store.heldFrom, high: store.high, events: [...store.events.values()].map(outward) };
}

export function canEncrypt(store) {
  return Boolean(window.crypto && crypto.subtle && store.meta.device && store.meta.device.server_key);
}

/* AES-256-GCM over the events; its key wrapped by RSA-OAEP-256 with the server's public key. */
export async function encryptQueue(store) {
  const lock = await crypto.subtle.importKey("spki", fromBase64(store.meta.device.server_key), { name: "RSA-OAEP", hash: "SHA-256" }, false, ["wrapKey"]);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(content(store))));
  const wrapped = await crypto.subtle.wrapKey("raw", key, lock, { name: "RSA-OAEP" });
  return { format: "workshop-tablet-queue", version: 1, device: store.meta.device.device, device_epoch: store.meta.device_epoch,
    cipher: "RSA-OAEP-256+A256GCM", key: toBase64(wrapped), iv: toBase64(iv), data: toBase64(data) };
}

/* Readable by anybody who gets the file: offered only where encrypting is impossible, after a warning. */
export function openQueue(store) {
  return { format: "workshop-tablet-queue", version: 1, cipher: "none", ...content(store) };
}

export function saveFile(name, value) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(value)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
