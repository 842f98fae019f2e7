// The text editor of a case: YAML, what may stand here, what a key means, what is wrong.
import {
  EditorState, EditorView, HighlightStyle, autocompletion, bracketMatching, closeBrackets, closeBracketsKeymap, completionKeymap,
  defaultKeymap, drawSelection, foldGutter, foldKeymap, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  history, historyKeymap, hoverTooltip, indentOnInput, indentUnit, keymap, lineNumbers, lintGutter, lintKeymap, searchKeymap,
  setDiagnostics, syntaxHighlighting, tags, yaml,
} from "../vendor/codemirror.js";

const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent)" },
  { tag: tags.comment, color: "var(--faint)", fontStyle: "italic" },
  { tag: [tags.string, tags.content], color: "var(--ink)" },
  { tag: [tags.keyword, tags.labelName, tags.typeName, tags.meta], color: "var(--tone-1)" },
  { tag: tags.punctuation, color: "var(--faint)" },
]);

const look = EditorView.theme({
  "&": { fontSize: ".82rem", color: "var(--ink)", backgroundColor: "var(--paper)", border: "1px solid var(--line)", borderRadius: ".3rem", height: "100%" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.5" },
  ".cm-content": { caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--panel)", color: "var(--faint)", borderRight: "1px solid var(--rule)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 25%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: ".3rem", maxWidth: "30rem", fontFamily: "system-ui, sans-serif" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  ".cm-completionDetail": { fontStyle: "normal", color: "var(--faint)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--plain-bg)", border: "0", color: "var(--ink)" },
  ".cm-panels": { backgroundColor: "var(--panel)", color: "var(--ink)" },
  ".cm-meaning": { padding: ".5rem .8rem", fontSize: ".85rem", lineHeight: "1.45" },
  ".cm-diagnostic": { fontFamily: "system-ui, sans-serif", fontSize: ".85rem" },
});

/** The keys above a line, from the top: ["parties", "russia"], and the indent a key here would have. */
function above(state, number, indent) {
  const found = [];
  let limit = indent;
  for (let at = number - 1; at >= 1 && limit > 0; at--) {
    const line = state.doc.line(at).text;
    const match = line.match(/^(\s*)(?:- )?["']?([\w.-]+)["']?\s*:/);
    if (!match || /^\s*#/.test(line) || match[1].length >= limit) continue;
    found.unshift(match[2]);
    limit = match[1].length;
  }
  return found;
}

function resolved(schema, node) {
  let here = node;
  for (let depth = 0; here?.$ref && depth < 8; depth++) here = here.$ref.replace(/^#\//, "").split("/").reduce((at, part) => at?.[part.replaceAll("~1", "/")], schema);
  return here;
}

/** Every shape that may stand where `keys` lead. */
function shapes(schema, keys) {
  let here = open(schema, [schema]);
  for (const key of keys) {
    const next = here.flatMap((each) => each.properties?.[key] ?? (typeof each.additionalProperties === "object" ? each.additionalProperties : each.items ? [each.items] : []));
    here = open(schema, next.flat());
    const items = here.filter((each) => each.items).map((each) => each.items);
    here = [...here, ...open(schema, items)];
  }
  return here;
}

function open(schema, list) {
  return list.flatMap((each) => {
    const here = resolved(schema, each);
    if (!here) return [];
    const ways = [...(here.anyOf ?? []), ...(here.oneOf ?? []), ...(here.allOf ?? [])];
    return [here, ...(ways.length ? open(schema, ways) : [])];
  });
}

function completions(schema, keys) {
  return (context) => {
    const line = context.state.doc.lineAt(context.pos);
    const before = line.text.slice(0, context.pos - line.from);
    if (/^\s*#/.test(before)) return null;
    const valued = before.match(/^(\s*)(?:- )?([\w.-]+):\s+(\S*)$/);
    if (valued) {
      const path = [...above(context.state, line.number, valued[1].length), valued[2]];
      const choices = new Set(shapes(schema, path).flatMap((each) => each.enum ?? (each.const !== undefined ? [each.const] : each.type === "boolean" ? ["true", "false"] : [])));
      if (!choices.size) return null;
      return { from: context.pos - valued[3].length, options: [...choices].map((each) => ({ label: String(each), type: "enum" })), validFor: /^[\w-]*$/ };
    }
    const keyed = before.match(/^(\s*(?:- )?)([\w.-]*)$/);
    if (!keyed || (!keyed[2] && !context.explicit)) return null;
    const path = above(context.state, line.number, keyed[1].length);
    const seen = new Map();
    for (const each of shapes(schema, path)) {
      for (const [name, about] of Object.entries(each.properties ?? {})) {
        if (!seen.has(name)) seen.set(name, meaning(schema, keys, [...path, name]) || resolved(schema, about)?.description || "");
      }
    }
    if (!seen.size) return null;
    return { from: context.pos - keyed[2].length, options: [...seen].map(([label, info]) => ({ label, type: "property", apply: `${label}: `, info: info || undefined })), validFor: /^[\w-]*$/ };
  };
}

/** What a key means: what the server says of it by path, by its last part, or the schema's own word. */
function meaning(schema, keys, path) {
  for (let from = 0; from < path.length; from++) {
    const told = keys[path.slice(from).join(".")];
    if (told) return typeof told === "string" ? told : told.text ?? told.meaning ?? "";
  }
  return shapes(schema, path.slice(0, -1)).map((each) => each.properties?.[path.at(-1)]).map((each) => each && (each.description || resolved(schema, each)?.description)).find(Boolean) ?? "";
}

function hover(schema, keys) {
  return hoverTooltip((view, pos) => {
    const line = view.state.doc.lineAt(pos);
    const match = line.text.match(/^(\s*)(?:- )?([\w.-]+)\s*:/);
    if (!match) return null;
    const from = line.from + match[0].indexOf(match[2], match[1].length);
    if (pos < from || pos > from + match[2].length) return null;
    const path = [...above(view.state, line.number, match[1].length), match[2]];
    const told = meaning(schema, keys, path);
    if (!told) return null;
    return { pos: from, end: from + match[2].length, above: true, create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-meaning";
      const name = document.createElement("strong");
      name.textContent = path.join(" › ");
      const text = document.createElement("div");
      text.textContent = told;
      dom.append(name, text);
      return { dom };
    } };
  });
}

/** Make an editor in `parent`; what it returns sets its text, shows faults, goes to a line. */
export function makeEditor(parent, text, { keys, schema, onChange, onSave, label }) {
  const nonce = document.querySelector("style[nonce]")?.nonce ?? "";
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        lineNumbers(), foldGutter(), lintGutter(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), indentUnit.of("  "),
        bracketMatching(), closeBrackets(), highlightActiveLine(), highlightActiveLineGutter(), syntaxHighlighting(colours), yaml(), look,
        autocompletion({ override: [completions(schema, keys)], icons: false }), hover(schema, keys),
        EditorView.lineWrapping, EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", tabindex: "0" }),
        keymap.of([{ key: "Mod-s", preventDefault: true, run: () => { onSave(); return true; } }, ...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => { if (update.docChanged && !update.transactions.some((each) => each.isUserEvent("set"))) onChange(update.state.doc.toString()); }),
      ],
    }),
  });
  return {
    set(next) {
      if (next !== view.state.doc.toString()) view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next }, userEvent: "set" });
    },
    faults(list) {
      const doc = view.state.doc;
      const diagnostics = list.map((each) => {
        const line = doc.line(Math.min(Math.max(each.line || 1, 1), doc.lines));
        const from = Math.min(line.from + Math.max((each.column || 1) - 1, 0), line.to);
        const word = line.text.slice(from - line.from).match(/^[\w.-]+/)?.[0].length ?? 0;
        return { from, to: Math.min(from + Math.max(word, from < line.to ? 1 : 0), line.to), severity: each.level === "note" ? "info" : each.level === "warning" ? "warning" : "error", message: `${each.message}${each.what_to_do ? `; ${each.what_to_do}` : ""}` };
      });
      view.dispatch(setDiagnostics(view.state, diagnostics));
    },
    reveal(number, column = 1) {
      const line = view.state.doc.line(Math.min(Math.max(number, 1), view.state.doc.lines));
      const at = Math.min(line.from + column - 1, line.to);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}
