/**
 * Creates an element. Children are added as text, never as HTML.
 *
 * @param {string} name `p`, or `p.hint` with its classes
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} attributes undefined and false are left out
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const created = document.createElement(tag);
  if (classes.length > 0) created.className = classes.join(' ');
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    created.setAttribute(attribute, value === true ? '' : String(value));
  }
  created.append(...children.filter((child) => child !== undefined));
  return created;
}

/**
 * Returns the page's element with an ID.
 *
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

/**
 * Sets an element's text, if it differs: screen readers announce each assignment to a live region.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
export function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * Sets the options of a select; keeps the selected value if it is still among them.
 *
 * @param {HTMLSelectElement} select
 * @param {readonly (readonly [value: string, label: string])[]} choices
 */
export function setOptions(select, choices) {
  const selected = select.selectedOptions[0]?.value;
  select.replaceChildren(...choices.map(([value, label]) => element('option', { value }, label)));
  if (choices.some(([value]) => value === selected)) select.value = selected;
}
