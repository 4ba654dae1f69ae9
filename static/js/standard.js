// Keeps the content standard beside an editor in step with what is being written.
(() => {
  const panel = document.querySelector("[data-standard]");
  const form = document.querySelector("form[data-edit-form]");
  if (!panel || !form) return;

  const PAUSE = 600; // milliseconds without a change
  const AGAIN = 10_000; // milliseconds until a check that failed is tried again
  const OPEN = "wagtail:side-panel-open";
  const summary = panel.querySelector("[data-standard-summary]");
  const findings = panel.querySelector("[data-standard-findings]");
  let judged = "";
  let waiting;
  let asking = new AbortController();

  const say = (words) => {
    // A line that stays the same is not read out again.
    if (summary.textContent !== words) summary.textContent = words;
  };

  const ask = async () => {
    const written = new URLSearchParams(new FormData(form)).toString();
    if (written === judged) return;
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(panel.dataset.standard, {
        method: "POST",
        body: new URLSearchParams(written),
        headers: { "X-Requested-With": "XMLHttpRequest" },
        redirect: "error",
        signal,
      });
      const said = await answer.json();
      say(said.summary);
      if (!answer.ok) return wait(AGAIN);
      findings.innerHTML = said.html;
      judged = written;
    } catch {
      if (signal.aborted) return;
      say(panel.dataset.standardOutOfReach);
      wait(AGAIN);
    }
  };

  // Wagtail shows the panel of a tab a moment after the click.
  const shown = async (panelOfTab) => {
    for (let frame = 0; panelOfTab.hidden && frame < 60; frame += 1) await new Promise(requestAnimationFrame);
  };

  // Leads to the field of a finding, also on a tab that is closed.
  const lead = async (event) => {
    const path = event.target.closest("a")?.hash.split(":w:contentpath=")[1];
    const field = path && form.querySelector(`[data-contentpath="${path}"]`);
    if (!field) return;
    const tab = field.closest("[role=tabpanel][hidden]");
    if (tab) {
      document.querySelector(`[role=tab][aria-controls="${tab.id}"]`).click();
      await shown(tab);
    }
    field.closest("section").scrollIntoView();
    field.querySelector("input:not([type=hidden]), textarea, select, [contenteditable], button")?.focus();
  };

  const wait = (time) => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, time);
  };

  // Wagtail notices every change of the form, also in rich text and in the order of blocks.
  // It begins to look 2 seconds after the form is there: until then, and for plain fields, "input" does.
  for (const change of ["input", "w-unsaved:add", "w-unsaved:clear"]) {
    form.addEventListener(change, () => wait(PAUSE));
  }

  findings.addEventListener("click", lead);

  // Who has not chosen a panel yet sees this one, where there is room beside the text.
  try {
    if (localStorage.getItem(OPEN) === null && window.innerWidth >= 1024) {
      localStorage.setItem(OPEN, "checks");
    }
  } catch {
    // A browser that keeps nothing opens no panel by itself.
  }
})();
