// Building elements without ever parsing text as HTML.

export const byId = (id) => document.getElementById(id);

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

export function state([glyph, tone, word], text = word) {
  return element('span', { class: `state ${tone}`, 'data-glyph': glyph }, text);
}

export function setState(target, [glyph, tone], text) {
  target.className = `state ${tone}`;
  target.dataset.glyph = glyph;
  if (target.textContent !== text) target.textContent = text;
}

// Rows keep their elements as long as their key lives, so that focus and open details survive an update.
export function keyed(parent, items, key, make, update) {
  const old = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, place) => {
    const name = key(item);
    const child = old.get(name) ?? make(item);
    old.delete(name);
    child.dataset.key = name;
    update(child, item);
    if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
  });
  old.forEach((child) => child.remove());
}
