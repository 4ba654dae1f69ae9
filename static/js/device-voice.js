// Reads a page aloud, with a voice of the device. Fetched when somebody asks for it.
const voices = speechSynthesis;
const LEFT_OUT = "nav, .read-on, .about-page, .term-definitions, .actions";
const PARTS = [
  "h1", "p.lead", ":is(.lead, .text) :is(h2, h3, h4, p, li, dt, dd, caption, tbody tr)",
  ".reveal-name", ".reveal:not([open]) .reveal-name + span", // a closed part, and that it can be opened
].join();

addEventListener("pagehide", () => voices.cancel());

// Begins, or ends, and says on the button what pressing it again does.
export function toggle(button, voice) {
  if (button.dataset.listen) return stop(button);
  if (!voice) return;
  button.dataset.listen = button.textContent;
  button.textContent = button.dataset.stop;
  const speeches = texts().map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: voice.lang, voice }));
  speeches.at(-1).onend = () => stop(button);
  speeches.forEach((speech) => voices.speak(speech));
}

function stop(button) {
  voices.cancel();
  button.textContent = button.dataset.listen;
  delete button.dataset.listen;
}

// What can be seen and is text, row by row in a table.
function texts() {
  const parts = [...document.querySelectorAll(PARTS)];
  const read = parts.filter((it) => {
    const inTable = it.closest("table") && !it.matches("caption, tr");
    return it.checkVisibility() && !inTable && !it.closest(LEFT_OUT) && (it.matches("tr") || !it.querySelector("p, li"));
  });
  return read.map((it) => it.matches("tr") ? [...it.cells].map(cellText).join(" ") : plainText(it));
}

// A cell is read after the heading of its column.
function cellText(cell) {
  const heading = cell.dataset.label;
  const words = plainText(cell);
  return `${heading ? `${heading}: ` : ""}${words}${/[.!?]$/.test(words) ? "" : "."}`;
}

// The words without the marks of sources, and without what keeps these marks on the line.
function plainText(it) {
  const copy = it.cloneNode(true);
  copy.querySelectorAll(".cite").forEach((mark) => mark.remove());
  return copy.textContent.replaceAll("\u2060", "").trim();
}
