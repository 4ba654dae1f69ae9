// Reads a page aloud, with a voice of the device. Fetched when somebody asks for it.
const voices = speechSynthesis;
const LEFT_OUT = "nav, .sources, .words, .fine, .feedback, .keep";

addEventListener("pagehide", () => voices.cancel());

// Begins, or ends, and says on the button what pressing it again does.
export function toggle(button) {
  if (button.dataset.listen) return stop(button);
  button.dataset.listen = button.textContent;
  button.textContent = button.dataset.stop;
  const language = document.documentElement.lang;
  const voice = voices.getVoices().find((it) => it.localService && it.lang.startsWith(language));
  const speeches = texts().map((text) => Object.assign(new SpeechSynthesisUtterance(text), { lang: language, voice }));
  speeches.at(-1).onend = () => stop(button);
  speeches.forEach((speech) => voices.speak(speech));
}

function stop(button) {
  voices.cancel();
  button.textContent = button.dataset.listen;
  delete button.dataset.listen;
}

// What can be seen and is text, without the marks of sources.
function texts() {
  const parts = [...document.querySelectorAll("h1, .lead, .text :is(h2, h3, h4, p, li, dt, dd)")];
  return parts.filter((it) => it.offsetParent && !it.querySelector("p, li") && !it.closest(LEFT_OUT)).map((it) => {
    const copy = it.cloneNode(true);
    copy.querySelectorAll(".cite").forEach((mark) => mark.remove());
    return copy.textContent;
  });
}
