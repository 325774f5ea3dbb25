// One figure: strips of curves over the same time, a reading under the pointer, and the same numbers as a table.
import { drawn, element } from './dom.js';
import { shortTime, time, utc } from './format.js';

const width = 560;
const left = 58;
const right = width - 6;
const room = 252; // for all strips of a figure together
const label = 26; // above each strip

// A round step that makes two to five lines.
function lines(most) {
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough);
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, i) => i * step);
}

function path(points, x, y, step, stairs) {
  let text = '';
  points.forEach(([at, value], i) => {
    const broken = i === 0 || at - points[i - 1][0] > 3 * step;
    text += broken ? `M${x(at)} ${y(value)}` : stairs ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`;
  });
  return text;
}

function drawStrip(svg, series, top, strip, x, step) {
  svg.append(drawn('g', { class: series.tone }, drawn('text', { class: 'name', x: left, y: top - 8 }, series.name)));
  const highest = Math.max(...series.points.map(([, value]) => value), series.least);
  const y = (value) => (top + strip - (value / (highest * 1.08)) * strip).toFixed(1);
  for (const line of lines(highest * 1.08)) {
    svg.append(drawn('line', { class: 'grid', x1: left, x2: right, y1: y(line), y2: y(line) }));
    svg.append(drawn('text', { x: left - 7, y: Number(y(line)) + 4, 'text-anchor': 'end' }, series.write(line)));
  }
  const outline = path(series.points, x, y, step, series.stairs);
  const group = drawn('g', { class: series.tone }, drawn('path', { d: outline }));
  const [first, last] = [series.points[0], series.points[series.points.length - 1]];
  if (first) group.prepend(drawn('path', { class: 'area', d: `${outline.replace(/(?!^)M/g, 'L')}L${x(last[0])} ${y(0)}L${x(first[0])} ${y(0)}Z` }));
  svg.append(group);
}

function draw(all, from, to, step) {
  const height = room + 20;
  const strip = room / all.length - label;
  const x = (at) => (left + ((at - from) / (to - from)) * (right - left)).toFixed(1);
  const svg = drawn('svg', { class: 'curve', viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' });
  all.forEach((series, i) => drawStrip(svg, series, label + i * (strip + label), strip, x, step));
  for (let i = 0; i <= 4; i++) {
    const at = from + ((to - from) * i) / 4;
    svg.append(drawn('text', { x: x(at), y: height - 4, 'text-anchor': i === 0 ? 'start' : i === 4 ? 'end' : 'middle' }, to - from > 600_000 ? shortTime(at) : time(at)));
  }
  return svg;
}

function follow(svg, all, from, to, readout) {
  const line = drawn('line', { class: 'cursor', y1: label, y2: room, visibility: 'hidden' });
  svg.append(line);
  const still = readout.textContent;
  svg.addEventListener('pointermove', (event) => {
    const box = svg.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * width;
    const at = from + ((place - left) / (right - left)) * (to - from);
    const near = all.map(({ points }) => points.reduce((best, point) => (best && Math.abs(best[0] - at) < Math.abs(point[0] - at) ? best : point), null));
    if (!near[0]) return;
    line.setAttribute('x1', place);
    line.setAttribute('x2', place);
    line.setAttribute('visibility', 'visible');
    readout.textContent = `${time(near[0][0])}  ${all.map((series, i) => (near[i] ? series.write(near[i][1]) : '–')).join('  ')}`;
  });
  svg.addEventListener('pointerleave', () => {
    line.setAttribute('visibility', 'hidden');
    readout.textContent = still;
  });
}

function table(all) {
  const rows = new Map();
  all.forEach((series, i) => series.points.forEach(([at, value]) => {
    if (!rows.has(at)) rows.set(at, []);
    rows.get(at)[i] = series.write(value);
  }));
  const body = [...rows].sort(([a], [b]) => b - a).map(([at, values]) => element('tr', {},
    element('td', {}, element('time', { datetime: new Date(at).toISOString(), title: utc(at) }, time(at))),
    ...all.map((_, i) => element('td', { class: 'number' }, values[i] ?? '–'))));
  return element('table', {},
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Time'),
      ...all.map((series) => element('th', { scope: 'col', class: 'number' }, series.name)))),
    element('tbody', {}, ...body));
}

// all: [{name, tone, points: [[millis, value]], write, stairs, least}]; least = smallest top of the scale
export function show(figure, all, { from, to, step }) {
  const open = figure.querySelector('details')?.open;
  const readout = element('span', { class: 'readout' }, all.some(({ points }) => points.length) ? '' : 'nothing recorded in this range');
  const svg = draw(all, from, to, step);
  const details = element('details', { open }, element('summary', {}, 'As a table'));
  const fill = () => details.open && details.children.length === 1 && details.append(element('div', {}, table(all)));
  details.addEventListener('toggle', fill);
  figure.replaceChildren(element('figcaption', {}, element('span', { class: 'hidden' }, all.map((series) => series.name).join(' and ')), readout), svg, details);
  fill();
  follow(svg, all, from, to, readout);
}
