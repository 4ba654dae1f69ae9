// Lights up the sentence that is being read, and keeps the player in reach.
const LEFT_OUT = "nav, script, style, svg, .cite";
const NOT_WORDS = /[\s\u2060]/;
const STYLES = `
  ::highlight(spoken) { background-color: var(--mark); color: var(--ink); }
  .recording { min-block-size: 5.5rem; }
  audio[data-started] { position: fixed; inset-block-end: 1rem; inset-inline-end: var(--gutter); z-index: 3; background: var(--sheet); border-radius: 2rem; }
  :root:has(.call-bar) audio[data-started] { inset-block: 1rem auto; }
  :root:has(audio[data-started]) { scroll-padding-block: 5rem; }
`;

export async function follow(audio) {
  addStyles();
  keepInReach(audio);
  if (!CSS.highlights) return;
  const response = await fetch(audio.src.replace(/mp3$/, "json"));
  const { sentences } = await response.json();
  const starts = sentences.map(([start]) => start);
  const ranges = findRanges(sentences.map(([, words]) => words));
  let shown, timer;
  // Browsers tell the time four times a second at most, so the next sentence is awaited, too.
  const show = () => {
    const at = starts.findLastIndex((start) => start <= audio.currentTime);
    const spoken = ranges[at];
    const wait = (starts[at + 1] - audio.currentTime) / audio.playbackRate;
    clearTimeout(timer);
    if (wait && !audio.paused) timer = setTimeout(show, wait * 1000);
    if (spoken === shown) return;
    light(spoken);
    if (spoken && (!shown || isInView(shown))) bringIntoView(spoken);
    shown = spoken;
  };
  ["timeupdate", "seeking", "pause"].forEach((event) => audio.addEventListener(event, show));
  audio.addEventListener("ended", () => {
    light();
    shown = undefined;
  });
  show();
}

function addStyles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLES);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function keepInReach(audio) {
  const start = () => { audio.dataset.started = ""; };
  audio.addEventListener("play", start);
  audio.addEventListener("ended", () => { delete audio.dataset.started; });
  start();
}

function light(range) {
  if (range) CSS.highlights.set("spoken", new Highlight(range));
  else CSS.highlights.delete("spoken");
}

// A reader who has scrolled elsewhere is left there.
function isInView(range) {
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function bringIntoView(range) {
  const { top, bottom } = range.getBoundingClientRect();
  const room = 96; // pixels, for the player
  if (!bottom || (top >= room && bottom <= innerHeight - room)) return;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : "smooth";
  scrollBy({ top: top - innerHeight / 3, behavior });
}

// The place of each sentence on the page, whatever elements and spaces are between its words; none
// where the page does not show it.
export function findRanges(sentences) {
  const places = findLetters();
  const text = places.map(({ letter }) => letter).join("");
  let from = 0;
  return sentences.map((sentence) => {
    const words = sentence.split("").filter((letter) => !NOT_WORDS.test(letter)).join("");
    const next = text.indexOf(words, from);
    const at = next < 0 ? text.indexOf(words) : next;
    if (at < 0) return undefined;
    from = at + words.length;
    return makeRange(places[at], places[from - 1]);
  });
}

function findLetters() {
  const isLeftOut = (node) => node.nodeType === Node.ELEMENT_NODE && node.matches(LEFT_OUT);
  const filter = (node) => isLeftOut(node) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
  const walker = document.createTreeWalker(
    document.querySelector("main"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, filter
  );
  const letters = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType !== Node.TEXT_NODE) continue;
    node.data.split("").forEach((letter, offset) => {
      if (!NOT_WORDS.test(letter)) letters.push({ letter, node, offset });
    });
  }
  return letters;
}

function makeRange(first, last) {
  const range = new Range();
  range.setStart(first.node, first.offset);
  range.setEnd(last.node, last.offset + 1);
  return range;
}
