/* Shows the search where a browser can search; what does the work, and the index, come when somebody first asks. */
(function () {
  "use strict";
  var box = document.querySelector(".cb-search");
  var button = document.querySelector(".cb-search-open");
  if (!box || !box.showModal || !window.Promise) return;
  var asked = false;

  function fetch() {
    if (asked) return;
    asked = true;
    var script = document.createElement("script");
    script.src = box.dataset.find;
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

  button.hidden = false;
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
})();
