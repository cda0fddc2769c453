// Where each character of an element's text stands: [character, its middle from the left, its line from the top].
(selector) => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      found.push([node.data[at], (box.left + box.right) / 2, box.top]);
    }
  }
  return found;
}
