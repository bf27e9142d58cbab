/* The notes of a page, opened at their marks. Without this script a mark is a link to its note at the foot of the page,
   and so it stays where the browser knows no popovers.

   A note shows while its mark is pointed at or focused, and while the pointer is on the note itself. A click, a tap or
   Enter keeps it and moves the focus into it. Escape, its button, a second click or a click elsewhere closes it. */
{
  const list = document.querySelector(".sb-notes[data-citations]");
  if (list && "popover" in HTMLElement.prototype) openAtMarks(list, JSON.parse(list.dataset.citations));

  function openAtMarks(list, { formats, words, sources, notes }) {
    const OPENS = 150, CLOSES = 300, EDGE = 8; // ms, ms, px
    const AT = "\ufff9", LINK = "\ufffb"; // the gaps that macros/views/citation.py leaves
    const marks = document.querySelectorAll(".sb-mark > a");
    const box = make("div", { id: "sb-popover", className: "sb-popover md-typeset", popover: "manual", role: "dialog", tabIndex: -1 });
    const body = make("div", { className: "sb-popover__note" });
    const tools = make("p", { className: "sb-popover__tools" });
    const copy = make("p", { className: "sb-popover__copy", textContent: words.cite_copy });
    const said = make("p", { className: "sb-popover__said", role: "status" });
    const close = make("button", { className: "sb-popover__close", type: "button", textContent: "×", ariaLabel: words.close });
    let mark = null, kept = false, timer = 0;

    formats.forEach((format, kind) => {
      const button = make("button", { type: "button", textContent: format });
      button.onclick = () => put(cited(kind), format);
      copy.append(" ", button);
    });
    close.onclick = leave;
    box.append(body, tools, copy, said, close);
    document.body.append(box);

    for (const one of marks) {
      const note = noteOf(one);
      note.id ||= `sb-note-${one.hash.slice(4)}`;
      one.setAttribute("aria-describedby", note.id);
      one.setAttribute("aria-expanded", "false");
      one.setAttribute("aria-controls", box.id);
    }

    function make(name, given) {
      const made = document.createElement(name);
      for (const [key, value] of Object.entries(given)) key === "role" ? made.setAttribute(key, value) : made[key] = value;
      return made;
    }

    function noteOf(one) {
      return document.getElementById(decodeURIComponent(one.hash.slice(1))).querySelector(".sb-note");
    }

    function show(one, keep = false) {
      clearTimeout(timer);
      kept = keep || (kept && mark === one);
      if (mark === one) return;
      hide();
      mark = one;
      kept = keep;
      body.replaceChildren(...noteOf(one).cloneNode(true).childNodes);
      // The links that stand beside the claim itself, in words.
      tools.replaceChildren();
      for (const link of claimOf(one)?.querySelectorAll(".sb-permalink, .sb-report") ?? []) {
        tools.append(make("a", { href: link.href, rel: link.rel, textContent: link.title }), " ");
      }
      said.textContent = "";
      box.ariaLabel = one.ariaLabel;
      one.ariaExpanded = "true";
      box.showPopover();
      place();
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
      const from = mark, inside = box.contains(document.activeElement);
      hide();
      if (inside) {
        back = true;
        from.focus();
        back = false;
      }
    }
    let back = false;

    /* Below the mark, or above it where there is more room; it scrolls with the page. */
    function place() {
      const at = mark.getBoundingClientRect(), { offsetWidth: width, offsetHeight: height } = box;
      const above = innerHeight - at.bottom < height + EDGE && at.top > innerHeight - at.bottom;
      const left = Math.min(at.left - EDGE, document.documentElement.clientWidth - width - EDGE);
      box.style.left = `${scrollX + Math.max(EDGE, left)}px`;
      box.style.top = `${scrollY + (above ? at.top - height - 2 : at.bottom + 2)}px`;
    }

    function claimOf(one) {
      return one.closest("[data-address]");
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
        said.textContent = words.cite_copied.replace("{format}", () => format);
      } catch {
        const shown = make("code", { textContent: text });
        said.replaceChildren(words.cite_by_hand, " ", shown);
        getSelection().selectAllChildren(shown);
      }
      place();
    }

    function markAt(target) {
      return target instanceof Element ? target.closest(".sb-mark > a") : null;
    }

    addEventListener("pointerover", ({ target, pointerType }) => {
      if (pointerType === "touch") return;
      const over = markAt(target);
      clearTimeout(timer);
      if (over && over !== mark && !kept) timer = setTimeout(show, OPENS, over);
      else if (mark && !over && !kept && !box.contains(target) && mark !== document.activeElement) timer = setTimeout(hide, CLOSES);
    });
    addEventListener("focusin", ({ target }) => {
      const on = markAt(target);
      if (on && !back) show(on);
      else if (!on && !box.contains(target)) hide();
    });
    addEventListener("click", (event) => {
      const on = markAt(event.target);
      if (on && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey) {
        event.preventDefault();
        if (kept && on === mark) return hide();
        show(on, true);
        box.focus({ preventScroll: true });
      } else if (!on && !box.contains(event.target)) hide();
    });
    addEventListener("keydown", (event) => {
      if (!mark) return;
      const stops = [...box.querySelectorAll("a[href], button")];
      const end = event.shiftKey ? [box, stops[0]] : [stops.at(-1)];
      if (event.key === "Escape" || (event.key === "Tab" && end.includes(document.activeElement))) {
        event.preventDefault();
        event.stopPropagation();
        box.contains(document.activeElement) ? leave() : hide();
      }
    }, true);
    addEventListener("scroll", () => mark && place(), { capture: true, passive: true });
    addEventListener("resize", () => mark && place());
  }
}
