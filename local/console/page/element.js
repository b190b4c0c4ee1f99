/**
 * Gives an element. What comes from outside gets in as text only.
 *
 * @param {string} name `p`, or `p.hint` with its classes
 * @param {Readonly<Record<string, string | number | boolean | undefined>>} attributes undefined and false: none
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag);
  if (classes.length > 0) made.className = classes.join(' ');
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(attribute, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/**
 * The page's element with an id.
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
 * Gives a select its options, and keeps what was selected where that is still there.
 *
 * @param {HTMLSelectElement} select
 * @param {readonly (readonly [value: string, label: string])[]} choices
 */
export function setOptions(select, choices) {
  const selected = select.selectedOptions[0]?.value;
  select.replaceChildren(...choices.map(([value, label]) => element('option', { value }, label)));
  if (choices.some(([value]) => value === selected)) select.value = selected;
}
