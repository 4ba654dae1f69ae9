// Small improvements of a page where scripts run. Every page works without them.
(() => {
  "use strict";

  const pageLanguage = document.documentElement.lang;

  function forEach(selector, action) {
    document.querySelectorAll(selector).forEach(action);
  }

  // Paper shows every expander open, also in browsers whose style sheets cannot open one.
  function openExpandersForPrint() {
    let opened = [];
    window.addEventListener("beforeprint", () => {
      opened = [...document.querySelectorAll("details:not([open], .reveal)")];
      opened.forEach((expander) => { expander.open = true; });
    });
    window.addEventListener("afterprint", () => {
      opened.forEach((expander) => { expander.open = false; });
      opened = [];
    });
  }

  function showPrintButton(button) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // The page is stored once for everybody, so only the browser knows the day.
  function writeToday(element) {
    const today = new Date().toLocaleDateString(pageLanguage, { dateStyle: "long" });
    element.textContent = ` ${today}`;
  }

  // Opens a folded list of sources, also in browsers that do not do it by themselves.
  function openCitedSource(citation) {
    citation.addEventListener("click", () => {
      const list = document.querySelector(citation.hash)?.closest("details");
      if (list) list.open = true;
    });
  }

  // Shows the meaning of a term where the reader is. Without popovers its link leads there.
  function openTermInPlace(term) {
    const meaning = document.querySelector(term.hash);
    term.addEventListener("click", (event) => {
      event.preventDefault();
      meaning.popover = "auto";
      meaning.role = "dialog";
      meaning.ariaLabel = term.textContent;
      meaning.tabIndex = -1;
      meaning.showPopover({ source: term });
      meaning.focus();
    });
    meaning.querySelector(".button").addEventListener("click", (event) => {
      if (!meaning.popover) return;
      event.preventDefault();
      meaning.hidePopover();
    });
    // The element that has the focus must not be behind the popover.
    meaning.addEventListener("focusout", ({ relatedTarget }) => {
      if (meaning.popover && relatedTarget && !meaning.contains(relatedTarget)) meaning.hidePopover();
    });
    meaning.addEventListener("toggle", ({ newState }) => {
      if (newState === "closed") meaning.popover = null;
    });
  }

  // Offers to read aloud only with a voice of the device itself in the page's language: other
  // voices send the text to somebody.
  function offerListening(button) {
    const baseOf = (language) => language.slice(0, 2).toLowerCase();
    const findVoice = () => speechSynthesis.getVoices().find(
      (voice) => voice.localService && baseOf(voice.lang) === baseOf(pageLanguage)
    );
    const showButton = () => { button.hidden = !findVoice(); };
    showButton();
    speechSynthesis.onvoiceschanged = showButton;
    button.addEventListener("click", async () => {
      const { toggle } = await import(button.dataset.from);
      toggle(button, findVoice());
    });
  }

  // Offers to keep a booklet on a phone that keeps the guide.
  async function offerKeeping(button) {
    if (!navigator.serviceWorker?.controller) return;
    const { offerBooklet } = await import(button.dataset.from);
    offerBooklet(button);
  }

  // The sentence that is being read lights up. The script for that comes with the first sound.
  function followRecording(audio) {
    const follow = async () => (await import(audio.dataset.from)).follow(audio);
    audio.addEventListener("play", follow, { once: true });
  }

  openExpandersForPrint();
  forEach(".print-button", showPrintButton);
  forEach(".today", writeToday);
  forEach(".cite", openCitedSource);
  forEach(".keep-booklet", offerKeeping);
  if (HTMLElement.prototype.showPopover) forEach("a.term", openTermInPlace);
  forEach("audio", followRecording);
  if (window.speechSynthesis) forEach(".listen", offerListening);
})();
