"use strict";
// Filters and moves between the causes. Everything is read from the page itself; without this script nothing of the report is missing.
(() => {
  const find = (id) => document.getElementById(id);
  const causes = Array.from(document.querySelectorAll("article.cause"));
  const filter = find("filter");
  // The list of what counts, and what was accepted with its heading.
  const lists = document.querySelectorAll("#causes > .causes, #accepted");
  if (!filter || causes.length === 0) return;

  const search = find("search");
  const selects = {
    rank: find("by-severity"),
    categories: find("by-category"),
    destinations: find("by-destination"),
    statuses: find("by-status"),
  };
  const shown = find("shown");
  const toggle = find("toggle");
  const texts = new Map();
  filter.hidden = false;

  const textOf = (cause) => {
    if (!texts.has(cause)) texts.set(cause, cause.textContent.toLowerCase());
    return texts.get(cause);
  };

  const has = (cause, name, value) => cause.dataset[name].split(" ").includes(value);

  const isWanted = (cause, words) => {
    if (selects.rank.value && Number(cause.dataset.rank) < Number(selects.rank.value)) return false;
    for (const name of ["categories", "destinations", "statuses"]) {
      if (selects[name].value && !has(cause, name, selects[name].value)) return false;
    }
    return words.every((word) => textOf(cause).includes(word));
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const cause of causes) {
      cause.hidden = !isWanted(cause, words);
      if (!cause.hidden) count += 1;
    }
    for (const list of lists) list.hidden = !list.querySelector("article.cause:not([hidden])");
    const all = causes.length + (causes.length === 1 ? " cause" : " causes");
    shown.textContent = count === causes.length ? all : count + " of " + all;
  };

  const clear = () => {
    search.value = "";
    for (const select of Object.values(selects)) select.value = "";
    apply();
  };

  const setAll = (open) => {
    for (const cause of causes) if (!cause.hidden) cause.querySelector("details").open = open;
    toggle.setAttribute("aria-pressed", String(open));
    toggle.textContent = open ? "Close all" : "Open all";
  };

  // Moves the focus to the next or the previous cause that is shown.
  const move = (step) => {
    const visible = causes.filter((cause) => !cause.hidden);
    if (visible.length === 0) return;
    const current = document.activeElement ? document.activeElement.closest("article.cause") : null;
    const at = visible.indexOf(current);
    const next = at < 0 ? (step > 0 ? 0 : visible.length - 1) : at + step;
    const target = visible[Math.min(Math.max(next, 0), visible.length - 1)];
    const head = target.querySelector("summary");
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "nearest", behavior: "instant" });
  };

  // Opens and shows what a fragment points at, even where a filter hides it.
  const reveal = () => {
    const target = find(decodeURIComponent(location.hash.slice(1)));
    const cause = target ? target.closest("article.cause") : null;
    if (!cause) return;
    if (cause.hidden) clear();
    cause.querySelector("details").open = true;
    cause.scrollIntoView();
  };

  search.addEventListener("input", apply);
  for (const select of Object.values(selects)) select.addEventListener("change", apply);
  find("clear").addEventListener("click", () => { clear(); search.focus(); });
  toggle.addEventListener("click", () => setAll(toggle.getAttribute("aria-pressed") !== "true"));
  window.addEventListener("hashchange", reveal);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.matches("input, select, textarea");
    if (event.key === "Escape" && (isTyping || filter.contains(event.target))) {
      clear();
      if (event.target === search) search.blur();
    } else if (isTyping) {
      if (event.target === search && event.key === "Enter") move(1);
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "j" || event.key === "k") {
      move(event.key === "j" ? 1 : -1);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && event.target.matches("article.cause summary")) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      clear();
    }
  });

  // On paper everything is open; afterwards it is as it was.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll(".cause details:not([open]), details.snippet:not([open])"));
    for (const details of closed) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });

  apply();
  reveal();
})();
