// Keeps the guide for readers who asked for it on /offline/ (docs/decisions/030-offline-reading.md).
//
// Every page comes from the network. A copy is shown only when the network fails, and only in the
// version that the last list names: the list is deleted whenever a page comes from the network, and
// stored again when it has come, too. So what was withdrawn cannot be shown after that.
"use strict";

const LIST = "/offline.json";
const NOT_KEPT = "/offline/not-kept/";
const BOOKLET = "/booklet/print/";
const UNTOUCHED = /^\/(cms|_util|offline\/forget)\//;
const FILE = /^\/(static|media\/images)\//;
const UNVERSIONED = /^\/(static\/|media\/images\/|offline\/not-kept\/|offline\.json)/;
const FILE_IN_PAGE = /(?:src|href|data-from)="(\/(?:static|media\/images)\/[^"?#]+)"/g;
const OTHER_SIZES = /<source\b[^>]*>|\ssrcset="[^"]*"/g; // of a photo
const MAIN = '<main id="main">';
const DAY = 24 * 60 * 60 * 1000; // milliseconds
const AT_ONCE = 4; // requests
const TRIES = 4; // to read the whole list, as pages may be missing from it for seconds after a change
const PAUSE = 15_000; // milliseconds between two tries

let hasLeft = false;
let isFull = false; // the browser has no room for more
let arrivals = 0; // pages that came from the network
let filling = null;
let report = () => {};

const openCache = () => caches.open("guide");
const pause = () => new Promise((resolve) => { setTimeout(resolve, PAUSE); });

// A stranger gets nothing private, so nothing private is ever kept.
const fetchAsStranger = (address) => fetch(address, { credentials: "omit", cache: "no-cache", redirect: "error" });

// A booklet has the versions of its chapters. No other address with a question mark is kept.
function findVersion(list, { pathname, search, searchParams }) {
  if (pathname !== BOOKLET) return search ? "" : list.pages[pathname];
  const versions = searchParams.getAll("p").map((chapter) => list.pages[`/${chapter}/`]);
  return versions.every(Boolean) ? versions.join() : "";
}

// The key of a copy is its address and its version; empty for an address that may not be kept.
function makeKey(list, address) {
  const url = new URL(address, location.origin);
  const version = findVersion(list, url);
  return version ? `${url.pathname}${url.search || "?"}&kept=${version}` : "";
}

const addressOf = (key) => key.split("&kept=")[0];
const readKeys = async (cache) => (await cache.keys()).map(({ url }) => url.slice(location.origin.length));

async function deleteAllBut(cache, isWanted) {
  const keys = await readKeys(cache);
  await Promise.all(keys.filter((key) => !isWanted(key)).map((key) => cache.delete(key)));
}

// Reads the list, and deletes every copy whose version it does not name. A list that was asked for
// before a page came does not count: what that page knows may be newer.
async function readList() {
  const before = arrivals;
  const response = await fetchAsStranger(LIST).catch(() => null);
  if (response?.status === 410) await leave();
  if (!response?.ok || hasLeft) return null;
  const cache = await openCache();
  const list = await response.clone().json();
  if (before !== arrivals) return null;
  await cache.put(LIST, response);
  await deleteAllBut(cache, (key) => UNVERSIONED.test(key) || key === makeKey(list, addressOf(key)));
  return list;
}

async function keep(cache, key, address) {
  const response = await fetchAsStranger(address);
  if (!response.ok) return false;
  const html = await response.clone().text();
  for (const [, file] of html.matchAll(FILE_IN_PAGE)) {
    if (!(await cache.match(file))) await cache.add(file).catch(() => {});
  }
  if (!hasLeft) await cache.put(key, response);
  return true;
}

function noteFailure(error) {
  isFull ||= error.name === "QuotaExceededError";
  return false;
}

// Fetches what is not kept yet. If the browser stops this worker, the next page goes on with it.
async function fill(list) {
  const cache = await openCache();
  const held = new Set(await readKeys(cache));
  const paths = Object.keys(list.pages);
  const missing = paths.filter((path) => !held.has(makeKey(list, path)));
  if (missing.length) await keep(cache, NOT_KEPT, NOT_KEPT).catch(noteFailure);
  let done = paths.length - missing.length;
  report({ done, total: paths.length });
  const work = async () => {
    while (missing.length && !hasLeft && !isFull) {
      const path = missing.shift();
      const isKept = await keep(cache, makeKey(list, path), path).catch(noteFailure);
      if (isKept) report({ done: (done += 1), total: paths.length });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function readAndFill() {
  const list = await readList();
  if (list) await (filling ??= fill(list).finally(() => { filling = null; }));
  return list;
}

async function refresh() {
  isFull = false;
  for (let tries = 0; tries < TRIES && !hasLeft; tries += 1) {
    if (tries) await pause();
    const list = await readAndFill().catch(noteFailure);
    if (list?.complete) return;
  }
}

async function leave() {
  hasLeft = true;
  await Promise.all((await caches.keys()).map((name) => caches.delete(name)));
  await self.registration.unregister();
}

async function open(event) {
  const response = await fetch(event.request).catch(() => null);
  if (!response) return showCopy(event.request.url);
  if (response.status < 500 && !hasLeft) {
    arrivals += 1;
    await openCache().then((cache) => cache.delete(LIST)).catch(() => {});
    event.waitUntil(refresh());
  }
  return response;
}

async function showCopy(address) {
  const cache = await openCache();
  const list = await (await cache.match(LIST))?.json();
  const age = list ? (Date.now() - Date.parse(list.date)) / DAY : 0;
  if (age > list?.gone_after) await deleteAllBut(cache, (key) => key === NOT_KEPT);
  const copy = list && (await cache.match(makeKey(list, address)));
  if (copy) return addBanner(copy, age > list.warn_after ? list.old_banner : list.banner);
  return (await cache.match(NOT_KEPT)) ?? Response.error();
}

async function addBanner(copy, banner) {
  const html = (await copy.text()).replace(OTHER_SIZES, "").replace(MAIN, () => banner + MAIN);
  const headers = new Headers(copy.headers);
  headers.delete("content-encoding"); // it said how the bytes came
  headers.delete("content-length");
  return new Response(html, { headers });
}

async function fetchFile({ request }) {
  const response = await fetch(request).catch(() => null);
  return response ?? (await caches.match(request.url)) ?? Response.error();
}

// What a page may ask for; true means done.
const TASKS = {
  async keep() {
    hasLeft = isFull = false;
    return Boolean(await readAndFill());
  },
  async keepBooklet({ address }) {
    const list = await readList();
    const key = list && makeKey(list, address);
    return Boolean(key) && keep(await openCache(), key, address);
  },
  async forget() {
    await leave();
    return true;
  },
};

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  if (event.data.task === "keep") report = (progress) => port.postMessage(progress);
  const perform = TASKS[event.data.task](event.data).catch(noteFailure);
  event.waitUntil(perform.then((isDone) => port.postMessage({ isDone, isFull })));
});

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (hasLeft || method !== "GET" || origin !== location.origin || UNTOUCHED.test(pathname)) return;
  if (mode === "navigate") event.respondWith(open(event));
  else if (FILE.test(pathname)) event.respondWith(fetchFile(event));
});
