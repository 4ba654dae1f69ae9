// Tells an editor, below the field, which questions ask nearly the same. It never stands in the way.
const settings = document.currentScript.dataset;
const field = document.getElementById("id_question");
const SVG = "http://www.w3.org/2000/svg";
const PAUSE = 400; // milliseconds without a key

if (field) {
  const place = field.closest("[data-field]") || field.parentElement;
  const box = Object.assign(document.createElement("div"), { className: "help-block help-warning", hidden: true });
  box.setAttribute("role", "status");
  place.append(box);
  let timer;
  let asked = 0;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  if (field.value) ask();

  async function ask() {
    const turn = ++asked;
    const query = new URLSearchParams({ q: field.value, without: settings.without });
    const response = await fetch(`${settings.url}?${query}`).catch(() => null);
    if (!response?.ok || turn !== asked) return;
    show((await response.json()).similar);
  }

  // As Wagtail draws it beside other words of warning.
  function icon() {
    const drawing = document.createElementNS(SVG, "svg");
    drawing.setAttribute("class", "icon icon-warning icon");
    drawing.setAttribute("aria-hidden", "true");
    drawing.append(document.createElementNS(SVG, "use"));
    drawing.firstChild.setAttribute("href", "#icon-warning");
    return drawing;
  }

  function show(similar) {
    box.hidden = !similar.length;
    const links = similar.map((one) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: one.url, textContent: one.question });
      item.append(link, one.live ? "" : ` (${settings.draft})`);
      return item;
    });
    const list = document.createElement("ul");
    list.append(...links);
    box.replaceChildren(icon(), settings.heading, list);
  }
}
