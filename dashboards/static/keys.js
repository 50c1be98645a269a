// Single keys, by their place on the keyboard (event.code), so that Vietnamese input methods do not matter.
"use strict";
(() => {
  const cards = document.querySelector("[data-cards]");
  const help = document.querySelector("[data-keys]");
  const wanted = document.querySelector("[data-keys-on]");
  if (!cards) return;

  const all = () => [...cards.querySelectorAll("[data-card]")];
  // Where a page is about one post, keys mean that post; on a list one is chosen first, so that no stray key decides.
  const current = () => document.activeElement.closest("[data-card]") || (all().length === 1 ? all()[0] : null);
  const first = () => all().find((card) => "open" in card.dataset) || all()[0];
  const decided = [];
  document.addEventListener("langnghe:decided", (event) => decided.push(event.detail));

  if (wanted) {
    wanted.checked = localStorage.getItem("langnghe-keys") !== "off";
    wanted.addEventListener("change", () => localStorage.setItem("langnghe-keys", wanted.checked ? "on" : "off"));
  }

  const every = document.querySelector("[data-all]");
  if (every) {
    every.hidden = false;
    every.addEventListener("click", () => {
      const boxes = [...cards.querySelectorAll("[data-open] [name=chosen]")];
      const on = boxes.some((box) => !box.checked);
      boxes.forEach((box) => { box.checked = on; });
    });
  }

  const go = (step) => {
    const list = all();
    const next = document.querySelector("[data-next]");
    if (step > 0 && next) { next.click(); return; }
    const here = list.indexOf(document.activeElement.closest("[data-card]"));
    const card = here < 0 ? first() : list[Math.min(Math.max(here + step, 0), list.length - 1)];
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  };

  const press = (card, key) => {
    const again = card.querySelector(".again");
    if (again) again.open = true;
    const control = card.querySelector(`[data-key="${key}"]`);
    if (!control) return;
    if (control.tagName === "BUTTON") { control.click(); return; }
    const box = control.parentElement;
    box.open = true;
    const field = box.querySelector("input:not([type=hidden]), select, textarea");
    if (field) field.focus();
  };

  const undo = () => {
    const last = decided.pop();
    const card = (last && document.getElementById(last)) || current();
    const button = card && card.querySelector('[data-key="z"]');
    if (button) button.click();
  };

  const close = () => {
    const box = document.activeElement.closest("details.ask");
    if (!box) return;
    box.open = false;
    box.closest("[data-card]").focus();
  };

  const typing = (target) => target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.code === "Escape") { close(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (wanted && !wanted.checked) return;
    const digit = /^(?:Digit|Numpad)([1-8])$/.exec(event.code);
    if (digit) { if (current()) press(current(), digit[1]); else go(0); }
    else if (event.code === "KeyJ") go(1);
    else if (event.code === "KeyK") go(-1);
    else if (event.code === "KeyX") { const box = current() && current().querySelector('[data-key="x"]'); if (box) box.click(); }
    else if (event.code === "KeyE") { const link = current() && current().querySelector('[data-key="e"]'); if (link) link.click(); else if (current()) location.hash = "sua-nhan"; }
    else if (event.code === "KeyZ") undo();
    else if (event.code === "KeyO") { const link = current() && current().querySelector("h3 a"); if (link) link.click(); }
    else if (event.code === "Slash" && event.shiftKey && help) help.open = !help.open;
    else return;
    event.preventDefault();
  });
})();
