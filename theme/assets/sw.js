/* Serves the briefs that a reader keeps on this device, and keeps them whole: each file is stored under its SHA-256, a
   brief's list of files only when all of them are there. What no list names is deleted. keep.js asks for all of it. */
"use strict";
const root = registration.scope;
const STORE = `crisisbrief ${root}`;
const TYPES = {
  css: "text/css", html: "text/html; charset=utf-8", js: "text/javascript", json: "application/json", png: "image/png",
  svg: "image/svg+xml",
};
const address = (name) => `${root}keep/${name}`;
const parts = (url) => url.slice(root.length).replace(/[?#].*/, "").split("/");

/* --- What is kept. Looking makes no store where there is none. --- */
const stored = (name) => caches.match(address(name), { cacheName: STORE });
const listOf = async (brief) => {
  const found = await stored(`${brief}.json`);
  return found && found.json();
};
const keys = async () => ((await caches.has(STORE)) ? (await caches.open(STORE)).keys() : []);
const lists = async () => {
  const names = (await keys()).map(({ url }) => parts(url)[1]).filter((name) => name.endsWith(".json"));
  return Promise.all(names.map((name) => listOf(name.slice(0, -5))));
};
const sweep = async () => {
  const kept = await lists();
  if (!kept.length) return caches.delete(STORE);
  const named = new Set(kept.flatMap(({ brief, files }) => [`${brief}.json`, ...Object.values(files)]).map(address));
  const cache = await caches.open(STORE);
  return Promise.all((await keys()).filter(({ url }) => !named.has(url)).map((key) => cache.delete(key)));
};

/* --- Fetching. No cache on the way is asked: to many a server two files of the same time are the same file. --- */
const fresh = async (name, { signal }) => {
  const answer = await fetch(root + name, { cache: "no-store", signal });
  if (answer.status !== 200) throw new Error(name);
  return answer;
};
const checked = async (name, hash, until) => {
  const bytes = await (await fresh(name, until)).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== hash) throw new Error(name);
  return new Response(bytes, { headers: { "Content-Type": TYPES[name.split(".").pop()] } });
};

/** Those files of a list that are not there yet, some at a time; a hand that fails ends before the fault is told. */
const gather = async (cache, { files }, tell, until) => {
  const names = Object.keys(files);
  const all = names.length;
  while (names.length) {
    const hand = names.splice(0, 6).map(async (name) => {
      const hash = files[name];
      if (!(await stored(hash))) await cache.put(address(hash), await checked(name, hash, until));
    });
    for (const { reason } of await Promise.allSettled(hand)) if (reason) throw reason;
    tell({ done: all - names.length, all });
  }
};

/* --- What pages ask for. What writes goes one after the other; forgetting stops all. --- */
let stop = new AbortController();
let turn = Promise.resolve();
const queue = (work) => (turn = turn.then(work, work));

const tasks = {
  async list({ brief }) {
    queue(sweep);
    return (await fresh(`keep/${brief}.json`, stop)).text();
  },
  keep: ({ brief, text }, tell, until = stop) => queue(async () => {
    const cache = await caches.open(STORE);
    const list = JSON.parse(text);
    const write = () => cache.put(address(`${brief}.json`), new Response(text));
    try {
      // The text of a withdrawn edition goes at once, even where its notice cannot be had.
      if (list.withdrawn) await write().then(sweep);
      await gather(cache, list, tell, until);
      await write();
    } finally {
      await sweep();
      for (const tab of await clients.matchAll()) tab.postMessage(brief);
    }
  }),
  drop: ({ brief }) => queue(async () => {
    await (await caches.open(STORE)).delete(address(`${brief}.json`));
    await sweep();
  }),
  forget() {
    stop.abort();
    stop = new AbortController();
    return queue(() => caches.delete(STORE));
  },
};

addEventListener("message", (event) => {
  const tell = (news) => event.ports[0].postMessage(news);
  event.waitUntil(tasks[event.data.ask](event.data, tell).then((end) => tell({ end }), () => tell({ failed: true })));
});

/* --- What pages load: of a kept brief as it is kept, all else from the server. --- */
const answer = async ({ request, clientId }) => {
  const travels = request.mode === "navigate";
  const page = travels ? request : (await clients.get(clientId)) || request;
  const path = parts(request.url).join("/");
  const list = await listOf(parts(page.url)[1]);
  if (list) {
    // The search of a kept brief has an index of its own.
    const own = path.replace(/^search\//, `search/${list.brief}/`);
    const name = [own, `${own}.html`, `${own}index.html`].find((each) => each in list.files);
    const found = name && (await stored(list.files[name]));
    if (found) return found;
  }
  return fetch(request).catch(async (fault) => {
    // A file to download is not replaced by a page.
    const near = travels && !/^files\/|\.(?!html$)\w+$/.test(path) && (list || (await lists())[0]);
    if (!near) throw fault;
    const { says: { [path.split("/")[0]]: own, ...other } } = near;
    const { notice, start } = own || Object.values(other)[0];
    return notice ? new Response(notice, { headers: { "Content-Type": TYPES.html } }) : Response.redirect(`${root}${start}#keep-brief`);
  });
};

addEventListener("fetch", (event) => {
  if (event.request.method === "GET" && event.request.url.startsWith(root)) event.respondWith(answer(event));
});
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
