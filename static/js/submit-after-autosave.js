// Sends the form of an editor only when Wagtail's autosave is not under way. Both at once would store a
// new text twice: the second is refused, and the editor sees an error page.
(() => {
  const form = document.querySelector("form[data-edit-form]");
  if (!form) return;

  let saving = false;
  let waiting = false;
  let sent = false;

  // The button that was pressed may be disabled or replaced by then, so a field carries its name.
  const rememberButton = (button) => {
    if (!button?.name) return;
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = button.name;
    field.value = button.value;
    form.append(field);
  };

  document.addEventListener("w-autosave:save", (event) => {
    if (sent) event.preventDefault();
    else saving = true;
  });

  for (const end of ["w-autosave:success", "w-autosave:error"])
    document.addEventListener(end, () => {
      saving = false;
      if (waiting) form.requestSubmit();
    });

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (!saving) {
      sent = true;
      return;
    }
    event.preventDefault();
    if (!waiting) rememberButton(event.submitter);
    waiting = true;
  });

  // Somebody may come back to the form by the button of the browser.
  window.addEventListener("pageshow", () => {
    sent = false;
  });
})();
