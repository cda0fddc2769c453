// What is wrong with the pictures of a page as they are laid out: each box is asked for once, for there may be hundreds.
() => {
  const faults = [];
  const box = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  };
  // Lines of text keep room above and below their letters, a quarter of their height each.
  const letters = (text) => {
    const { left, right, top, bottom } = box(text);
    return { left, right, top: top + (bottom - top) / 4, bottom: bottom - (bottom - top) / 4 };
  };
  // What can be pressed and seen of a mark.
  const ink = (mark) => {
    const boxes = [...mark.children].map((part) => (part.localName === "text" ? letters(part) : box(part)));
    return boxes.filter((each) => each.right > each.left).reduce((a, b) => ({
      left: Math.min(a.left, b.left),
      right: Math.max(a.right, b.right),
      top: Math.min(a.top, b.top),
      bottom: Math.max(a.bottom, b.bottom),
    }));
  };
  const called = (element) => element.querySelector("title")?.textContent || element.textContent;
  const apart = (elements, boxOf) => {
    const boxes = elements.map(boxOf);
    boxes.forEach((a, at) => {
      for (let other = at + 1; other < boxes.length; other += 1) {
        const b = boxes[other];
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 0.5 && high > 0.5) faults.push(`"${called(elements[at])}" stands on "${called(elements[other])}"`);
      }
    });
  };
  for (const svg of document.querySelectorAll("svg[viewBox^='0 0 320 ']")) {
    const frame = box(svg);
    const scale = (frame.right - frame.left) / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const marks = [...svg.querySelectorAll("a")];
    apart(texts, letters);
    apart(marks, ink);
    for (const text of texts) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 11) faults.push(`${size} px are too small: ${text.textContent}`);
    }
    for (const mark of marks) {
      if (!mark.querySelector("title")?.textContent.trim()) faults.push(`a mark without a name: ${mark.textContent}`);
      if (!mark.getAttribute("href")) faults.push(`a mark that leads nowhere: ${called(mark)}`);
      const { left, right, top, bottom } = box(mark);
      if (right - left < 24 || bottom - top < 24) faults.push(`too small to be pressed: ${called(mark)}`);
    }
    // A drawing within the drawing cuts off what is larger than its frame.
    for (const drawn of svg.querySelectorAll(":is(text, rect, path):not(svg svg *)")) {
      const { left, right, top, bottom } = box(drawn);
      const inside = left > frame.left - 2 && right < frame.right + 2 && top > frame.top - 2 && bottom < frame.bottom + 2;
      if (right > left && !inside) faults.push(`outside: ${drawn.outerHTML}`);
    }
  }
  return faults;
}
