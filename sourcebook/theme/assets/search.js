/* Search: a dialog over the index that outputs/search_index.py writes. It fetches only the pieces that a query needs. */
(() => {
  const root = document.querySelector(".sb-find");
  if (!root || !root.querySelector("dialog").showModal) return;
  const dialog = root.querySelector("dialog");
  const input = dialog.querySelector("input");
  const list = dialog.querySelector("[role=listbox]");
  const status = dialog.querySelector("[role=status]");
  const { base, none, found, more } = root.dataset;
  const HAN = /[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+/gu;
  const SHOWN = 20, LINES = 3;
  const pieces = new Map();
  let asked = 0, chosen = -1;

  const piece = (name) => {
    if (!pieces.has(name)) {
      pieces.set(name, fetch(`${base}search/${name}.json`).then((r) => (r.ok ? r.json() : {})));
    }
    return pieces.get(name);
  };
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

  /* The words of a query: Latin ones are beginnings; a run of Han is pairs that stand in one line. */
  const parse = (query) => {
    const text = fold(query), words = [];
    for (const run of text.match(HAN) || []) {
      const characters = [...run];
      if (characters.length === 1) words.push({ start: run, text: run });
      else words.push({ pairs: characters.slice(1).map((c, i) => characters[i] + c), text: run });
    }
    for (const word of text.replace(HAN, " ").match(/[\p{L}\p{N}]+/gu) || []) words.push({ start: word, text: word });
    return words;
  };

  const shardOf = (word, about) => {
    const code = word.codePointAt(0);
    if (word.match(HAN)) return [`h-${code % about.han}`];
    if (!/^[a-z0-9]/.test(word)) return ["w-_"];
    if (word.length > 1) return [/^[a-z0-9]{2}/.test(word) ? `w-${word.slice(0, 2)}` : "w-_"];
    return about.shards.filter((name) => name.startsWith(`w-${word}`));
  };

  /* Where a word stands: page → line → weight. */
  const places = async (word, about) => {
    const at = new Map();
    const put = (list, weight) => {
      for (let i = 0; i < list.length; i += 2) {
        const lines = at.get(list[i]) || new Map();
        lines.set(list[i + 1], Math.max(weight, lines.get(list[i + 1]) || 0));
        at.set(list[i], lines);
      }
    };
    const load = async (start) => {
      const names = shardOf(start, about).filter((name) => about.shards.includes(name));
      return Object.assign({}, ...(await Promise.all(names.map(piece))));
    };
    if (word.pairs) {
      const lists = await Promise.all(word.pairs.map(async (pair) => (await load(pair))[pair] || []));
      const keys = lists.map((list) => new Set(list.flatMap((n, i) => (i % 2 ? [] : [`${n} ${list[i + 1]}`]))));
      const all = [...keys[0]].filter((key) => keys.every((set) => set.has(key)));
      put(all.flatMap((key) => key.split(" ").map(Number)), 1);
    } else {
      for (const [known, list] of Object.entries(await load(word.start))) {
        if (known.startsWith(word.start)) put(list, known === word.start ? 1 : 0.6);
      }
    }
    return at;
  };

  const search = async (query) => {
    const words = parse(query);
    if (!words.length) return [];
    const about = await piece("index");
    if (!about.starts) return [];
    const each = await Promise.all(words.map((word) => places(word, about)));
    const hits = [];
    for (const [page, first] of each[0]) {
      if (!each.every((at) => at.has(page))) continue;
      let score = 0;
      const lines = new Map();
      for (const at of each) {
        let best = 0;
        for (const [line, weight] of at.get(page)) {
          best = Math.max(best, line === 0 ? 10 * weight : weight);
          if (line > 0) lines.set(line, (lines.get(line) || 0) + weight);
        }
        score += best;
      }
      hits.push({ page, score: score + Math.min(lines.size, 9) / 10, lines });
    }
    hits.sort((a, b) => b.score - a.score || a.page - b.page);
    return { words, about, hits };
  };

  const shown = async ({ page, lines }, about) => {
    let chunk = about.starts.length - 1;
    while (about.starts[chunk] > page) chunk--;
    const [path, title, kind, all] = (await piece(`p-${chunk}`))[page - about.starts[chunk]];
    const best = [...lines].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LINES);
    return { path, title, kind, lines: best.map(([line]) => all[line - 1]), more: lines.size - best.length };
  };

  /* Text with the words found marked; nothing of it is read as markup. */
  const marked = (text, words) => {
    const parent = document.createDocumentFragment();
    const plain = fold(text);
    const exact = plain.length === text.length ? words.filter((w) => plain.includes(w.text)) : [];
    let end = 0;
    while (end < text.length) {
      const next = exact
        .map((w) => ({ at: plain.indexOf(w.text, end), size: w.text.length }))
        .filter((m) => m.at >= 0)
        .sort((a, b) => a.at - b.at || b.size - a.size)[0];
      if (!next) break;
      parent.append(text.slice(end, next.at));
      parent.append(Object.assign(document.createElement("mark"), { textContent: text.slice(next.at, next.at + next.size) }));
      end = next.at + next.size;
    }
    parent.append(text.slice(end));
    return parent;
  };

  const element = (tag, className, ...children) => {
    const made = Object.assign(document.createElement(tag), { className });
    made.append(...children);
    return made;
  };
  const option = (href, ...children) => {
    const made = element("a", "sb-find__option", ...children);
    Object.assign(made, { href, id: `sb-find-${list.querySelectorAll("a").length}`, tabIndex: -1 });
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    return made;
  };

  const choose = (number) => {
    const options = [...list.querySelectorAll("a")];
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = options.length ? (number + options.length) % options.length : -1;
    input.removeAttribute("aria-activedescendant");
    if (chosen < 0) return;
    options[chosen].setAttribute("aria-selected", "true");
    options[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[chosen].id);
  };

  const answer = async () => {
    const turn = ++asked, query = input.value.trim();
    const result = query ? await search(query) : [];
    const pages = await Promise.all((result.hits || []).slice(0, SHOWN).map((hit) => shown(hit, result.about)));
    if (turn !== asked) return;
    // What is called just what was typed comes first.
    const called = ({ title }) => title.split(" / ").some((name) => fold(name) === fold(query));
    pages.sort((a, b) => called(b) - called(a));
    list.replaceChildren();
    chosen = -1;
    for (const page of pages) {
      const title = element("span", "sb-find__title", marked(page.title, result.words));
      list.append(option(base + page.path, element("span", "sb-find__kind", page.kind), title));
      for (const [anchor, text] of page.lines) {
        list.append(option(`${base}${page.path}#${anchor}`, element("span", "sb-find__line", marked(text, result.words))));
      }
      if (page.more > 0) list.append(element("span", "sb-find__more", more.replace("{n}", page.more)));
    }
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", String(pages.length > 0));
    status.textContent = !query ? "" : pages.length ? found.replace("{n}", result.hits.length) : none;
    choose(pages.length ? 0 : -1);
  };

  const open = () => {
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    piece("index");
  };
  root.querySelector(".sb-find__open").addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    // Right after Escape the closed dialog's input may still have the focus.
    const own = dialog.contains(event.target);
    const typing = own ? dialog.open : event.target.closest?.("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if ((plain && !typing && (event.key === "/" || event.key === "s")) || (!plain && event.key === "k")) {
      event.preventDefault();
      open();
    }
  });
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(answer, 60);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      list.querySelectorAll("a")[chosen]?.click();
    }
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("a, .sb-find__close")) dialog.close();
  });
})();
