// Every piece of text on the page whose letters contradict the language or the direction it stands under.
// Numbers and signs are neutral; letters of a script must stand in an element (through itself or an ancestor)
// whose `lang` is written in that script and whose computed direction is the script's.
() => {
  const SCRIPTS = {
    Arab: [/\p{Script=Arabic}/u, "rtl"],
    Latn: [/\p{Script=Latin}/u, "ltr"],
    Cyrl: [/\p{Script=Cyrillic}/u, "ltr"],
    Grek: [/\p{Script=Greek}/u, "ltr"],
    Hebr: [/\p{Script=Hebrew}/u, "rtl"],
    Hans: [/\p{Script=Han}/u, "ltr"],
    Jpan: [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, "ltr"],
    Kore: [/\p{Script=Hangul}/u, "ltr"],
    Deva: [/\p{Script=Devanagari}/u, "ltr"],
  };
  const ATTRIBUTES = ["title", "alt", "placeholder", "aria-label", "aria-description", "aria-roledescription", "label"];
  const UNREAD = "script, style, template";
  const LETTERS = /\p{L}/gu;
  // A date, a phone number, a score or a sum comes apart where it is laid out from right to left.
  const BREAKABLE = /\d+(?:[-/]\d+)+|\+\d|\d \d{3}\b|[A-Za-z]\+\+|@\w/;

  const scriptOf = (lang) => {
    try {
      return new Intl.Locale(lang).maximize().script;
    } catch {
      return null;
    }
  };
  const languageOf = (element) => element.closest("[lang]")?.getAttribute("lang") ?? "";
  const directionOf = (element) => getComputedStyle(element).direction;
  const lettersOf = (text) =>
    Object.entries(SCRIPTS).filter(([, [pattern]]) => (text.match(LETTERS) ?? []).some((letter) => pattern.test(letter)));
  const balanced = (text) => text.split(/[(«[]/).length === text.split(/[)»\]]/).length;
  const faults = [];
  const fault = (element, text, why) =>
    faults.push(`${why}: ${JSON.stringify(text.trim().slice(0, 80))} in <${element.tagName.toLowerCase()} class="${element.className}">`);

  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const element = node.parentElement;
    if (element.closest(UNREAD)) continue;
    // With scripts on, <noscript> is one text of raw HTML; the pass without scripts reads it.
    if (element.closest("noscript") && element.closest("noscript").children.length === 0) continue;
    const lang = languageOf(element);
    if (element.closest("title")) {
      judgeWhole(element, node.data, lang);
      continue;
    }
    if (element.localName === "bdi" && !balanced(node.data) && balanced(element.parentElement.textContent)) {
      fault(element, node.data, "an isolated run that takes one bracket of a pair along");
    }
    for (const [script, [, direction]] of lettersOf(node.data)) {
      if (scriptOf(lang) !== script && lang !== "") fault(element, node.data, `${script} letters under lang="${lang}"`);
      if (directionOf(element) !== direction) fault(element, node.data, `${script} letters laid out ${directionOf(element)}`);
    }
    if (directionOf(element) === "rtl" && BREAKABLE.test(node.data)) {
      fault(element, node.data, "a number or name that comes apart from right to left");
    }
  }

  // Where no element can stand inside the text, it must at least be written in its language.
  function judgeWhole(element, text, lang) {
    const scripts = lettersOf(text).map(([script]) => script);
    if (scripts.length && !scripts.includes(scriptOf(lang))) fault(element, text, `no letter of lang="${lang}"`);
  }
  for (const name of ATTRIBUTES) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      judgeWhole(element, element.getAttribute(name), languageOf(element));
    }
  }
  return faults;
}
