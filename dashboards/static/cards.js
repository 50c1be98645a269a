// What decide.js and mend.js share: cards that come from the server one by one, and what is said where none comes.
"use strict";
const langngheCards = (() => {
  const list = document.querySelector("[data-cards]");
  const status = document.querySelector("[data-say]");

  const say = (words) => { if (status) status.textContent = words; };

  // The card that answers, and whether what was asked for was done.
  const ask = async (address, options = {}) => {
    const answer = await fetch(address, { headers: { "X-Langnghe-Part": "card" }, credentials: "same-origin", redirect: "error", ...options });
    if (answer.status === 401) { location.reload(); throw new Error("signed out"); }
    if (answer.headers.get("X-Langnghe-Part") !== "card") throw new Error("no card");
    // The server escapes everything; a template's content runs no script.
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    const card = template.content.querySelector("[data-card]");
    if (!card) throw new Error("no card");
    return { card, done: answer.ok };
  };

  const send = (form, button) => ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, button)) });

  const lost = (card, words) => {
    const line = card.querySelector("[data-lost]") || card.appendChild(document.createElement("p"));
    line.className = "problem";
    line.setAttribute("role", "alert");
    line.dataset.lost = "";
    line.textContent = words;
  };

  // One thing at a time for each card; `words` say that nothing came of it.
  const onSubmit = (mark, words, take) => {
    if (list) list.addEventListener("submit", async (event) => {
      const form = event.target;
      if (!form.matches(`[${mark}]`)) return;
      event.preventDefault();
      const card = form.closest("[data-card]");
      if (card.hasAttribute("aria-busy")) return;
      card.setAttribute("aria-busy", "true");
      try { await take(form, event.submitter, card); } catch { lost(card, words); } finally { card.removeAttribute("aria-busy"); }
    });
  };

  return { list, say, ask, send, lost, onSubmit };
})();
