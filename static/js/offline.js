// Keeps the guide on this phone, and booklets with it. Fetched by the page about keeping, and by a
// booklet on a phone that keeps the guide.
const LIST = "/offline.json";
const CACHE = "guide";
const MEGABYTE = 1_000_000; // bytes
const STEP = 10; // pages between two announcements of the progress
const PATIENCE = 60_000; // milliseconds without a word of the worker

const fillIn = (words, facts) => words.replace(/\{(\w+)\}/g, (_mark, name) => facts[name]);
const findWorker = async () => (await navigator.serviceWorker.getRegistration("/"))?.active;

// Asks the worker for a task. Resolves with whether it is done, and whether there was no room for more.
function send(worker, message, onProgress = () => {}) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const giveUp = () => resolve({ isDone: false });
    let timer = setTimeout(giveUp, PATIENCE);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, PATIENCE);
      if ("isDone" in data) resolve(data);
      else onProgress(data);
    };
    worker.postMessage(message, [port2]);
  });
}

async function readKeys() {
  if (!(await caches.has(CACHE))) return [];
  const requests = await (await caches.open(CACHE)).keys();
  return requests.map(({ url }) => url.slice(location.origin.length));
}

async function findBooklets() {
  const keys = (await readKeys()).filter((key) => key.startsWith("/booklet/print/"));
  return Promise.all(keys.map(async (key) => {
    const html = await (await caches.match(key)).text();
    const withoutStyle = html.replace(/<style>.*?<\/style>/s, ""); // which the policy of this page refuses
    const booklet = new DOMParser().parseFromString(withoutStyle, "text/html");
    const titles = [...booklet.querySelectorAll(".booklet-contents a[href^='#c']")].map((item) => item.textContent);
    return { address: key.split("&kept=")[0], title: titles.join(", ") || booklet.title };
  }));
}

// Asks the network first; `isOff` when the portal does not offer to keep anything.
async function readList() {
  try {
    const response = navigator.onLine && (await fetch(LIST, { cache: "no-cache" }));
    return response.status === 410 ? { isOff: true } : await response.json();
  } catch {
    return (await caches.match(LIST).catch(() => null))?.json();
  }
}

class KeepingPage {
  constructor(place) {
    [this.status, this.bar, this.button, this.link] = ["p", "progress", "button", "a"].map(
      (name) => place.querySelector(name)
    );
    this.words = place.dataset;
    this.button.addEventListener("click", () => this.keep());
    this.link.addEventListener("click", (event) => this.forget(event));
  }

  say(name, facts = {}) {
    this.status.textContent = fillIn(this.words[name], facts);
  }

  showControls({ canKeep, canForget }) {
    this.button.hidden = !canKeep;
    this.link.hidden = !canForget;
    this.bar.hidden = true;
  }

  async show({ isFull = false } = {}) {
    const list = await readList();
    if (list?.isOff) return this.sayOff();
    const worker = await findWorker();
    if (!list) return this.say("failed");
    const paths = Object.keys(list.pages);
    const held = new Set(await readKeys());
    const done = paths.filter((path) => held.has(`${path}?&kept=${list.pages[path]}`)).length;
    const usage = worker && (await navigator.storage?.estimate?.())?.usage;
    const facts = { done, total: paths.length, day: list.day, size: ((usage || list.size) / MEGABYTE).toFixed(1) };
    const isWhole = done === paths.length;
    this.showControls({ canKeep: !worker || !isWhole, canForget: Boolean(worker) });
    const part = isFull ? "full" : "partly";
    this.say(worker ? (isWhole ? "kept" : part) : "offer", facts);
    return this.showBooklets(await findBooklets());
  }

  async sayOff() {
    await this.deleteAll();
    this.showControls({ canKeep: false, canForget: false });
    this.say("off");
  }

  async keep() {
    this.showControls({ canKeep: false, canForget: false });
    this.status.focus();
    let outcome;
    try {
      await navigator.serviceWorker.register(this.words.worker, { updateViaCache: "none" });
      const { active } = await navigator.serviceWorker.ready;
      navigator.storage?.persist?.().catch(() => {}); // some browsers ask the reader, who may take time
      outcome = await send(active, { task: "keep" }, (progress) => this.showProgress(progress));
    } catch {
      this.showControls({ canKeep: true, canForget: false });
      return this.say("refused");
    }
    return this.show(outcome);
  }

  showProgress({ done, total }) {
    this.bar.hidden = false;
    this.bar.max = total;
    this.bar.value = done;
    if (done % STEP === 0 || done === total) this.say("saving", { done, total });
  }

  async deleteAll() {
    const worker = await findWorker();
    if (worker) return (await send(worker, { task: "forget" })).isDone;
    await caches.delete(CACHE);
    return true;
  }

  async forget(event) {
    event.preventDefault();
    this.status.focus();
    if (!(await this.deleteAll())) location.assign(this.link.href);
    this.showControls({ canKeep: true, canForget: false });
    this.showBooklets([]);
    this.say("forgotten");
  }

  showBooklets(booklets) {
    const section = document.querySelector(".kept-booklets");
    const items = booklets.map(({ address, title }) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: address, textContent: title });
      item.append(link);
      return item;
    });
    section.hidden = !items.length;
    section.querySelector("ul").replaceChildren(...items);
  }
}

// Shows the button that keeps a booklet.
export async function offerBooklet(button) {
  const { address, kept, failed } = button.dataset;
  const status = button.parentElement.querySelector("[role=status]");
  const isKept = (await readKeys()).some((key) => key.startsWith(`${address}&kept=`));
  button.hidden = isKept;
  status.textContent = isKept ? kept : "";
  button.addEventListener("click", async () => {
    const worker = await findWorker();
    const { isDone = false } = worker ? await send(worker, { task: "keepBooklet", address }) : {};
    button.hidden = isDone;
    status.textContent = isDone ? kept : failed;
  });
}

async function startPage(place) {
  const page = new KeepingPage(place);
  try {
    await page.show();
  } catch { // no service workers or no storage: an old browser, a private window, blocked cookies
    page.say("refused");
  }
}

const place = document.querySelector(".keep");
if (place) startPage(place);
