/* Shows the search where a browser can search; what does the work, and the index, come when somebody first asks.
   What is shown stands in partials/search.html; the build hands it over in each language (publish/search_box.py). */
(function (markup) {
  "use strict";
  var here = document.currentScript;
  if (!here || !window.HTMLDialogElement || !window.Promise) return;
  here.insertAdjacentHTML("beforebegin", markup);
  var box = document.querySelector(".cb-search");
  var button = document.querySelector(".cb-search-open");
  var root = here.src.replace(/assets\/[^/]*$/, "");
  var asked = false;
  box.dataset.root = root;

  function fetch() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = root + "assets/find.js";
    script.onerror = function () { box.querySelector("[role=status]").textContent = box.dataset.missing; };
    document.head.appendChild(script);
  }

  function open() {
    var template = box.querySelector("template");
    if (template) template.parentNode.replaceChild(template.content, template);
    var field = box.querySelector("input");
    // The focus goes back to it.
    button.focus({ preventScroll: true });
    if (!box.open) box.showModal();
    field.focus();
    field.select();
    fetch();
  }

  button.addEventListener("click", open);
  box.querySelector(".cb-search__close").addEventListener("click", function () { box.close(); });
  box.addEventListener("click", function (event) { if (event.target === box) box.close(); });
  document.addEventListener("keydown", function (event) {
    var writing = /^(?:input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "/" && !writing && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      open();
    }
  });
})
