"use strict";
// Browsers show the titles of the marks, which are the values, to a mouse only, and late. This shows
// them at once in a line at the bottom of the window: to a mouse, to fingers, and to the arrow keys.
// Without scripts the titles stay.
(function () {
  const line = document.getElementById("value");
  let shown = null;
  document.querySelectorAll("svg title").forEach(function (title) {
    const mark = title.parentNode;
    if (mark.tagName === "svg") {
      mark.setAttribute("aria-label", title.textContent);
      mark.removeAttribute("aria-labelledby");
    } else {
      const night = mark.closest("figure");
      mark.dataset.value = (night ? night.querySelector("strong").textContent + " " : "") + title.textContent;
    }
    title.remove();
  });
  // All nights are one stop of the Tab key.
  document.querySelectorAll("svg.wide, svg.narrow, .nights").forEach(function (chart) { chart.tabIndex = 0; });

  function show(mark) {
    if (mark === shown) { return; }
    if (shown) { shown.classList.remove("on"); }
    shown = mark;
    line.textContent = mark ? mark.dataset.value : "";
    if (mark) { mark.classList.add("on"); }
  }
  ["pointerover", "pointerdown"].forEach(function (name) {
    document.addEventListener(name, function (event) { show(event.target.closest("[data-value]")); });
  });
  document.addEventListener("focusout", function (event) {
    if (event.target.contains(shown)) { show(null); }
  });
  document.addEventListener("keydown", function (event) {
    const chart = event.target.closest("[tabindex]");
    const marks = chart ? Array.from(chart.querySelectorAll("[data-value]")) : [];
    const index = marks.indexOf(shown);
    const last = marks.length - 1;
    const next = { ArrowRight: index + 1, ArrowLeft: index === -1 ? last : index - 1, Home: 0, End: last }[event.key];
    if (last === -1 || next === undefined) { return; }
    event.preventDefault();
    show(marks[Math.min(last, Math.max(0, next))]);
    shown.scrollIntoView({ block: "nearest" });
  });
})();
