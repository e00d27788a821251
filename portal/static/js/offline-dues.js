// Dues without signal: what is typed stays on this phone until the server has answered for it, by its key.
const root = document.querySelector("[data-offline-dues]");
const form = root.querySelector("form");
const words = root.dataset;
const find = (name) => root.querySelector(`[data-${name}]`);
const START = "dues:"; // one item an entry, so that two tabs never overwrite each other's
const LOGIN = "dues-login";
const PATIENCE = 30000; // milliseconds until an answer must be there
const TYPED = ["name", "amount", "method", "rate", "received_on"];
let correcting = "";
let sending = false;

class Stopped extends Error {}

const say = (text) => (find("status").textContent = text);
const keep = (entry) => localStorage.setItem(START + entry.key, JSON.stringify(entry));
const forget = (entry) => localStorage.removeItem(START + entry.key);
const isInDoubt = (entry) => entry.tried && !entry.said; // sent, and no answer came: it may be written already

function entries() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(START));
    const found = keys.map((key) => JSON.parse(localStorage.getItem(key)));
    return found.sort((one, other) => one.typedAt - other.typedAt);
}

function newKey() {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function today() {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}

function line(entry) {
    const row = find("entry").content.cloneNode(true);
    const set = (name, text) => (row.querySelector(`[data-${name}]`).textContent = text);
    const label = (name) => (form.elements[name].querySelector(`[value="${CSS.escape(entry[name])}"]`) || {}).text || "";
    set("who", entry.name);
    set("what", [entry.amount, label("method"), label("rate"), entry.received_on].filter(Boolean).join(" · "));
    set("said", entry.said || "");
    row.querySelector("li").classList.toggle("refused", Boolean(entry.said));
    for (const [name, act] of [["correct", correct], ["delete", remove]]) {
        const button = row.querySelector(`[data-${name}]`);
        button.hidden = sending || isInDoubt(entry);
        button.setAttribute("aria-label", `${button.textContent}: ${entry.name}`);
        button.addEventListener("click", () => act(entry));
    }
    return row;
}

function draw() {
    const waiting = entries();
    find("waiting").textContent = "";
    find("waiting").append(...waiting.map(line));
    find("number").textContent = waiting.length;
    find("empty").hidden = waiting.length > 0;
    find("send").hidden = waiting.length === 0;
}

function correct(entry) {
    for (const name of TYPED) form.elements[name].value = entry[name];
    correcting = entry.key;
    say(entry.said || "");
    form.elements.name.focus();
}

function remove(entry) {
    if (!confirm(words.really)) return;
    forget(entry);
    if (correcting === entry.key) correcting = "";
    draw();
}

function record(event) {
    event.preventDefault();
    const before = correcting ? JSON.parse(localStorage.getItem(START + correcting)) : null;
    const entry = { key: correcting || newKey(), typedAt: before ? before.typedAt : Date.now() };
    for (const name of TYPED) entry[name] = form.elements[name].value.trim();
    entry.typed_by = localStorage.getItem(LOGIN) || "";
    try {
        keep(entry);
    } catch (error) {
        say(words.full); // what was typed stays in the form
        return;
    }
    correcting = "";
    form.elements.name.value = form.elements.amount.value = "";
    form.elements.method.selectedIndex = 0;
    form.elements.name.focus();
    say(words.kept);
    draw();
    if (navigator.onLine) send();
}

async function ask(options) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
        const answer = await fetch(words.sync, { ...options, redirect: "manual", cache: "no-store", signal: patience.signal });
        if (answer.type === "opaqueredirect" || answer.status === 403) throw new Stopped(words.loggedOut);
        if (answer.status !== 200 && answer.status !== 422) throw new Stopped(words.trouble);
        return { ok: answer.ok, ...(await answer.json()) };
    } catch (error) {
        throw error instanceof Stopped ? error : new Stopped(words.noSignal);
    } finally {
        clearTimeout(timer);
    }
}

async function sendOne(entry, token) {
    keep({ ...entry, tried: true, said: "" });
    const body = new URLSearchParams({ key: entry.key, typed_by: entry.typed_by });
    for (const name of TYPED) body.set(name, entry[name]);
    const answer = await ask({ method: "POST", headers: { "X-CSRFToken": token }, body });
    if (answer.key !== entry.key) throw new Stopped(words.trouble);
    if (!answer.ok) return keep({ ...entry, said: answer.said });
    forget(entry);
    const row = document.createElement("li");
    row.textContent = answer.said;
    find("sent").prepend(row);
    find("sent-part").hidden = false;
    return draw();
}

async function sendAll() {
    const { token, login } = await ask({});
    localStorage.setItem(LOGIN, login);
    find("login").hidden = true;
    for (const entry of entries()) if (entry.key !== correcting) await sendOne(entry, token);
    const left = entries();
    say(left.some((entry) => entry.said) ? words.refused : left.length ? words.kept : words.done);
}

// One tab at a time, where browsers know how: the others' entries are sent by the one that is at it.
const alone = (work) => (navigator.locks ? navigator.locks.request("dues", { ifAvailable: true }, (lock) => lock && work()) : work());

async function send() {
    if (sending) return;
    sending = true;
    try {
        await alone(sendAll);
    } catch (error) {
        say(error instanceof Stopped ? error.message : words.trouble);
        find("login").hidden = error.message !== words.loggedOut;
    } finally {
        sending = false;
        draw();
    }
}

async function open() {
    form.elements.received_on.value = today();
    draw();
    if (entries().length) send();
    else ask({}).then(({ login }) => localStorage.setItem(LOGIN, login), () => {});
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register(words.worker, { scope: words.scope });
    await navigator.serviceWorker.ready;
    find("ready").hidden = false;
}

form.hidden = false;
form.addEventListener("submit", record);
find("send").addEventListener("click", send);
addEventListener("online", send);
addEventListener("storage", draw);
open().catch((error) => console.error(error));
