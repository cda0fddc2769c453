// The addresses of the links that a reader can see and reach with a pointer, without opening anything first.
() =>
  [...document.querySelectorAll("a[href]")]
    .filter((link) => link.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((link) =>
      [...link.getClientRects()].some((box) => box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth),
    )
    .map((link) => new URL(link.getAttribute("href"), document.baseURI).href)
