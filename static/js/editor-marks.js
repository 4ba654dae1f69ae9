// Buttons of the rich text editor that write a mark: [S1] cites a source, [[slug|words]] explains a term.
(() => {
  const { createElement } = window.React;
  const { EditorState, Modifier, SelectionState } = window.DraftJS;
  const PAUSE = 200; // milliseconds without a letter

  // The labels, which the server translates.
  const labels = () => document.querySelector("[data-marks-labels]").dataset;

  const element = (name, className, text = "") => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  };

  // Resolves with the chosen row, or null.
  const choose = (kind, heading) =>
    new Promise((resolve) => {
      const dialog = element("dialog", "marks");
      dialog.setAttribute("aria-labelledby", "marks-title");
      const title = element("h2", "marks__title", heading);
      title.id = "marks-title";
      const label = element("label", "marks__label", labels().search);
      const field = element("input", "marks__search");
      field.type = "search";
      label.append(field);
      const list = element("ul", "marks__list");
      const said = element("p", "marks__said");
      said.setAttribute("role", "status");
      const close = element("button", "button button-secondary", labels().close);
      close.type = "button";
      let chosen = null;
      let waiting;
      let asked = 0;

      const row = (one) => {
        const item = document.createElement("li");
        const button = element("button", "marks__choice", one.name);
        button.type = "button";
        button.append(element("small", "marks__about", one.about));
        button.addEventListener("click", () => {
          chosen = one;
          dialog.close();
        });
        item.append(button);
        return item;
      };

      const look = async () => {
        asked += 1;
        const mine = asked;
        try {
          const answer = await fetch(`${labels()[`${kind}s`]}?q=${encodeURIComponent(field.value)}`);
          const { choices } = await answer.json();
          if (mine !== asked) return;
          list.replaceChildren(...choices.map(row));
          said.textContent = choices.length ? "" : labels().nothing;
        } catch {
          said.textContent = labels().failed;
        }
      };

      field.addEventListener("input", () => {
        clearTimeout(waiting);
        waiting = setTimeout(look, PAUSE);
      });
      field.addEventListener("keydown", (event) => {
        if (event.key === "Enter") event.preventDefault();
      });
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(chosen);
      });
      dialog.append(title, label, said, list, close);
      document.body.append(dialog);
      dialog.showModal();
      field.focus();
      look();
    });

  const selected = (state) => {
    const range = state.getSelection();
    if (range.isCollapsed() || range.getStartKey() !== range.getEndKey()) return "";
    const block = state.getCurrentContent().getBlockForKey(range.getStartKey());
    return block.getText().slice(range.getStartOffset(), range.getEndOffset());
  };

  const atEnd = (range) =>
    SelectionState.createEmpty(range.getEndKey()).merge({
      anchorOffset: range.getEndOffset(),
      focusOffset: range.getEndOffset(),
    });

  const write = (state, kind, one) => {
    const range = state.getSelection();
    const content = state.getCurrentContent();
    let target = atEnd(range);
    let words;
    if (kind === "source") {
      const text = content.getBlockForKey(target.getEndKey()).getText();
      const before = text.slice(0, target.getEndOffset());
      words = `${before && !/\s$/.test(before) ? " " : ""}[${one.mark}]`;
    } else {
      const chosen = selected(state);
      if (chosen) target = range;
      words = `[[${one.mark}|${chosen.replace(/[[\]|]/g, "") || one.name.toLowerCase()}]]`;
    }
    const changed = Modifier.replaceText(content, target, words);
    return EditorState.push(state, changed, "insert-characters");
  };

  const register = (type, kind, icon) => {
    const Button = ({ getEditorState, onChange }) => {
      const heading = labels()[type];
      return createElement(window.Draftail.ToolbarButton, {
        name: type,
        title: heading,
        icon: createElement(window.wagtail.components.Icon, { name: icon }),
        onClick: async () => {
          const state = getEditorState();
          const one = await choose(kind, heading);
          const after = one ? write(state, kind, one) : state;
          const range = after.getSelection();
          onChange(EditorState.forceSelection(after, one ? atEnd(range) : range));
        },
      });
    };
    window.draftail.registerPlugin({ type, inline: Button }, "controls");
  };

  register("cite", "source", "doc-full-inverse");
  register("explain", "term", "openquote");
})();
