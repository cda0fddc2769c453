// A page as a browser parses it, without laying it out or running anything: the paragraphs of the report to the character,
// its sentences, and the kinds of elements, attributes, classes and ids that it is made of.
(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const parts = new Set();
  const ids = [];
  for (const element of page.querySelectorAll("*")) {
    const tag = element.tagName.toLowerCase();
    parts.add(`<${tag}>`);
    for (const { name } of element.attributes) parts.add(`<${tag} ${name}>`);
    for (const name of element.classList) parts.add(`.${name}`);
    if (element.id) ids.push(element.id);
  }
  const seen = new Set();
  // What no browser runs is told by its kind alone, if it is what it says.
  const data = (script) => script.type === "application/ld+json" && JSON.parse(script.textContent)["@type"];
  return {
    paragraphs: [...page.querySelectorAll(".cb-source .cb-line")].map((line) => line.textContent),
    sentences: [...page.querySelectorAll(".cb-sentence[id]")].map((sentence) => [sentence.id, sentence.textContent]),
    parts: [...parts].sort(),
    twice: ids.filter((id) => seen.size === seen.add(id).size),
    scripts: [...page.scripts].map((script) => script.getAttribute("src") ?? (data(script) || script.textContent)),
  };
}
