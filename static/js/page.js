// What improves a page where scripts run. Nothing needs it.
(() => {
  const all = (what) => document.querySelectorAll(what);
  // On paper every expander is open, also in browsers whose style sheets cannot open one.
  addEventListener("beforeprint", () => all("details:not([open],.reveal)").forEach((it) => { it.open = it.lent = true; }));
  addEventListener("afterprint", () => all("details").forEach((it) => { if (it.lent) it.open = it.lent = false; }));
  // The page is the same for everybody, and every day.
  all(".today").forEach((it) => { it.textContent = ` ${new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })}`; });
  // Without popovers a word leads to its meaning in the list at the end.
  if (!("popover" in HTMLElement.prototype)) all(".term").forEach((it) => { it.onclick = () => { location.hash = it.getAttribute("popovertarget"); }; });
  // Listen: only with a voice of the device itself, as others send what is read to somebody.
  const [button] = all(".listen"), voices = self.speechSynthesis;
  if (!button || !voices) return;
  const look = voices.onvoiceschanged = () => { button.hidden = !voices.getVoices().some((it) => it.localService); };
  look();
  button.onclick = () => import(button.dataset.from).then((it) => it.toggle(button));
})();
