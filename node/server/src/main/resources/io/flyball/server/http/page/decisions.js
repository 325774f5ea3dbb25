// The list of decisions: newest first, the highest version of each, bounded.
import { byId, element, keyed, setState, state } from './dom.js';
import { outcome, time, utc } from './format.js';

const most = 200;
const known = new Map();

const number = (value) => (Math.abs(value) >= 1e6 ? value.toExponential(2) : String(Math.round(value * 1000) / 1000));

function make(decision) {
  const at = Date.parse(decision.at);
  return element('li', {},
    element('time', { datetime: decision.at, title: utc(at) }, time(at)),
    state(['', '', '']),
    element('div', {},
      element('p', { class: 'what' }), element('p', { class: 'why' }), element('p', { class: 'effect' }),
      element('details', {}, element('summary', {}, 'Why'), element('ol'), element('p', { class: 'muted' }))));
}

function update(row, decision) {
  if (row.dataset.version === `${decision.version}`) return;
  row.dataset.version = decision.version;
  const [glyph, tone, word] = outcome[decision.outcome] ?? ['?', 'warn', decision.outcome];
  setState(row.children[1], [glyph, tone], word);
  const [what, why, effect, details] = row.children[2].children;
  const where = decision.nodes.length > 3 ? `${decision.nodes.length} nodes` : decision.nodes.join(', ');
  const change = decision.from === decision.to ? `stays ${decision.to}` : `${decision.from} → ${decision.to}`;
  what.replaceChildren(`${decision.service}: `, element('b', {}, `${decision.subject} ${change}`), where ? ` on ${where}` : '');
  why.textContent = decision.reasons[0];
  effect.textContent = decision.effect ? `Effect: ${decision.effect.replaceAll(' -> ', ' → ')}` : '';
  const [, reasons, inputs] = details.children;
  const all = [...decision.reasons, ...(decision.feedback?.reasons ?? []).map((reason) => `measured: ${reason}`)];
  reasons.replaceChildren(...all.map((reason) => element('li', {}, reason)));
  const numbers = Object.entries(decision.inputs).map(([name, value]) => `${name} ${number(value)}`).join(', ');
  inputs.textContent = `${decision.id}, policy ${decision.policy || 'none'}${numbers ? `. From ${numbers}` : ''}`;
}

function render() {
  const withheld = byId('withheld').checked;
  const shown = [...known.values()]
    .filter((decision) => withheld || decision.outcome !== 'WITHHELD')
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || b.id.localeCompare(a.id));
  byId('decisions-empty').hidden = shown.length > 0;
  keyed(byId('decisions'), shown, (decision) => decision.id, make, update);
}

function forgetOldest() {
  const oldest = [...known.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  oldest.slice(0, Math.max(0, known.size - most)).forEach((decision) => known.delete(decision.id));
}

export const decisions = {
  // live ones are marked and read out; those of the past are not
  add(list, live) {
    const fresh = list.filter((decision) => !(known.get(decision.id)?.version >= decision.version));
    fresh.forEach((decision) => known.set(decision.id, decision));
    forgetOldest();
    render();
    if (!live) return;
    for (const decision of fresh.filter(({ outcome: word }) => word !== 'WITHHELD')) {
      const row = byId('decisions').querySelector(`[data-key="${CSS.escape(decision.id)}"]`);
      row?.classList.remove('new');
      requestAnimationFrame(() => row?.classList.add('new'));
      byId('news').textContent = `${decision.service}: ${decision.summary}`;
    }
  },
};

byId('withheld').addEventListener('change', render);
