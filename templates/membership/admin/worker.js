// Keeps the page for dues without signal, and its files; nothing else, and nothing about people.
const PAGE = "{{ page }}";
const FILES = "{{ files|join:" " }}".split(" ");
const FAMILY = "offline-dues-";
const CACHE = FAMILY + "{{ version }}";
const PATIENCE = 5000; // milliseconds that a weak signal may take

// A redirect means that nobody is logged in: the page for logging in is not to be kept.
const fresh = (url) => new Request(url, { redirect: "error", credentials: "same-origin", cache: "no-cache" });

async function keep() {
    const cache = await caches.open(CACHE);
    await cache.addAll([PAGE, ...FILES].map(fresh));
    await self.skipWaiting();
}

async function forgetOlder() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(FAMILY) && name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
}

const kept = async (url) => (await caches.open(CACHE)).match(url);
const soon = () => new Promise((_, fail) => setTimeout(fail, PATIENCE, new Error("too slow")));

async function page(request) {
    try {
        const answer = await Promise.race([fetch(request), soon()]);
        if (answer.status < 500) return answer;
        return (await kept(PAGE)) || answer;
    } catch (error) {
        return (await kept(PAGE)) || fetch(request);
    }
}

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOlder()));
addEventListener("fetch", (event) => {
    const { pathname, origin } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== location.origin) return;
    if (event.request.mode === "navigate" && pathname === PAGE) event.respondWith(page(event.request));
    if (FILES.includes(pathname)) event.respondWith(kept(pathname).then((file) => file || fetch(event.request)));
});
