// Labels put right and posts taken without leaving the list. Without this file the links and forms lead to the post's own page.
"use strict";
(() => {
  const { list, say, ask, send, lost, onSubmit } = langngheCards;
  if (!list) return;
  const away = "Chưa gửi được: mất kết nối với máy chủ. Hãy thử lại.";

  // Only what changed is renewed: a note that somebody is writing in the card stays.
  const renew = (card, fresh, names) => {
    for (const name of names) {
      const [old, now] = [card.querySelector(`[data-${name}]`), fresh.querySelector(`[data-${name}]`)];
      if (old && now) old.replaceWith(now);
      else if (now) card.append(now);
    }
  };

  const open = async (card, link) => {
    const shown = card.querySelector("[data-fixes]");
    if (shown) { shown.remove(); card.focus(); return; }
    try {
      renew(card, (await ask(link.dataset.ask)).card, ["fixes"]);
      card.querySelector("[data-fixes] button").focus();
    } catch { lost(card, away); }
  };

  list.addEventListener("click", (event) => {
    const link = event.target.closest("[data-ask]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.closest("[data-card]"), link);
  });

  onSubmit("data-mend", away, async (form, button, card) => {
    const { card: fresh } = await send(form, button);
    const inFixes = form.closest("[data-fixes]");
    const value = button && button.value;
    renew(card, fresh, fresh.querySelector("[data-fixes]") ? ["reading", "fixes"] : ["holder"]);
    const again = value && [...card.querySelectorAll("[data-fixes] button")].find((one) => one.value === value);
    (again || card).focus();
    const problem = card.querySelector("[data-fixes] .problem, [data-holder] .problem");
    say(problem ? problem.textContent : inFixes ? "Đã sửa nhãn." : "Đã nhận việc này.");
  });

  document.addEventListener("keydown", (event) => {
    const shown = event.code === "Escape" && document.activeElement.closest("[data-fixes]");
    if (!shown) return;
    const card = shown.closest("[data-card]");
    shown.remove();
    card.focus();
  });
})();
