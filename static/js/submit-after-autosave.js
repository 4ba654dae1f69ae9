// Sends the form of an editor only when Wagtail's autosave of it has ended. Both at once would store a
// new text twice: the second is refused, and the editor sees an error page.
// Wagtail's dialogs for comments on a workflow send the form without a submit event, so not through here.
(() => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  const LONGEST_WAIT = 10_000; // milliseconds until the form is sent all the same
  const LOADING = 30_000; // milliseconds after which Wagtail lets a button be pressed again
  // The editor has to see these first: somebody saved a newer version, or there is no connection.
  const REFUSED = ["invalid_revision", "network_error"];
  let saving = false;
  let waiting = null; // the timer of a form that waits
  let pressed = null; // the last button
  let sent = false;

  const stopWaiting = () => {
    clearTimeout(waiting);
    waiting = null;
  };

  // The button may be disabled or replaced by now, so a field carries its name.
  const send = () => {
    stopWaiting();
    saving = false;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = pressed?.name ?? "";
    field.value = pressed?.value ?? "";
    form.append(field);
    form.requestSubmit(); // reads the fields before it returns
    field.remove();
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (sent) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Else the indicator would say that a save is in progress.
    } else if (!event.defaultPrevented) saving = true;
  });

  document.addEventListener("w-autosave:success", () => {
    saving = false;
    if (waiting) send();
  });

  document.addEventListener("w-autosave:error", (event) => {
    saving = false;
    if (!waiting) return;
    if (!REFUSED.includes(event.detail.type)) return send();
    stopWaiting();
    pressed?.setAttribute("data-w-progress-loading-value", "false");
  });

  form.addEventListener("submit", (event) => {
    if (saving) {
      event.preventDefault();
      event.stopImmediatePropagation(); // Else Wagtail would no longer warn of unsaved changes.
      pressed = event.submitter;
      waiting ??= setTimeout(send, LONGEST_WAIT);
    } else if (!event.defaultPrevented) {
      sent = true;
      setTimeout(() => (sent = false), LOADING); // The page may have stayed.
    }
  });
})();
