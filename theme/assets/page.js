/* The language switch keeps the sentence: the one in the address while it is in view, else the first one that begins in view. */
(function () {
  "use strict";
  var header = document.querySelector(".md-header");

  function visible(element, part) {
    var box = element.getBoundingClientRect();
    var bar = header ? header.getBoundingClientRect().bottom : 0;
    return box[part] > bar && box.top < window.innerHeight;
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
