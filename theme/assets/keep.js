/* Keeps the brief of this page on the reader's device, by sw.js. Loaded when the reader opens the panel that offers it,
   and on the pages that sw.js serves. */
(() => {
  "use strict";
  const workers = navigator.serviceWorker;
  const root = document.currentScript.src.replace(/assets\/keep\.js.*/, "");
  const STORE = `crisisbrief ${root}`;
  const [lang, brief] = location.href.slice(root.length).split("/");
  const panel = document.querySelector(".cb-keep");
  const [keepButton, dropButton, forgetButton, status, shelf] = ["[data-keep]", "[data-drop]", "[data-forget]", "[role=status]", "ul"]
    .map((at) => panel && panel.querySelector(at));

  const listText = async (name) => {
    const found = await caches.match(`${root}keep/${name}.json`, { cacheName: STORE });
    return found && found.text();
  };

  const ask = (worker, what, more = {}, hear = () => {}) => new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => {
      if ("end" in data) resolve(data.end);
      else if (data.failed) reject(new Error(what));
      else hear(data);
    };
    worker.postMessage({ ask: what, brief, ...more }, [port2]);
  });

  /* The address names the worker's own checksum: no cache on the way can take another for it. */
  const worker = async (address) => {
    const { installing, waiting, active } = await workers.register(root + address, { scope: root, updateViaCache: "none" });
    const coming = installing || waiting || active;
    return new Promise((resolve, reject) => {
      const changed = () => {
        if (coming.state === "activated") resolve(coming);
        else if (coming.state === "redundant") reject(new Error(address));
      };
      coming.onstatechange = changed;
      changed();
    });
  };
  const registrations = async () => (await workers.getRegistrations()).filter(({ scope }) => scope === root);
  /** With the last brief the worker goes. */
  const leave = async () => {
    if (!(await caches.has(STORE))) await Promise.all((await registrations()).map((each) => each.unregister()));
  };

  /** The list by which this page's brief is kept, as text. */
  let mine;
  const keep = async (active, text, say, words) => {
    const before = mine;
    const first = !mine && (mine = text);
    try {
      await ask(active, "keep", { text }, ({ done, all }) => say(words.progress.replace("{done}", done).replace("{all}", all)));
    } catch (fault) {
      if (first) mine = before;
      throw fault;
    }
  };

  workers.addEventListener("message", async ({ data }) => {
    const now = data === brief && mine && (await listText(brief));
    if (!now || now === mine) return;
    if (JSON.parse(now).withdrawn) location.replace(`${root}${lang}/${brief}/index.html`);
    else location.reload();
  });

  /* --- A page of a kept brief says what it is, and offers what is newer. --- */
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  const own = ({ says }) => says[lang] || Object.values(says)[0];

  /** Once all scripts of the page have run: one of them makes the box of the search. */
  const whole = new Promise((done) => (document.readyState === "complete" ? done() : window.addEventListener("load", done)));

  const shown = async (list) => {
    await whole;
    const label = document.querySelector("label[for=cb-query]");
    if (label) label.textContent = own(list).search;
    document.head.append(make("link", { rel: "manifest", href: `${root}${lang}/${brief}/app.json` }));
  };

  const offer = (text, list, old) => {
    const words = own(list);
    const line = make("p", {});
    line.setAttribute("role", "status");
    const button = make("button", { type: "button", textContent: words.get });
    button.onclick = async () => {
      button.disabled = true;
      try {
        await keep(await worker(list.worker), text, (progress) => { line.textContent = progress; }, words);
      } catch (fault) {
        line.textContent = words.failed;
        button.disabled = false;
      }
    };
    document.querySelector("main").prepend(make("div", { className: "cb-newer md-typeset" }, line, button));
    line.textContent = list.edition > old.edition ? words.newer : words.rebuilt;
  };

  const look = async () => {
    const text = await listText(brief);
    if (!text) return;
    const old = JSON.parse(mine = text);
    shown(old);
    const newer = await ask(workers.controller, "list");
    const list = JSON.parse(newer);
    if (newer === text || list.brief !== brief || list.edition < old.edition) return;
    if (list.withdrawn && !old.withdrawn) await ask(workers.controller, "keep", { text: newer });
    else offer(newer, list, old);
  };

  /* --- The panel --- */
  const shelve = async () => {
    const keys = (await caches.has(STORE)) ? await (await caches.open(STORE)).keys() : [];
    const names = keys.map(({ url }) => url).filter((url) => url.endsWith(".json"));
    const lists = await Promise.all(names.map(async (url) => (await caches.match(url)).json()));
    const entry = ({ title, start, dir, code }) => make("li", {}, make("a", { href: root + start, textContent: title, lang: code, dir }));
    shelf.replaceChildren(...lists.map((list) => entry(own(list))));
    shelf.parentNode.hidden = !lists.length;
    const here = lists.some((list) => list.brief === brief);
    [keepButton.hidden, dropButton.hidden] = [here || !panel.dataset.worker, !here];
  };

  const say = (text) => { status.textContent = text; };
  const words = panel && panel.dataset;

  /** How often the reader pressed "Forget everything": what began before that ends. */
  let forgotten = 0;

  const onKeep = async () => {
    const before = forgotten;
    const unlessForgotten = (value) => {
      if (before !== forgotten) throw new Error("forgotten");
      return value;
    };
    keepButton.disabled = true;
    say(words.begun);
    try {
      const active = unlessForgotten(await worker(words.worker));
      const text = unlessForgotten(await ask(active, "list"));
      const list = JSON.parse(text);
      if (list.brief !== brief || list.withdrawn) throw new Error(brief);
      await keep(active, text, (news) => before === forgotten && say(news), words);
      unlessForgotten();
      shown(list);
      say(words.kept);
    } catch (fault) {
      if (before === forgotten) say(words.failed);
      await leave();
    }
    keepButton.disabled = false;
    await shelve();
  };

  const onDrop = async () => {
    mine = undefined;
    await Promise.all((await registrations()).map(({ active }) => ask(active, "drop")));
    await leave();
    say(words.dropped);
    await shelve();
  };

  /** All traces that a page can remove; what a worker that never answers would hold up comes first. */
  const onForget = async () => {
    mine = undefined;
    forgotten++;
    keepButton.disabled = false;
    await caches.delete(STORE);
    for (const each of await registrations()) {
      if (each.active) ask(each.active, "forget");
      await each.unregister();
    }
    await caches.delete(STORE);
    document.querySelectorAll("link[rel=manifest]").forEach((link) => link.remove());
    document.querySelector("[data-choose='']").click();
    Object.keys(localStorage).filter((key) => key.startsWith("crisisbrief.")).forEach((key) => localStorage.removeItem(key));
    await shelve();
    say(words.gone);
  };

  if (panel) {
    keepButton.onclick = onKeep;
    dropButton.onclick = onDrop;
    forgetButton.onclick = onForget;
    shelve();
  }
  if (workers.controller) look().catch(() => { /* Without a network there is nothing newer. */ });
})();
