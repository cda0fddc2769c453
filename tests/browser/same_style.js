// What looks different once another style sheet takes the place of the page's own: each property whose computed value
// changes, for the elements and for what stands before and after them. Disclosures are open. Of elements of one kind in
// elements of one kind, the first and the last are asked.
(sheet) => {
  for (const disclosure of document.querySelectorAll("details")) disclosure.open = true;
  const kind = (element) => (element ? `${kind(element.parentElement)} ${element.localName}.${element.className}` : "");
  const kinds = new Map();
  for (const element of document.querySelectorAll("html, body, body *")) {
    const name = kind(element);
    kinds.set(name, [kinds.get(name)?.[0] ?? element, element]);
  }
  const elements = [...new Set([...kinds.values()].flat())];
  const look = () =>
    elements.flatMap((element) =>
      ["", "::before", "::after"].map((part) => {
        const style = getComputedStyle(element, part || null);
        // A custom property that no rule asks for shows nothing.
        const names = [...style].filter((name) => !name.startsWith("--"));
        return part && style.content === "none" ? [] : names.map((name) => `${name}: ${style.getPropertyValue(name)}`);
      }),
    );
  const own = look();
  for (const link of document.styleSheets) link.disabled = true;
  const other = new CSSStyleSheet();
  other.replaceSync(sheet);
  document.adoptedStyleSheets = [other];
  const names = (at) => `${elements[Math.floor(at / 3)].outerHTML.slice(0, 80)} ${["", "::before", "::after"][at % 3]}`;
  const changed = look().flatMap((now, at) =>
    String(now) === String(own[at]) ? [] : [`${names(at)}: ${[...now].filter((line) => !own[at].includes(line)).join("; ")}`],
  );
  return { looked: elements.length, changed: changed.slice(0, 5) };
}
