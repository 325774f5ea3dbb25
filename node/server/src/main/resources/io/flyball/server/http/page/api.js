// Calls of the API, and the stream of decisions. The token, where one is needed, stays in this tab.

export class TokenNeeded extends Error {}

const headers = () => {
  const token = sessionStorage.getItem('flyball-token');
  return token ? { Authorization: `Bearer ${token}` } : {};
};

export const remember = (token) => sessionStorage.setItem('flyball-token', token);

async function checked(response) {
  if (response.status === 401) throw new TokenNeeded('a token is needed');
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `status ${response.status}`);
  }
  return response;
}

export async function get(path) {
  const signal = AbortSignal.timeout(10_000);
  return (await checked(await fetch(path, { headers: headers(), signal }))).json();
}

const pause = (millis) => new Promise((resume) => setTimeout(resume, millis));

// Not EventSource, which cannot carry a token. Goes on after the last event it saw, for as long as the page is open.
export async function follow(path, { opened, event, lost }) {
  let last = '';
  for (let wait = 1000; ; wait = Math.min(wait * 2, 15_000)) {
    try {
      const resume = last ? { 'Last-Event-ID': last } : {};
      const response = await checked(await fetch(path, { headers: { ...headers(), ...resume } }));
      opened();
      wait = 1000;
      for await (const found of events(response.body.pipeThrough(new TextDecoderStream()))) {
        if (found.id) last = found.id;
        event(found.event, JSON.parse(found.data));
      }
      lost(new Error('the stream ended'));
    } catch (failure) {
      lost(failure);
      if (failure instanceof TokenNeeded) return;
    }
    await pause(wait);
  }
}

async function* events(stream) {
  const reader = stream.getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    text += value;
    const blocks = text.split('\n\n');
    text = blocks.pop();
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').filter((line) => /^[a-z]+: /.test(line)).map((line) => line.split(/: (.*)/s)));
      if (fields.data) yield fields;
    }
  }
}
