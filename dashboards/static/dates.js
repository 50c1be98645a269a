// A browser in another language shows dates in its own order: here the chosen day stands beside the field as people write it.
"use strict";
(() => {
  if (navigator.language.toLowerCase().startsWith("vi")) return;
  const days = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"];
  const words = (value) => {
    const [year, month, day] = value.split("-");
    return value ? `${days[new Date(value).getUTCDay()]}, ${day}/${month}/${year}` : "";
  };
  for (const field of document.querySelectorAll("input[type=date]:not([data-said])")) {
    const told = document.createElement("output");
    told.className = "by";
    told.htmlFor = field.id;
    told.value = words(field.value);
    field.after(told);
    field.addEventListener("input", () => { told.value = words(field.value); });
  }
})();
