// What improves a page where scripts run. Nothing needs it.
{
  const each = (what, act) => document.querySelectorAll(what).forEach(act);
  // On paper every expander is open, also in browsers whose style sheets cannot open one.
  onbeforeprint = () => each("details:not([open],.reveal)", (it) => { it.open = it.lent = true; });
  onafterprint = () => each("details", (it) => { if (it.lent) it.open = it.lent = false; });
  // The page is the same for everybody, and every day.
  each(".today", (it) => { it.textContent = ` ${new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })}`; });
  // A word opens its meaning where the reader is. Without popovers its link leads there.
  each(HTMLElement.prototype.showPopover ? "a.term" : "x", (word) => {
    const it = document.querySelector(word.hash), back = it.querySelector(".button");
    word.onclick = () => { it.popover = "auto"; it.role = "dialog"; it.ariaLabel = word.textContent; it.tabIndex = -1; it.showPopover({ source: word }); it.focus(); return false; };
    back.onclick = () => { if (it.popover) { it.hidePopover(); return false; } };
    it.ontoggle = (event) => { if (event.newState === "closed") it.popover = null; };
  });
  // Listen: only with a voice of the device itself, as others send what is read to somebody.
  const voices = self.speechSynthesis;
  if (voices) each(".listen", (it) => {
    (voices.onvoiceschanged = () => { it.hidden = !voices.getVoices().some((voice) => voice.localService); })();
    it.onclick = () => import(it.dataset.from).then((listen) => listen.toggle(it));
  });
}
