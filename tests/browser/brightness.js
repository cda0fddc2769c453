// How bright the page is, from 0 (black) to 1 (white).
() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number);
  return (red + green + blue) / (3 * 255);
}
