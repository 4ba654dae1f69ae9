// What improves a page where scripts run. Nothing needs it.
(() => {
  const all = (what) => [...document.querySelectorAll(what)];
  // On paper every expander is open, also in browsers whose style sheets cannot open one.
  addEventListener("beforeprint", () => all("details:not([open], .reveal)").forEach((it) => { it.open = it.lent = true; }));
  addEventListener("afterprint", () => all("details").forEach((it) => { if (it.lent) it.open = it.lent = false; }));
  const button = document.querySelector(".listen"), voices = self.speechSynthesis;
  if (!button || !voices) return;
  const words = [button.textContent, button.dataset.stop];
  const language = document.documentElement.lang;
  let voice;
  // Only a voice of the device itself: others send what is read to somebody.
  const look = () => {
    voice = voices.getVoices().find((it) => it.localService && it.lang.startsWith(language));
    button.hidden = !voice;
  };
  const show = (speaks) => { button.textContent = words[+speaks]; };
  const stop = () => { voices.cancel(); show(false); };
  const read = () => {
    const texts = all("h1, .lead, .text :is(h2, h3, h4, p, li, dt, dd)").filter((it) => it.offsetParent && !it.querySelector("p, li") && !it.closest("nav, .sources, .words, .fine, .feedback"));
    texts.forEach((it, place) => {
      const copy = it.cloneNode(true);
      copy.querySelectorAll(".cite, button:not(.term)").forEach((mark) => mark.remove());
      const speech = new SpeechSynthesisUtterance(copy.textContent);
      speech.voice = voice;
      if (place === texts.length - 1) speech.onend = stop;
      voices.speak(speech);
    });
    show(true);
  };
  look();
  voices.onvoiceschanged = look;
  button.onclick = () => (voices.speaking ? stop() : read());
  addEventListener("pagehide", stop);
})();
