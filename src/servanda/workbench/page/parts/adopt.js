// Drawings and findings that the report's own renderer made, taken into the page element by element:
// what is not in these lists does not come in, whatever the text of an article tried to smuggle.
import { html, useLayoutEffect, useRef } from "../vendor/preact.js";

const ELEMENTS = new Set(
  ("section p h1 h2 h3 h4 h5 ol ul li a span strong mark table caption thead tbody tr th td div figure " +
    "figcaption details summary blockquote footer pre header nav main em code br hr dl dt dd " +
    "svg g line circle rect polyline polygon path text tspan desc title").split(" "),
);
const ATTRIBUTES = new Set(
  ("id class title scope colspan rowspan open role lang dir data-label href aria-label aria-labelledby aria-hidden " +
    "viewbox width height x y x1 x2 y1 y2 cx cy r rx ry dx dy points d fill stroke stroke-width stroke-dasharray " +
    "stroke-linecap stroke-linejoin paint-order fill-opacity stroke-opacity opacity font-size font-weight text-anchor " +
    "dominant-baseline transform preserveaspectratio tabindex").split(" "),
);

function safeHref(href) {
  if (href.startsWith("#")) return href;
  try {
    const url = new URL(href, location.href);
    return url.protocol === "https:" || url.protocol === "http:" ? href : "";
  } catch {
    return "";
  }
}

function copied(node, lift) {
  if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const name = node.localName.toLowerCase();
  if (name === "img" && node.getAttribute("src")?.startsWith("data:image/svg+xml;base64,")) {
    const image = document.createElement("img");
    image.src = node.getAttribute("src");
    image.alt = node.getAttribute("alt") ?? "";
    image.className = "drawn";
    return image;
  }
  if (!ELEMENTS.has(name)) return null;
  const made = document.createElementNS(node.namespaceURI, name);
  for (const { name: key, value } of node.attributes) {
    if (!ATTRIBUTES.has(key.toLowerCase())) continue;
    if (key === "href") {
      const href = safeHref(value);
      if (href) made.setAttribute("href", href);
      if (/^https?:/.test(href)) made.setAttribute("rel", "noreferrer noopener");
    } else made.setAttribute(key, value);
  }
  if (lift && /^h[1-5]$/.test(name)) made.setAttribute("data-level", name[1]);
  for (const child of node.childNodes) {
    const below = copied(child, lift);
    if (below) made.append(below);
  }
  return made;
}

/** Return the nodes of a piece of markup, of allowed elements alone. */
export function adopted(markup) {
  const parsed = new DOMParser().parseFromString(markup, "text/html");
  return [...parsed.body.childNodes].map((node) => copied(node, false)).filter(Boolean);
}

/** Markup of the server's renderer, as part of the page. */
export function Adopted({ markup, as = "div", ...rest }) {
  const place = useRef(null);
  useLayoutEffect(() => {
    place.current.replaceChildren(...adopted(markup ?? ""));
    // What scrolls sideways must be reached by keyboard as well.
    for (const wide of place.current.querySelectorAll(".scroll, pre")) {
      wide.tabIndex = 0;
      wide.setAttribute("role", "region");
      wide.setAttribute("aria-label", wide.querySelector("caption")?.textContent.slice(0, 80) || "Table, scrolls sideways");
    }
  }, [markup]);
  return html`<${as} ref=${place} ...${rest} />`;
}
