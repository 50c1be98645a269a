// Decisions without a reload. Every form works without this file; here it is sent in the background and its card renewed.
"use strict";
(() => {
  const { list, say, send, onSubmit } = langngheCards;
  if (!list) return;

  const recount = () => {
    const count = (selector) => list.querySelectorAll(selector).length;
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

  const nextOpen = (card) => {
    const all = [...list.querySelectorAll("[data-card]")];
    const after = all.slice(all.indexOf(card) + 1);
    return after.find((one) => "open" in one.dataset) || all.find((one) => "open" in one.dataset);
  };

  const lost = "Chưa gửi được quyết định: mất kết nối với máy chủ. Những gì đã viết vẫn còn; hãy thử lại.";
  onSubmit("data-decide", lost, async (form, button, card) => {
    const { card: fresh, done } = await send(form, button);
    card.replaceWith(fresh);
    recount();
    if (!done) {
      fresh.focus();
      say((fresh.querySelector(".problem") || fresh).textContent.trim());
      return;
    }
    const undone = button && button.value === "reopened";
    const noted = button && button.value === "noted";
    if (!undone && !noted) document.dispatchEvent(new CustomEvent("langnghe:decided", { detail: fresh.id }));
    const next = undone || noted ? fresh : nextOpen(fresh) || fresh;
    next.focus();
    const words = fresh.querySelector(".decided b");
    say(undone ? "Đã hoàn tác." : noted ? "Đã lưu ghi chú." : `Đã ghi: ${words ? words.textContent : ""}. Bấm Z để hoàn tác.`);
  });
})();
