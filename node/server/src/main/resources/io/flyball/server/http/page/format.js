// Numbers, times and states as people read them.

const missing = '–';
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const minute = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const finite = (value, write) => (Number.isFinite(value) ? (value === 0 ? '0' : write(value)) : missing);
const digits = (value) => (value >= 100 || Number.isInteger(value) ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

export const rate = (value) => finite(value, (v) => `${digits(v)}/s`);
export const count = (value) => finite(value, (v) => `${Math.round(v * 100) / 100}`);
export const percent = (value) => finite(value, (v) => `${(v * 100).toFixed(v < 0.1 && v > 0 ? 1 : 0)} %`);
export const seconds = (value) => finite(value, (v) => (v < 1 ? `${digits(v * 1000)} ms` : `${digits(v)} s`));
export const bytes = (value) => finite(value, (v) => (v < 1e9 ? `${digits(v / 1e6)} MB` : `${digits(v / 1e9)} GB`));
export const setting = (knob, value) => (/heap|bytes/i.test(knob) && value > 1e6 ? bytes(value) : String(value));

export const time = (millis) => clock.format(millis);
export const shortTime = (millis) => minute.format(millis);
export const utc = (millis) => `${new Date(millis).toISOString().replace('T', ' ').slice(0, 19)} UTC`;

// A state is never told by colour alone: glyph, word, colour.
export const serviceState = {
  active: ['●', 'good'], 'warming-up': ['◔', 'calm'], recovering: ['◔', 'calm'], frozen: ['॥', 'warn'],
  'no-policy': ['○', 'calm'], unreachable: ['✖', 'bad'],
};
export const nodeStatus = { live: ['●', 'good'], stale: ['◐', 'warn'], gone: ['○', 'calm'] };
export const outcome = {
  TRIAL: ['◌', 'warn', 'on trial'], KEPT: ['✔', 'good', 'kept'], REVERTED: ['↩', 'bad', 'reverted'],
  APPLIED: ['→', 'good', 'applied'], WITHHELD: ['–', 'calm', 'withheld'], FAILED: ['✖', 'bad', 'failed'],
  TOLD: ['!', 'warn', 'told'],
};
