// Decisions without a reload. Every form works without this file; here it is sent in the background and its card renewed.
"use strict";
(() => {
  const cards = document.querySelector("[data-cards]");
  const status = document.querySelector("[data-say]");
  if (!cards) return;

  const say = (words) => { if (status) status.textContent = words; };

  const recount = () => {
    const count = (selector) => cards.querySelectorAll(selector).length;
    const put = (name, value) => {
      const place = document.querySelector(`[data-${name}]`);
      if (place) place.textContent = value.toLocaleString("vi-VN");
    };
    put("left", count("[data-open]"));
    put("urgent", count(".card-urgent[data-open]"));
    put("decided", count("[data-card]:not([data-open])"));
    const finished = document.querySelector("[data-finished]");
    if (finished) finished.hidden = count("[data-open]") > 0;
    const many = document.querySelector(".many");
    if (many) many.hidden = count("[data-open]") === 0;
  };

  // The server escapes everything; a template's content runs no script.
  const cardOf = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content.querySelector("[data-card]");
  };

  const nextOpen = (card) => {
    const all = [...cards.querySelectorAll("[data-card]")];
    const after = all.slice(all.indexOf(card) + 1);
    return after.find((one) => "open" in one.dataset) || all.find((one) => "open" in one.dataset);
  };

  const send = async (form, button) => {
    const card = form.closest("[data-card]");
    const answer = await fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
      headers: { "X-Langnghe-Part": "card" },
      credentials: "same-origin",
      redirect: "error",
    });
    if (answer.status === 401) { location.reload(); return; }
    const fresh = answer.headers.get("X-Langnghe-Part") === "card" ? cardOf(await answer.text()) : null;
    if (!fresh) throw new Error("no card");
    card.replaceWith(fresh);
    recount();
    if (answer.ok) {
      const undone = button && button.value === "reopened";
      const noted = button && button.value === "noted";
      if (!undone && !noted) document.dispatchEvent(new CustomEvent("langnghe:decided", { detail: fresh.id }));
      const next = undone || noted ? fresh : nextOpen(fresh) || fresh;
      next.focus();
      const words = fresh.querySelector(".decided b");
      say(undone ? "Đã hoàn tác." : noted ? "Đã lưu ghi chú." : `Đã ghi: ${words ? words.textContent : ""}. Bấm Z để hoàn tác.`);
    } else {
      fresh.focus();
      say((fresh.querySelector(".problem") || fresh).textContent.trim());
    }
  };

  cards.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-decide]")) return;
    event.preventDefault();
    const card = form.closest("[data-card]");
    if (card.hasAttribute("aria-busy")) return;
    card.setAttribute("aria-busy", "true");
    try {
      await send(form, event.submitter);
    } catch {
      card.removeAttribute("aria-busy");
      let line = card.querySelector("[data-lost]");
      if (!line) {
        line = document.createElement("p");
        line.className = "problem";
        line.setAttribute("role", "alert");
        line.dataset.lost = "";
        card.append(line);
      }
      line.textContent = "Chưa gửi được quyết định: mất kết nối với máy chủ. Những gì đã viết vẫn còn; hãy thử lại.";
    }
  });
})();
