// Finds what a user would: visible things by role and accessible name, computed from native semantics.
// Arguments: roles, name or null for any, the element to look in or null.
// Returns { matches: [element], names: [name of everything else that has one of the roles] }.
const [roles, wanted, scope] = arguments;

const INPUT_ROLES = {
  button: "button", submit: "button", reset: "button", image: "button", checkbox: "checkbox", radio: "radio",
  range: "slider", number: "spinbutton", search: "searchbox", file: "file", hidden: "",
};
const TAG_ROLES = {
  ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", DETAILS: "group", DIALOG: "dialog",
  FIELDSET: "group", FIGURE: "figure", FOOTER: "contentinfo", FORM: "form", H1: "heading", H2: "heading",
  H3: "heading", H4: "heading", H5: "heading", H6: "heading", HEADER: "banner", IMG: "img", LI: "listitem",
  MAIN: "main", METER: "meter", NAV: "navigation", OL: "list", OPTION: "option", OUTPUT: "status",
  PROGRESS: "progressbar", SEARCH: "search", SECTION: "region", SUMMARY: "button", TABLE: "table", TD: "cell",
  TEXTAREA: "textbox", TH: "columnheader", TR: "row", UL: "list",
};
const NAMED_BY_CONTENT = new Set([
  "button", "cell", "checkbox", "columnheader", "heading", "link", "listitem", "menuitem", "option", "radio", "row",
  "rowheader", "switch", "tab", "treeitem",
]);

const roleOf = (element) => {
  const explicit = (element.getAttribute("role") || "").trim().split(/\s+/)[0];
  if (explicit) return explicit;
  const tag = element.tagName;
  if (tag === "A") return element.hasAttribute("href") ? "link" : "";
  if (tag === "INPUT") {
    if (element.hasAttribute("list")) return "combobox";
    return INPUT_ROLES[element.type] ?? "textbox";
  }
  if (tag === "SELECT") return element.multiple || element.size > 1 ? "listbox" : "combobox";
  if (tag === "TH") return element.scope === "row" ? "rowheader" : "columnheader";
  return TAG_ROLES[tag] ?? "";
};

const isRendered = (element) => element.checkVisibility({ visibilityProperty: true });

const modal = [...document.querySelectorAll("dialog:modal")].pop();
const isReachable = (element) => isRendered(element)
  && !element.closest('[aria-hidden="true"], [inert]')
  && (!modal || modal.contains(element));

const CONTROLS = "input, select, textarea, button";

// The text of an element as its name: alternatives count, hidden parts and embedded controls do not.
const textOf = (node, isLabel) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true" || !isRendered(node)) return "";
  if (node.hasAttribute("aria-label")) return node.getAttribute("aria-label");
  if (node.tagName === "IMG") return node.alt;
  if (isLabel && node.matches(CONTROLS)) return "";
  return [...node.childNodes].map((child) => textOf(child, isLabel)).join("");
};

const byReference = (element, attribute) => (element.getAttribute(attribute) || "")
  .split(/\s+/)
  .map((id) => document.getElementById(id))
  .filter(Boolean)
  .map((referred) => referred.getAttribute("aria-label") || referred.textContent)
  .join(" ");

const firstChild = (element, tag) => {
  const child = [...element.children].find((one) => one.tagName === tag);
  return child ? textOf(child, true) : "";
};

const nativeName = (element, role) => {
  if (element.labels && element.labels.length > 0) {
    return [...element.labels].map((label) => textOf(label, true)).join(" ");
  }
  if (element.tagName === "INPUT" && role === "button") return element.value;
  if (element.tagName === "IMG") return element.alt;
  if (element.tagName === "FIELDSET") return firstChild(element, "LEGEND");
  if (element.tagName === "TABLE") return firstChild(element, "CAPTION");
  if (element.tagName === "FIGURE") return firstChild(element, "FIGCAPTION");
  if (element.tagName === "DETAILS") return firstChild(element, "SUMMARY");
  return NAMED_BY_CONTENT.has(role) ? textOf(element, false) : "";
};

const squeeze = (text) => text.replace(/\s+/g, "");

const nameOf = (element, role) => {
  const candidates = [
    () => byReference(element, "aria-labelledby"),
    () => element.getAttribute("aria-label") || "",
    () => nativeName(element, role),
    () => element.title || "",
    () => element.placeholder || "",
  ];
  for (const candidate of candidates) {
    const name = candidate().trim();
    if (name) return name;
  }
  return "";
};

const isFile = roles.includes("file");
const found = [...(scope || document).querySelectorAll("*")]
  .map((element) => ({ element, role: roleOf(element) }))
  .filter(({ element, role }) => roles.includes(role) && (isFile || isReachable(element)))
  .map(({ element, role }) => ({ element, name: nameOf(element, role) }));
const matches = found.filter(({ name }) => wanted === null || squeeze(name) === squeeze(wanted));
return {
  matches: matches.map(({ element }) => element),
  names: found.map(({ name }) => name.replace(/\s+/g, " ")),
};
