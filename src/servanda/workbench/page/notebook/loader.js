// What a notebook loads first: the panel's modules stand in it as text, in the order of their imports.
const ORDER = "@order";
const STYLE = "@style";

async function opened() {
  const at = new Map();
  for (const [name, text] of ORDER) {
    const joined = text.replace(/"servanda-module:([^"]+)"/g, (_, wanted) => JSON.stringify(at.get(wanted)));
    at.set(name, URL.createObjectURL(new Blob([joined], { type: "text/javascript" })));
  }
  const module = await import(/* webpackIgnore: true */ at.get(ORDER.at(-1)[0]));
  for (const address of at.values()) URL.revokeObjectURL(address);
  return module;
}

async function render({ model, el }) {
  const shadow = el.shadowRoot ?? el.attachShadow({ mode: "open" });
  const style = document.createElement("style");
  style.textContent = STYLE;
  const place = document.createElement("div");
  place.className = "servanda";
  shadow.replaceChildren(style, place);
  // Keys that a notebook would take for its own stay in the panel.
  place.addEventListener("keydown", (event) => event.stopPropagation());
  return (await opened()).start(place, model);
}

export default { render };
