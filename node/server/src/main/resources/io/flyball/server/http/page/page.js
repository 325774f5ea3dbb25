// What the page shows and when it asks for it.
import { follow, get, remember, TokenNeeded } from './api.js';
import { show } from './curve.js';
import { decisions } from './decisions.js';
import { byId, element, keyed, setState, state } from './dom.js';
import { bytes, count, nodeStatus, percent, rate, seconds, serviceState, setting } from './format.js';

const ranges = { '5 min': 300, '15 min': 900, '1 h': 3600, '6 h': 21600 };
let range = 300;
let chosen = decodeURIComponent(location.hash.replace('#', ''));
let lastCurves = 0;

function choose(name) {
  chosen = name;
  history.replaceState(null, '', `#${encodeURIComponent(name)}`);
  lastCurves = 0;
  refresh();
}

function makeService(service) {
  const name = element('button', { type: 'button', class: 'name', click: () => choose(service.name) }, service.name);
  return element('tr', {}, element('td', {}, name), element('td', {}, state(['', '', ''])), element('td'),
    element('td', { class: 'number' }), element('td'), element('td', { class: 'wide muted' }));
}

function showService(row, service) {
  const [name, status, policy, wanted, nodes, last] = row.children;
  row.classList.toggle('chosen', service.name === chosen);
  name.firstChild.setAttribute('aria-pressed', service.name === chosen);
  setState(status.firstChild, serviceState[service.state] ?? ['?', 'warn'], service.state);
  policy.textContent = service.policy ?? 'none';
  wanted.textContent = service.instanceTarget ?? '–';
  nodes.textContent = Object.entries(service.nodes).map(([word, n]) => `${n} ${word}`).join(', ') || 'none';
  last.textContent = service.lastDecision ? `${service.lastDecision.subject} ${service.lastDecision.from} → ${service.lastDecision.to}` : 'none';
}

// E.g. "tomcat.maxThreads 4, on trial 8".
function changed({ inForce, trial }) {
  const knobs = [...new Set([...Object.keys(inForce), ...Object.keys(trial)])].sort();
  return knobs.map((knob) => [knob in inForce && `${knob} ${setting(knob, inForce[knob])}`,
    knob in trial && `${knob in inForce ? '' : `${knob} `}on trial ${setting(knob, trial[knob])}`].filter(Boolean).join(', '));
}

function showNode(row, node) {
  const [name, status, threads, requests, p99, cpu, rss, heap, settings] = row.children;
  const value = (metric) => node.metrics[metric] ?? NaN;
  name.textContent = node.id;
  name.title = `${node.jvm}, agent ${node.agent}`;
  setState(status.firstChild, nodeStatus[node.status] ?? ['?', 'warn'], node.status);
  threads.textContent = `${count(value('tomcat.threads.busy'))} of ${count(value('tomcat.threads.max'))}`;
  requests.textContent = rate(value('throughput'));
  p99.textContent = seconds(value('latency.p99'));
  cpu.textContent = percent(value('cpu'));
  rss.textContent = bytes(value('rss'));
  heap.textContent = `${bytes(value('heap.used'))} of ${bytes(value('heap.committed'))}`;
  settings.textContent = changed(node).join('; ') || 'none';
}

const makeNode = () => element('tr', {}, element('td'), element('td', {}, state(['', '', ''])),
  ...Array.from({ length: 6 }, () => element('td', { class: 'number' })), element('td', { class: 'muted' }));

function showFigures(service, nodes) {
  const live = nodes.filter((node) => node.status === 'live');
  const values = (metric) => live.map((node) => node.metrics[metric]).filter(Number.isFinite);
  const sum = (list) => (list.length ? list.reduce((a, b) => a + b, 0) : NaN);
  const most = (list) => (list.length ? Math.max(...list) : NaN);
  const figures = [
    ['Live nodes', count(live.length), service.instanceTarget === undefined ? '' : `${service.instanceTarget} wanted`],
    ['Requests', rate(sum(values('throughput'))), 'all nodes'],
    ['p99', seconds(most(values('latency.p99'))), 'worst node'],
    ['Errors', percent(most(values('error.rate'))), 'worst node'],
    ['Memory', bytes(sum(values('rss'))), 'RSS, all nodes'],
  ];
  byId('figures').replaceChildren(...figures.map(([term, value, note]) =>
    element('div', {}, element('dt', {}, term), element('dd', {}, value, element('small', {}, note)))));
}

