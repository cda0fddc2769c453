// What kinds of elements, attributes, classes and ids the page is made of, sorted, and whether a report's script ran.
() => {
  const parts = new Set();
  const ids = [];
  for (const element of document.querySelectorAll("*")) {
    const tag = element.tagName.toLowerCase();
    parts.add(`<${tag}>`);
    for (const { name } of element.attributes) parts.add(`<${tag} ${name}>`);
    for (const name of element.classList) parts.add(`.${name}`);
    if (element.id) ids.push(element.id);
  }
  return {
    parts: [...parts].sort(),
    ids,
    twice: ids.filter((id, index) => ids.indexOf(id) !== index),
    scripts: [...document.scripts].map((script) => script.getAttribute("src") ?? script.textContent),
    taken: "taken" in window,
  };
}
