/* The language switch keeps the sentence: the one in the address while it is in view, else the first one in view. */
(function () {
  "use strict";
  var bar = document.querySelector(".md-header");

  function top() {
    return bar ? bar.getBoundingClientRect().bottom : 0;
  }

  function inView(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > top() && box.top < window.innerHeight;
  }

  function here() {
    var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && inView(target)) return location.hash;
    if (window.scrollY < 48) return "";
    var sentences = document.querySelectorAll(".cb-sentence[id]");
    for (var i = 0; i < sentences.length; i++) if (inView(sentences[i])) return "#" + sentences[i].id;
    return "";
  }

  function keep(event) {
    var link = event.target.closest && event.target.closest("a.cb-language, a.cb-switch");
    if (link) link.hash = here();
  }

  ["pointerdown", "focusin", "click", "contextmenu"].forEach(function (name) {
    document.addEventListener(name, keep, true);
  });

  var menu = document.querySelector(".cb-menu");
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu || !menu.open) return;
    menu.open = false;
    menu.firstElementChild.focus();
  });
})();
