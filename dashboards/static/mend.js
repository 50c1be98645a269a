// Labels put right and posts taken without leaving the list. Without this file the links and forms lead to the post's own page.
"use strict";
(() => {
  const cards = document.querySelector("[data-cards]");
  const status = document.querySelector("[data-say]");
  if (!cards) return;

  const say = (words) => { if (status) status.textContent = words; };

  const ask = async (address, options = {}) => {
    const answer = await fetch(address, { headers: { "X-Langnghe-Part": "card" }, credentials: "same-origin", redirect: "error", ...options });
    if (answer.status === 401) { location.reload(); throw new Error("signed out"); }
    if (answer.headers.get("X-Langnghe-Part") !== "card") throw new Error("no card");
    // The server escapes everything; a template's content runs no script.
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    return template.content.querySelector("[data-card]");
  };

  // Only what changed is renewed: a note that somebody is writing in the card stays.
  const renew = (card, fresh, names) => {
    for (const name of names) {
      const [old, now] = [card.querySelector(`[data-${name}]`), fresh.querySelector(`[data-${name}]`)];
      if (old && now) old.replaceWith(now);
      else if (now) card.append(now);
    }
  };

  const lost = (card) => {
    const line = card.querySelector("[data-lost]") || card.appendChild(document.createElement("p"));
    line.className = "problem";
    line.setAttribute("role", "alert");
    line.dataset.lost = "";
    line.textContent = "Chưa gửi được: mất kết nối với máy chủ. Hãy thử lại.";
  };

  const open = async (card, link) => {
    const shown = card.querySelector("[data-fixes]");
    if (shown) { shown.remove(); card.focus(); return; }
    try {
      renew(card, await ask(link.dataset.ask), ["fixes"]);
      card.querySelector("[data-fixes] button").focus();
    } catch { lost(card); }
  };

  cards.addEventListener("click", (event) => {
    const link = event.target.closest("[data-ask]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link.closest("[data-card]"), link);
  });

  cards.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-mend]")) return;
    event.preventDefault();
    const card = form.closest("[data-card]");
    if (card.hasAttribute("aria-busy")) return;
    card.setAttribute("aria-busy", "true");
    try {
      const fresh = await ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, event.submitter)) });
      const value = event.submitter && event.submitter.value;
      renew(card, fresh, fresh.querySelector("[data-fixes]") ? ["reading", "fixes"] : ["holder"]);
      const again = value && [...card.querySelectorAll("[data-fixes] button")].find((one) => one.value === value);
      (again || card).focus();
      const problem = card.querySelector("[data-fixes] .problem, [data-holder] .problem");
      say(problem ? problem.textContent : form.closest("[data-fixes]") ? "Đã sửa nhãn." : "Đã nhận việc này.");
    } catch { lost(card); } finally { card.removeAttribute("aria-busy"); }
  });

  document.addEventListener("keydown", (event) => {
    const shown = event.code === "Escape" && document.activeElement.closest("[data-fixes]");
    if (!shown) return;
    const card = shown.closest("[data-card]");
    shown.remove();
    card.focus();
  });
})();
