/* Keeps the shell for a cold start without network. It never opens the store of events: an update cannot touch the queue. */
const CACHE = "tablet-{{ version }}";
const SHELL = {{ assets|tojson }};
const PAGE = SHELL[0];

/* A captive portal answers every address with its own page; such an answer must never become part of the shell. */
function fits(address, answer) {
  if (!answer.ok || answer.redirected) return false;
  const kind = answer.headers.get("Content-Type") || "";
  if (address.endsWith(".js")) return kind.includes("javascript");
  if (address.endsWith(".css")) return kind.includes("css");
  if (address.endsWith(".svg") || address.endsWith(".png")) return kind.includes("image/");
  return kind.includes("html");
}

async function keep(cache, address) {
  const answer = await fetch(address, { cache: "reload", credentials: "same-origin" });
  if (!fits(address, answer)) throw new Error("not the shell: " + address);
  if (address === PAGE && !(await answer.clone().text()).includes("{{ version }}")) throw new Error("another version of the page");
  await cache.put(address, answer);
}

async function keepAll() {
  const cache = await caches.open(CACHE);
  await Promise.all(SHELL.map((address) => keep(cache, address)));
}

async function dropOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("tablet-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function answer(request, address) {
  const kept = await (await caches.open(CACHE)).match(address);
  return kept || fetch(request);
}

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(dropOthers()));
self.addEventListener("message", (event) => { if (event.data === "take over") self.skipWaiting(); });
self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const wanted = event.request.mode === "navigate" && address.pathname.startsWith(PAGE) ? PAGE : address.pathname;
  if (SHELL.includes(wanted)) event.respondWith(answer(event.request, wanted));
});
