/* Conveniences; every page can be read without them. */
(function () {
  "use strict";
  var root = document.documentElement;
  var script = document.currentScript;

  /* Colours as the system has them until the reader chooses. The choice is kept in this browser (localStorage) and goes
     from there when the reader goes back to the system's; where storing is forbidden it holds for this page. */
  var KEY = "crisisbrief.colors";

  function kept(value) {
    try {
      if (value === "") localStorage.removeItem(KEY);
      else if (value) localStorage.setItem(KEY, value);
      return localStorage.getItem(KEY) || "";
    } catch (forbidden) {
      return value || "";
    }
  }

  function color(choice) {
    if (choice === "light" || choice === "dark") root.setAttribute("data-colors", choice);
    else root.removeAttribute("data-colors");
    document.querySelectorAll("[data-choose]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(button.getAttribute("data-choose") === (root.getAttribute("data-colors") || "")));
    });
  }

  root.classList.remove("no-js");
  color(kept());

  function nearest(event, selector) {
    return event.target.closest && event.target.closest(selector);
  }

  document.addEventListener("click", function (event) {
    var button = nearest(event, "[data-choose]");
    if (!button) return;
    var choice = button.getAttribute("data-choose");
    kept(choice);
    color(choice);
  });

  /* How old the edition is: what was kept or passed on may be read long after. The date itself stands beside it. */
  var edition = document.querySelector("[data-published]");

  /* What is said from which number on comes with the page (`Interface.ages`): Intl takes long to look it up. */
  function age(published, said) {
    var days = Math.floor((Date.now() - new Date(published + "T00:00")) / 864e5);
    var unit = days < 45 ? [0, 1] : days < 700 ? [1, 30.44] : [2, 365.25];
    var count = Math.floor(days / unit[1]);
    var found = said.split(";")[unit[0]].split("|").filter(function (each) { return parseInt(each, 10) <= count; }).pop();
    return found ? " \u00b7 " + found.replace(/^\d+/, "").replace("#", count) : "";
  }

  if (edition) edition.textContent = age(edition.getAttribute("data-published"), edition.getAttribute("data-ages"));

  /* Pages at which readers arrive bring their own style. Before the next page is asked for, so is the sheet it needs. */
  function fetchSheet(event) {
    if (!nearest(event, "a[href]") || document.querySelector("link[rel=stylesheet]")) return;
    var link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = script.src.replace("page.js", "crisisbrief.css");
    document.head.appendChild(link);
  }

  ["pointerover", "touchstart", "focusin"].forEach(function (name) {
    document.addEventListener(name, fetchSheet, { passive: true });
  });

  /* The language switch keeps the sentence: the one in the address while it is in view, else the first that begins in view. */
  function visible(element, part) {
    var header = document.querySelector(".md-header");
    var box = element.getBoundingClientRect();
    return box[part] > (header ? header.getBoundingClientRect().bottom : 0) && box.top < window.innerHeight;
  }

  function here() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && visible(target, "bottom")) return location.hash;
    if (window.scrollY < 48) return "";
    var sentences = Array.prototype.slice.call(document.querySelectorAll(".cb-sentence[id]"));
    var begins = sentences.filter(function (sentence) { return visible(sentence, "top"); })[0];
    var first = begins || sentences.filter(function (sentence) { return visible(sentence, "bottom"); })[0];
    return first ? "#" + first.id : "";
  }

  ["pointerdown", "focusin", "click", "contextmenu"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var link = nearest(event, "a.cb-language, a.cb-switch");
      if (link) link.hash = here();
    }, true);
  });

  /* The link under a sentence to itself: a press also copies the whole address. An address on a disk is nobody else's,
     and says where on whose disk. */
  var copied = script.getAttribute("data-copied");
  if (copied && navigator.clipboard && location.protocol !== "file:") {
    var status = document.createElement("p");
    status.className = "cb-copied";
    status.setAttribute("role", "status");
    document.body.appendChild(status);
    document.addEventListener("click", function (event) {
      var link = nearest(event, ".cb-links a");
      if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
      status.textContent = "";
      navigator.clipboard.writeText(link.href).then(function () {
        status.textContent = copied;
        setTimeout(function () { status.textContent = ""; }, 4000);
      }, function () {});
    });
  }

  /* Keeping a brief on this device: where a server sends the pages and the browser can, when the reader asks for it. */
  var panel = document.querySelector(".cb-keep");
  var workers = /^http/.test(location.protocol) && window.caches && navigator.serviceWorker;

  function fetchKeep() {
    if (document.querySelector("script[src$='keep.js']")) return;
    var keep = document.createElement("script");
    keep.src = script.src.replace("page.js", "keep.js");
    document.head.appendChild(keep);
  }

  if (workers && panel) {
    panel.addEventListener("toggle", fetchKeep);
    panel.hidden = false;
    panel.open = location.hash === "#" + panel.id;
  }
  if (workers && workers.controller) fetchKeep();

  document.addEventListener("keydown", function (event) {
    var menu = document.querySelector(".cb-menu[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();
