// What improves a page where scripts run. Nothing needs it.
{
  const each = (what, act) => document.querySelectorAll(what).forEach(act);
  // On paper every expander is open, also in browsers whose style sheets cannot open one.
  onbeforeprint = () => each("details:not([open],.reveal)", (it) => { it.open = it.lent = true; });
  onafterprint = () => each("details", (it) => { if (it.lent) it.open = it.lent = false; });
  each(".print", (it) => { it.hidden = false; it.onclick = () => print(); });
  // The page is the same for everybody, and every day.
  each(".today", (it) => { it.textContent = ` ${new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })}`; });
  // A citation opens a folded list of sources, also in browsers that do not do it by themselves.
  each(".cite", (it) => { it.onclick = () => { const list = document.querySelector(it.hash)?.closest("details"); if (list) list.open = true; }; });
  // A word opens its meaning where the reader is. Without popovers its link leads there.
  each(HTMLElement.prototype.showPopover ? "a.term" : "x", (word) => {
    const it = document.querySelector(word.hash), back = it.querySelector(".button");
    word.onclick = () => { it.popover = "auto"; it.role = "dialog"; it.ariaLabel = word.textContent; it.tabIndex = -1; it.showPopover({ source: word }); it.focus(); return false; };
    back.onclick = () => { if (it.popover) { it.hidePopover(); return false; } };
    // What has the focus must not lie behind it.
    it.addEventListener("focusout", (event) => { if (it.popover && event.relatedTarget && !it.contains(event.relatedTarget)) it.hidePopover(); });
    it.ontoggle = (event) => { if (event.newState === "closed") it.popover = null; };
  });
  // Listen: only with a voice of the device itself in the page's language, as others send what is read to somebody.
  const voices = self.speechSynthesis, language = (it) => it.slice(0, 2).toLowerCase();
  if (voices) each(".listen", (it) => {
    const voice = () => voices.getVoices().find((one) => one.localService && language(one.lang) === language(document.documentElement.lang));
    (voices.onvoiceschanged = () => { it.hidden = !voice(); })();
    it.onclick = () => import(it.dataset.from).then((listen) => listen.toggle(it, voice()));
  });
}
