// What can be measured of a page as it stands: its language, and whether it scrolls sideways.
() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > innerWidth + 1 || box.left < -1);
  });
  return {
    lang: root.getAttribute("lang"),
    dir: root.getAttribute("dir"),
    scrolls: root.scrollWidth > innerWidth,
    wide: root.scrollWidth > innerWidth ? wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120)) : [],
    title: document.title,
  };
}
