/* The search: reads the reader's words by the same rules as crisisbrief/search/, which also made the index. */
(() => {
  "use strict";
  const box = document.querySelector(".cb-search");
  const { lang, root } = box.dataset;
  const [field, status, list, more] = ["input", "[role=status]", "ol", ".cb-search__more"].map((at) => box.querySelector(at));

  /* --- Files: scripts, because a page from the disk may load nothing else. --- */
  const arrived = new Map();
  const files = new Map();
  const put = (name, data) => arrived.get(name)(data);
  const load = (name, read = (data) => data) => {
    if (!files.has(name)) {
      files.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        arrived.set(name, resolve);
        script.onerror = () => { files.delete(name); reject(new Error(name)); };
        script.src = `${root}search/${name}.js`;
        document.head.append(script);
      }).then(read));
    }
    return files.get(name);
  };

  /** The number of the last of `starts` that is not behind `value`. */
  const place = (starts, value) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= value) low = middle + 1; else high = middle;
    }
    return low - 1;
  };

  /* --- Spelling: folded, affixes off. --- */
  let rules;
  const open = (data) => {
    const word = new RegExp(data.word, "gu");
    const drop = new RegExp(`[${data.drop}]+`, "g");
    const scripts = data.rules.map((each) => [new RegExp(`^\\p{Script=${each.script}}`, "u"), each]);
    const shapes = /[\ufb00-\ufdff\ufe70-\ufefc]/g;
    const swap = (text, table) => Array.from(text, (letter) => (letter in table ? table[letter] : letter)).join("");
    rules = {
      ...data,
      pages: gaps(data.pages.split(" ")),
      words: (text) => text.match(word) || [],
      tokens: (text) => [...text.matchAll(word)],
      lower: (text) => swap(text.replace(drop, "").replace(shapes, (shape) => shape.normalize("NFKC")).toLowerCase(), data.case),
      fold: (text) => swap(text, data.fold).normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC"),
      of: (text) => (scripts.find(([begins]) => begins.test(text.normalize("NFKC"))) || [])[1],
    };
    more.textContent = data.says.more;
    return rules;
  };

  const number = (text) =>
    (/^\d{1,3}([,٬]\d{3})+([.٫]\d+)?$/.test(text) ? text.replace(/[,٬]/g, "") : text).replace(/[,٫](?=\d+$)/, ".");

  /** A word folded, and what it may be a form of: pairs of part of speech and stem, the literal one first. */
  const spell = (word) => {
    let plain = rules.lower(word);
    if (/^\p{Nd}/u.test(word)) plain = number(rules.fold(plain));
    const own = rules.of(plain);
    if (own) for (const [from, to] of own.respell) plain = plain.split(from).join(to);
    const folded = rules.fold(plain);
    const found = new Map([[`exact ${folded}`, ["exact", folded]]]);
    const add = (part, stem) => found.set(`${part} ${stem}`, [part, stem]);
    for (const part of own && /^\p{L}/u.test(plain) ? own.parts : []) {
      for (const proclitic of part.proclitics) {
        if (plain.startsWith(proclitic)) behind(plain.slice(proclitic.length), proclitic, part, own, add);
      }
    }
    return { plain, folded, forms: [...found.values()] };
  };

  const behind = (rest, proclitic, part, { article, merged }, add) => {
    if (rest.length >= (proclitic ? part.shortest : 1)) {
      endings(rest, part, part.bound, add);
      for (const [from, to] of Object.entries(part.persons)) {
        if (rest.startsWith(from)) endings(to + rest.slice(from.length), part, part.bound, add);
      }
    }
    if (!part.declined || !article) return;
    const [, swallowed] = merged.find(([end]) => proclitic.endsWith(end)) || [];
    if (rest.startsWith(article) && rest.length >= article.length + 2) {
      endings(rest.slice(article.length), part, part.endings, add);
    } else if (swallowed && rest.startsWith(swallowed.slice(-1)) && rest.length >= 3) {
      endings(rest.slice(1), part, part.endings, add);
    }
  };

  const endings = (word, { part, undouble }, table, add) => {
    const stem = rules.fold(word);
    add(part, stem);
    for (let length = 1; length < Math.min(stem.length - 1, 6); length++) {
      const instead = table[stem.slice(-length)];
      for (const end of instead === undefined ? [] : instead.split(",")) {
        const short = stem.slice(0, -length) + end;
        if (short.length < 2) continue;
        add(part, short);
        if (undouble && !end && short.length > 2 && short.slice(-1) === short.slice(-2, -1)) add(part, short.slice(0, -1));
      }
    }
  };

  const withoutArticle = (folded) => {
    const article = rules.fold((rules.of(folded) || { article: "" }).article);
    return folded.length > article.length + 2 && folded.startsWith(article) ? folded.slice(article.length) : folded;
  };

  /** How like two words are: twice their letters in common, in order, out of all. */
  const likeness = (one, other) => {
    let row = new Array(other.length + 1).fill(0);
    for (const letter of one) {
      const next = [0];
      for (let at = 0; at < other.length; at++) {
        next.push(letter === other[at] ? row[at] + 1 : Math.max(row[at + 1], next[at]));
      }
      row = next;
    }
    return (200 * row[other.length]) / (one.length + other.length);
  };

  /** What is left of a name without the letters that its spellings differ in. */
  const bones = (folded) => {
    const own = rules.of(folded);
    if (!own) return "";
    const kept = Array.from(withoutArticle(folded), (letter) => own.sounds[letter] || letter).filter((letter) => !own.weak.includes(letter));
    const found = kept.filter((letter, at) => letter !== kept[at - 1]);
    return found.length >= 3 ? `~${found.join("")}` : "";
  };

  /* --- From words to lexemes. --- */
  const letters = { noun: "n", person: "p", verb: "v", name: "m", exact: "x" };
  const gaps = (texts) => {
    let at = 0;
    return texts.map((text) => (at += parseInt(text, 36)));
  };
  const keyLines = (text) => {
    const lines = text.split("\n").map((line) => line.split(" "));
    return { keys: lines.map(([key]) => key), lines };
  };
  const keyShard = (at) => load(`${lang}-k${at}`, keyLines);
  const lexemes = (fields) => fields.map((field) => parseInt(field.split(".")[1], 36));
  const numbers = (line) => lexemes(line.slice(1));

  /** The line of a key, or nothing. */
  const lineOf = async (key) => {
    const at = place(rules.keys, key);
    if (at < 0 || !key) return undefined;
    const { keys, lines } = await keyShard(at);
    const found = place(keys, key);
    return keys[found] === key ? lines[found] : undefined;
  };

  /** How good a reading is: the more of the word it leaves, the better; it should not take apart what belongs together. */
  const weight = (folded, stem) => {
    const { whole } = rules.of(folded) || { whole: [] };
    return stem.length - (whole.some((end) => folded.endsWith(end)) && folded.slice(0, -1).endsWith(stem) ? 2 : 0);
  };

  const byStem = async ({ folded, forms }) => {
    let [best, most] = [[], -9];
    const lines = await Promise.all(forms.map(([, stem]) => lineOf(stem)));
    for (const [at, [part, stem]] of forms.entries()) {
      const line = lines[at] || [];
      const found = lexemes(line.slice(1).filter((field) => field[0] === "*" || field.split(".")[0].includes(letters[part])));
      const much = weight(folded, stem);
      if (!found.length || much < most) continue;
      best = much > most ? found : best.concat(found);
      most = much;
    }
    return best;
  };

  /** What begins as the word does; it may not be written to its end yet. */
  const begun = async ({ folded, forms }) => {
    for (const stem of new Set([folded, ...forms.map(([, each]) => each)])) {
      if (stem.length < (stem === folded ? 3 : 4) || !/^\p{L}/u.test(stem) || !folded.endsWith(stem)) continue;
      const found = [];
      for (let at = Math.max(0, place(rules.keys, stem)); at < rules.keys.length; at++) {
        const { keys, lines } = await keyShard(at);
        const rest = lines.slice(Math.max(0, place(keys, stem)));
        found.push(...rest.filter(([key]) => key.startsWith(stem)).flatMap(numbers));
        const [last] = rest[rest.length - 1];
        if (last > stem && !last.startsWith(stem)) break;
      }
      if (found.length) return found;
    }
    return [];
  };

  const bySound = async ({ folded }) => {
    const line = (await lineOf(bones(folded))) || [];
    const near = (spellings) => spellings.split(",").some((spelt) => likeness(withoutArticle(folded), spelt) >= 82);
    return lexemes(line.slice(1).filter((field) => near(field.split(".")[0])));
  };

  /** The lexemes that a word of a query means; `begun` where it only begins as they do. */
  const lookup = async (word) => {
    const spelling = spell(word);
    const line = (await lineOf(spelling.plain)) || (await lineOf(spelling.folded));
    if (line) return { found: numbers(line) };
    for (const way of [byStem, begun, bySound]) {
      const found = await way(spelling);
      if (found.length) return { found: [...new Set(found)].sort((one, other) => one - other), begun: way === begun };
    }
    return { found: [] };
  };

  /* --- From lexemes to passages: a map from a passage's number to the places of its words, as they are written: a
     common word has thousands, and few are looked at. --- */
  const postingLines = (text) => text.split("\n");
  const postings = async (lexeme) => {
    const at = place(rules.postings, lexeme);
    const line = (await load(`${lang}-p${at}`, postingLines))[lexeme - rules.postings[at]];
    const found = new Map();
    let passage = 0;
    for (const field of line ? line.split(" ") : []) {
      passage += parseInt(field, 36);
      found.set(passage, field.slice(field.indexOf(".") + 1));
    }
    return found;
  };
  const read = (places) => places.split(".").map((text) => parseInt(text, 36));

  const merge = (maps) => {
    const merged = new Map(maps[0]);
    for (const map of maps.slice(1)) {
      for (const [passage, places] of map) merged.set(passage, merged.has(passage) ? `${merged.get(passage)}.${places}` : places);
    }
    return merged;
  };
  const both = (one, other) => {
    const found = new Map();
    for (const [passage, places] of one) if (other.has(passage)) found.set(passage, `${places}.${other.get(passage)}`);
    return found;
  };

  const passagesOf = async (lexemes) => merge((await Promise.all(lexemes.map(postings))));

  /** Where the words stand one behind the other. */
  const inARow = ([first, ...rest]) => {
    const found = new Map();
    for (const [passage, places] of first) {
      if (!rest.every((map) => map.has(passage))) continue;
      const [begins, ...others] = [places, ...rest.map((map) => map.get(passage))].map(read);
      const rows = begins.filter((at) => others.every((each, step) => each.includes(at + step + 1)));
      if (rows.length) found.set(passage, rows.flatMap((at) => [at, ...rest.map((_, step) => at + step + 1)]).map((at) => at.toString(36)).join("."));
    }
    return found;
  };

  /** A word; one that nothing has may be two written as one. */
  const wordAt = async (word) => {
    const meant = await lookup(word);
    const found = await passagesOf(meant.found);
    found.begun = meant.begun;
    for (let at = 2; !found.size && at <= word.length - 2; at++) {
      const halves = [word.slice(0, at), word.slice(at)];
      const lines = await Promise.all(halves.map((half) => lineOf(spell(half).folded)));
      if (lines.every((line) => line && line.length > 1)) {
        const row = inARow(await Promise.all(lines.map((line) => passagesOf(numbers(line)))));
        if (row.size) return row;
      }
    }
    return found;
  };

  /** Two words, or one that is written as both together. */
  const joined = async (one, other) => {
    const line = await lineOf(spell(one + other).folded);
    return line ? passagesOf(numbers(line)) : new Map();
  };

  /* --- A query: words, and phrases in quotation marks. --- */
  const parse = (query) => query.split(/["“”„«»]/).map((text, at) => ({ words: rules.words(text), phrase: at % 2 === 1 }))
    .flatMap(({ words, phrase }) => (phrase ? [{ words, phrase }] : words.map((word) => ({ words: [word] }))))
    .filter(({ words }) => words.length);

  const needed = (units) => {
    const kept = units.filter(({ words: [word], phrase }) => {
      const folded = spell(word).folded;
      return phrase || !((rules.of(folded) || { ignored: [] }).ignored.includes(folded));
    });
    return kept.length ? kept : units;
  };

  /** A small index comes at once: on a slow line each further round would be a second. */
  const fetchAhead = ({ keys, postings: lists, passages }) => {
    if (keys.length + lists.length + passages.length > 3) return;
    for (const [name, read] of [["k0", keyLines], ["p0", postingLines], ["t0"]]) load(`${lang}-${name}`, read).catch(() => {});
  };

  /** Passages that have all the words, those first where they stand in a row; else those of pages that have them all. */
  const find = async (query) => {
    if (!rules) await load(lang, open).then(fetchAhead);
    const units = needed(parse(query));
    if (!units.length) return { state: "empty", hits: [] };
    let unfinished = false;
    const meant = async ({ words, phrase }) => {
      const found = await Promise.all(words.map(wordAt));
      unfinished = unfinished || found.some((each) => each.begun);
      return phrase ? inARow(found) : found[0];
    };
    const asOne = (unit, at) => (unit.phrase || units[at].phrase ? new Map() : joined(units[at].words[0], unit.words[0]));
    /* All at once, so that their shards come together. */
    const [maps, ones] = await Promise.all([units.map(meant), units.slice(1).map(asOne)].map((each) => Promise.all(each)));
    ones.forEach((one, at) => {
      if (one.size) [maps[at], maps[at + 1]] = [merge([maps[at], one]), merge([maps[at + 1], one])];
    });
    const all = maps.reduce(both);
    const row = maps.length > 1 ? inARow(maps) : all;
    const order = (hits) => {
      const numbers = [...hits.keys()].sort((one, other) => one - other);
      const [first, others] = [numbers.filter((at) => row.has(at)), row === all ? [] : numbers.filter((at) => !row.has(at))];
      return [...first, ...others].map((at) => [at, hits.get(at)]);
    };
    if (all.size) return { state: unfinished ? "begun" : "found", hits: order(all) };
    const pageOf = (passage) => place(rules.pages, passage);
    const pages = maps.map((map) => new Set([...map.keys()].map(pageOf)));
    const shared = new Map([...merge(maps)].filter(([passage]) => pages.every((each) => each.has(pageOf(passage)))));
    return { state: shared.size ? "apart" : "none", hits: order(shared) };
  };

  const passage = async (at) => {
    const shard = place(rules.passages, at);
    const { pages, passages } = await load(`${lang}-t${shard}`);
    const [page, anchor, text, runs, about, spoken] = passages[at - rules.passages[shard]];
    const [url, title, titleRuns, brief, briefRuns] = pages[page];
    const href = root + url + (anchor && `#${anchor}`);
    const heading = title === text ? [brief, briefRuns] : [title, titleRuns];
    return { href, anchor, text: [text, runs], about: [heading, ...about], brief: [brief, briefRuns], spoken };
  };

  /* --- What is shown. Text of reports goes into text nodes and nowhere else. --- */
  const make = (tag, css, ...inner) => {
    const element = document.createElement(tag);
    if (css) element.className = css;
    element.append(...inner);
    return element;
  };

  /** A text, its runs of the other direction isolated, its words at the places `marks` marked. */
  const fill = (element, [text, runs], marks = []) => {
    const words = marks.length ? rules.tokens(text) : [];
    const marked = [...new Set(marks)].sort((one, other) => one - other).map((at) => words[at]).filter(Boolean)
      .map((word) => [word.index, word.index + word[0].length]);
    const pour = (into, start, end) => {
      let at = start;
      for (const [from, to] of marked) {
        const [first, last] = [Math.max(from, at), Math.min(to, end)];
        if (first >= last) continue;
        into.append(text.slice(at, first), make("mark", "", text.slice(first, last)));
        at = last;
      }
      into.append(text.slice(at, end));
    };
    let at = 0;
    for (const [start, end, spoken, dir] of runs) {
      pour(element, at, start);
      const run = make("bdi");
      run.dir = dir;
      if (spoken) run.lang = spoken;
      pour(run, start, end);
      element.append(run);
      at = end;
    }
    pour(element, at, text.length);
    return element;
  };

  const result = async ([number, places]) => {
    const { href, text, about, brief, spoken } = await passage(number);
    const link = fill(make("a"), text, read(places));
    link.href = href;
    if (spoken) [link.lang, link.dir] = spoken;
    const lines = (rules.briefs > 1 && about[0][0] !== brief[0] ? [...about, brief] : about).map((line) => fill(make("li"), line));
    return make("li", "cb-hit", link, make("ul", "cb-hit__about", ...lines));
  };

  const say = (state, count) => {
    status.textContent = rules.says[state].replace("{n}", count);
  };

  /** Until what was shown can be seen: to ask for files takes a phone time, too. A page in the background paints nothing. */
  const painted = () => new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 100);
  });

  const AT_ONCE = 50;
  /* The first comes as soon as it is there, then what a screen holds: each may lie in a file of its own. */
  const SCREEN = 8;
  let latest = 0;
  const show = async (hits, from, turn) => {
    for (const [start, end] of [[from, from + 1], [from + 1, from + SCREEN], [from + SCREEN, from + AT_ONCE]]) {
      const shown = await Promise.all(hits.slice(start, end).map(result));
      if (turn !== latest) return;
      if (!start) list.replaceChildren();
      list.append(...shown);
      if (hits.length > end) await painted();
    }
    more.hidden = hits.length <= from + AT_ONCE;
    more.onclick = () => show(hits, from + AT_ONCE, turn).then(() => turn === latest && list.children[from + AT_ONCE].firstChild.focus());
  };

  const search = async () => {
    const turn = ++latest;
    try {
      const { state, hits } = await find(field.value);
      if (turn !== latest) return;
      await show(hits, 0, turn);
      if (turn === latest) say(state, hits.length);
    } catch (fault) {
      if (turn !== latest) return;
      list.replaceChildren();
      more.hidden = true;
      status.textContent = box.dataset.missing;
    }
  };

  field.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.isComposing) return;
    if (event.key === "Enter" && event.target === field && links.length) links[0].focus();
    else if (event.key === "Escape") box.close();
    else if (event.key === "ArrowDown" && at + 1 < links.length) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || field).focus();
    else return;
    event.preventDefault();
  });
  list.addEventListener("click", (event) => { if (event.target.closest("a")) box.close(); });

  put.find = find;
  put.lookup = async (word) => (await lookup(word)).found;
  put.spell = (word) => spell(word);
  put.words = (text) => rules.words(text);
  put.passage = passage;
  window.crisisbriefSearch = put;
  search();
})();
