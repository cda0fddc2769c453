// Every sentence of the page in order: its anchor, its text, and whether a reader can see it (disclosures open).
() => {
  for (const disclosure of document.querySelectorAll("details")) disclosure.open = true;
  return [...document.querySelectorAll(".cb-sentence")].map((element) => {
    const box = element.getBoundingClientRect();
    return {
      anchor: element.id || element.dataset.cite || null,
      own: Boolean(element.id),
      text: element.textContent,
      seen:
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        box.width > 1 && box.height > 1 && box.left > -1 && box.right < innerWidth + 1,
    };
  });
}
