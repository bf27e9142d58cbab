/* The notes of a page, opened at their marks. Without this script, and where the browser knows no popovers, a mark is a
   link to its note at the foot of the page.

   A note shows while its mark is pointed at or has the focus, and while the pointer is on the note. A click, a tap or Enter
   keeps it and moves the focus into it; Escape, its button, a second click or one elsewhere closes it. */
(() => {
  const list = document.querySelector(".sb-notes[data-citations]");
  if (!list || !("popover" in HTMLElement.prototype)) return;
  const { formats, words, sources, notes } = JSON.parse(list.dataset.citations);
  const OPENS = 150, CLOSES = 300, EDGE = 8; // ms, ms, px
  const AT = "\ufff9", LINK = "\ufffb"; // the gaps that outputs/citations.py leaves
  let mark = null, kept = false, returning = false, timer = 0;

  const make = (name, className, given) => Object.assign(document.createElement(name), { className, ...given });
  const box = make("div", "sb-popover md-typeset", { id: "sb-popover", popover: "manual", tabIndex: -1 });
  const body = make("div", "sb-popover__note");
  const tools = make("p", "sb-popover__tools");
  const copy = make("p", "sb-popover__copy", { textContent: words.cite_copy });
  const said = make("p", "sb-popover__said");
  const close = make("button", "sb-popover__close", { type: "button", textContent: "×", ariaLabel: words.close, onclick: leave });
  formats.forEach((textContent, kind) => {
    copy.append(" ", make("button", "", { type: "button", textContent, onclick: () => put(cited(kind), textContent) }));
  });
  box.setAttribute("role", "dialog");
  said.setAttribute("role", "status");
  box.append(body, tools, copy, said, close);
  document.body.append(box);

  const markAt = (target) => target.closest?.(".sb-mark > a");
  const claimOf = (one) => one.closest("[data-address]");
  const noteOf = (one) => document.getElementById(one.hash.slice(1)).querySelector(".sb-note");
  for (const one of document.querySelectorAll(".sb-mark > a")) {
    const id = (noteOf(one).id = `sb-note-${one.hash.slice(4)}`);
    for (const [name, value] of [["describedby", id], ["controls", box.id], ["expanded", false]]) one.setAttribute(`aria-${name}`, value);
  }

  function show(one, keep) {
    clearTimeout(timer);
    if (mark !== one) {
      hide();
      mark = one;
      body.replaceChildren(...noteOf(one).cloneNode(true).childNodes);
      // The links beside the claim, in words.
      const links = claimOf(one)?.querySelectorAll(".sb-permalink, .sb-report") ?? [];
      tools.replaceChildren(...Array.from(links, ({ href, rel, title }) => make("a", "", { href, rel, textContent: title })));
      said.textContent = "";
      box.ariaLabel = one.ariaLabel;
      one.ariaExpanded = "true";
      box.showPopover();
      place();
    }
    kept ||= keep;
  }

  function hide() {
    clearTimeout(timer);
    if (!mark) return;
    mark.ariaExpanded = "false";
    mark = null;
    kept = false;
    box.hidePopover();
  }

  /* Close it; the focus goes back to the mark, which does not open it again. */
  function leave() {
    const from = box.contains(document.activeElement) && mark;
    hide();
    returning = true;
    if (from) from.focus();
    returning = false;
  }

  /* Below the mark, or above it where there is more room; it scrolls with the page. */
  function place() {
    if (!mark) return;
    const at = mark.getBoundingClientRect(), below = innerHeight - at.bottom;
    const left = Math.min(at.left, document.documentElement.clientWidth - box.offsetWidth) - EDGE;
    const above = below < box.offsetHeight + EDGE && at.top > below;
    box.style.left = `${scrollX + Math.max(EDGE, left)}px`;
    box.style.top = `${scrollY + (above ? at.top - box.offsetHeight - 2 : at.bottom + 2)}px`;
  }

  function cited(kind) {
    const page = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    const claim = claimOf(mark)?.querySelector(".sb-permalink")?.getAttribute("href") ?? "";
    const [source, ...places] = notes[mark.hash.slice(4) - 1];
    return sources[source][kind].replaceAll(AT, () => places[kind] ?? places[0]).replaceAll(LINK, () => new URL(claim, page).href);
  }

  async function put(text, format) {
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = words.cite_copied.replace("{format}", format);
    } catch {
      const shown = make("code", "", { textContent: text });
      said.replaceChildren(words.cite_by_hand, " ", shown);
      getSelection().selectAllChildren(shown);
    }
    place();
  }

  addEventListener("pointerover", ({ target, pointerType }) => {
    if (kept || pointerType === "touch") return;
    const over = markAt(target);
    clearTimeout(timer);
    if (over && over !== mark) timer = setTimeout(show, OPENS, over);
    else if (!over && !box.contains(target) && mark !== document.activeElement) timer = setTimeout(hide, CLOSES);
  });
  addEventListener("focusin", ({ target }) => {
    const on = markAt(target);
    if (on && !returning) show(on);
    else if (!on && !box.contains(target)) hide();
  });
  addEventListener("click", (event) => {
    const on = markAt(event.target);
    if (mark && box.contains(event.target)) kept = true;
    else if (!on) hide();
    if (!on || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (kept && on === mark) return hide();
    show(on, true);
    box.focus({ preventScroll: true });
  });
  addEventListener("keydown", (event) => {
    const stops = [...box.querySelectorAll("a, button")], on = document.activeElement;
    const ends = event.key === "Tab" && (event.shiftKey ? on === box || on === stops[0] : on === stops.at(-1));
    if (!mark || !(ends || event.key === "Escape")) return;
    event.preventDefault();
    leave();
  });
  addEventListener("scroll", place, { capture: true, passive: true });
  addEventListener("resize", place);
})();
