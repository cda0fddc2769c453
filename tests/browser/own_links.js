// For each sentence at home on the page, the addresses of the links in its entry, in order of the page; without those
// beside which the other language stands anyway.
() =>
  Object.fromEntries(
    [...document.querySelectorAll(".cb-sentence[id]")]
      .filter((sentence) => !sentence.closest(".cb-pair"))
      .map((sentence) => {
        const entry = sentence.closest(".cb-entry, .cb-message, .cb-lede, .cb-paragraph") ?? document.body;
        return [sentence.id, [...entry.querySelectorAll("a[href]")].map((link) => new URL(link.getAttribute("href"), document.baseURI).href)];
      }),
  )
