// What is drawn in the pictures of a page, and what is wrong with it.
() => {
  const faults = [];
  const box = (element) => element.getBoundingClientRect();
  // Lines of text keep room above and below their letters, a quarter of their height each.
  const letters = (text) => {
    const { left, right, top, bottom, height } = box(text);
    return { left, right, top: top + height / 4, bottom: bottom - height / 4 };
  };
  // What can be pressed and seen of a mark, without the room around its letters.
  const ink = (mark) => {
    const boxes = [...mark.children].map((part) => (part.localName === "text" ? letters(part) : box(part)));
    return boxes.filter((each) => each.right > each.left).reduce((a, b) => ({
      left: Math.min(a.left, b.left),
      right: Math.max(a.right, b.right),
      top: Math.min(a.top, b.top),
      bottom: Math.max(a.bottom, b.bottom),
    }));
  };
  const meet = (a, b) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5;
  const called = (element) => element.querySelector("title")?.textContent || element.textContent;
  for (const svg of document.querySelectorAll("svg")) {
    const frame = box(svg);
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim());
    const marks = [...svg.querySelectorAll("a")];
    const scale = frame.width / svg.viewBox.baseVal.width;
    texts.forEach((text, at) => {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      if (size < 11) faults.push(`${size} px are too small: ${text.textContent}`);
      for (const other of texts.slice(at + 1)) {
        if (meet(letters(text), letters(other))) faults.push(`"${text.textContent}" stands on "${other.textContent}"`);
      }
    });
    marks.forEach((mark, at) => {
      if (!mark.querySelector("title")?.textContent.trim()) faults.push(`a mark without a name: ${mark.textContent}`);
      if (!mark.getAttribute("href")) faults.push(`a mark that leads nowhere: ${called(mark)}`);
      const { width, height } = box(mark);
      if (width < 24 || height < 24) faults.push(`too small to be pressed: ${called(mark)}`);
      for (const other of marks.slice(at + 1)) {
        if (meet(ink(mark), ink(other))) faults.push(`"${called(mark)}" stands on "${called(other)}"`);
      }
    });
    for (const drawn of svg.querySelectorAll("text, rect, path")) {
      const { left, right, top, bottom, width } = box(drawn);
      if (width && (left < frame.left - 2 || right > frame.right + 2 || top < frame.top - 2 || bottom > frame.bottom + 2)) {
        faults.push(`outside: ${drawn.outerHTML}`);
      }
    }
  }
  return faults;
}