async function showCurves(name) {
  if (Date.now() - lastCurves < Math.max(2000, range * 5)) return;
  lastCurves = Date.now();
  const to = Date.now();
  const base = `/v1/services/${encodeURIComponent(name)}/history?from=-${range}s`;
  const [p99, throughput, nodes] = await Promise.all(
    [['latency.p99', 'mean'], ['throughput', 'sum'], ['ready', 'count']].map(([metric, combine]) => get(`${base}&metric=${metric}&combine=${combine}`)));
  if (name !== chosen) return;
  const span = { from: to - range * 1000, to, step: p99.stepSeconds * 1000 };
  const points = (answer) => answer.series[0]?.points ?? [];
  show(byId('curve-performance'), [
    { name: 'p99, mean of nodes', tone: 'p99', points: points(p99), write: seconds, least: 0.01 },
    { name: 'requests, all nodes', tone: 'throughput', points: points(throughput), write: rate, least: 1 },
  ], span);
  show(byId('curve-instances'), [
    { name: 'reporting instances', tone: 'instances', points: points(nodes), write: count, stairs: true, least: 2 },
  ], span);
}

async function showCluster() {
  const { members } = await get('/v1/members');
  const up = members.filter((member) => member.status === 'Up' && member.reachable).length;
  const self = members.find((member) => member.self);
  byId('cluster').textContent = `${up} of ${members.length} members up · ${self?.address ?? ''} · version ${self?.version ?? '?'}`;
}

async function showFreeze() {
  const freeze = await get('/v1/freeze');
  const parts = [...(freeze.frozen ? [`Everything is frozen: ${freeze.reason}`] : []),
    ...(freeze.services ?? []).map((one) => `${one.service} is frozen: ${one.reason}`)];
  byId('frozen').hidden = parts.length === 0;
  byId('frozen').textContent = parts.join(' · ');
}

async function showServices() {
  const { services } = await get('/v1/services');
  if (!services.some((service) => service.name === chosen) && services.length > 0) chosen = (services.find((service) => service.policy) ?? services[0]).name;
  byId('services-empty').hidden = services.length > 0;
  byId('services-box').hidden = services.length === 0;
  keyed(byId('services'), services, (service) => service.name, makeService, showService);
  return services.find((service) => service.name === chosen);
}

async function showChosen(service) {
  byId('service').hidden = !service;
  if (!service) return;
  byId('curves-title').textContent = service.name;
  const { nodes } = await get(`/v1/services/${encodeURIComponent(service.name)}/nodes`);
  byId('nodes-empty').hidden = nodes.length > 0;
  byId('nodes-box').hidden = nodes.length === 0;
  keyed(byId('nodes'), nodes, (node) => node.id, makeNode, showNode);
  showFigures(service, nodes);
  await showCurves(service.name);
}

let timer;
async function refresh() {
  clearTimeout(timer);
  try {
    if (!document.hidden) {
      await Promise.all([showServices().then(showChosen), showCluster(), showFreeze()]);
      byId('login').hidden = true;
    }
    timer = setTimeout(refresh, 2000);
  } catch (failure) {
    if (failure instanceof TokenNeeded) byId('login').hidden = false;
    else timer = setTimeout(refresh, 4000);
    setState(byId('connection'), ['✖', 'bad'], failure instanceof TokenNeeded ? 'token needed' : `no answer: ${failure.message}`);
  }
}

function listen() {
  const reload = () => get('/v1/decisions?limit=100').then((page) => decisions.add(page.decisions, false)).catch(() => {});
  follow('/v1/decisions/stream', {
    opened() {
      setState(byId('connection'), ['●', 'good'], 'live');
      reload();
    },
    event: (kind, content) => (kind === 'gap' ? reload() : decisions.add([content], true)),
    lost: (failure) => setState(byId('connection'), ['◐', 'warn'], failure instanceof TokenNeeded ? 'token needed' : 'reconnecting'),
  });
}

function start() {
  for (const [word, length] of Object.entries(ranges)) {
    byId('ranges').append(element('button', {
      type: 'button',
      'aria-pressed': String(length === range),
      click(event) {
        range = length;
        lastCurves = 0;
        [...byId('ranges').children].forEach((button) => button.setAttribute('aria-pressed', String(button === event.target)));
        refresh();
      },
    }, word));
  }
  byId('login').addEventListener('submit', (event) => {
    event.preventDefault();
    remember(byId('token').value);
    refresh();
    listen();
  });
  addEventListener('hashchange', () => choose(decodeURIComponent(location.hash.replace('#', ''))));
  document.addEventListener('visibilitychange', refresh);
  refresh();
  listen();
}

start();
