// Stands before the reader's code in the worker, as text. It keeps what it needs for itself, since
// the code behind it may change anything that it can reach.
// biome-ignore lint/correctness/noUnusedVariables: read as text and called by the worker's script
function prepare({ nonce, cases, maxLines, maxLineLength, maxSide }) {
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { isView } = ArrayBuffer;
  const { defineProperty, getPrototypeOf, keys } = Object;
  const { min } = Math;
  const { isFinite: isFiniteNumber } = Number;
  const post = self.postMessage.bind(self);
  const send = (message) => post(stringify({ nonce, ...message }));

  // The policy forbids all of these anyway; without their names the reader gets a clear error.
  const absent =
    'postMessage importScripts fetch XMLHttpRequest WebSocket WebSocketStream EventSource WebTransport Worker SharedWorker BroadcastChannel indexedDB caches reportError close';
  for (const name of absent.split(' ')) {
    for (let at = self; at; at = getPrototypeOf(at)) delete at[name];
  }

  const isList = (value) => isArray(value) || (isView(value) && typeof value.length === 'number');

  // --- what is printed -----------------------------------------------------------------------
  let shownItems = 0;
  const show = (value, depth) => {
    if (++shownItems > 200 || depth > 4) return '…';
    if (typeof value === 'string') return depth === 0 ? value : stringify(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return `function ${value.name}`;
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    const parts = [];
    if (isList(value)) {
      for (let i = 0; i < value.length && shownItems <= 200; i++) {
        parts[parts.length] = show(value[i], depth + 1);
      }
      return `[${parts.join(', ')}]`;
    }
    for (const key of keys(value)) {
      if (shownItems > 200) break;
      parts[parts.length] = `${key}: ${show(value[key], depth + 1)}`;
    }
    return `{${parts.join(', ')}}`;
  };
  const textOf = (value) => {
    shownItems = 0;
    try {
      return show(value, 0);
    } catch {
      return 'a value that cannot be shown';
    }
  };
  const cut = (text) => (text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text);

  let quiet = false;
  let printed = 0;
  const print = (...values) => {
    if (quiet || printed > maxLines) return;
    printed += 1;
    if (printed > maxLines) send({ kind: 'capped' });
    else {
      send({
        kind: 'line',
        text: cut(values.map(textOf).join(' ')),
        places: placesOf(new Error()),
      });
    }
  };
  const printer = {};
  for (const name of ['log', 'info', 'warn', 'error', 'debug', 'table', 'dir'])
    printer[name] = print;
  defineProperty(self, 'console', { value: printer, configurable: true, writable: true });

  // Lines of this script on the stack, innermost first; the host knows which are the reader's.
  const placesOf = (error) => {
    try {
      const found = `${error.stack}`.slice(0, 4000).matchAll(/blob:[^\s)]*?:(\d+):\d+/g);
      return [...found].slice(0, 12).map((match) => +match[1]);
    } catch {
      return [];
    }
  };

  // --- what is returned ----------------------------------------------------------------------
  const kindOf = (value) => {
    if (value === null || value === undefined) return String(value);
    if (typeof value === 'object') {
      return typeof value.then === 'function' ? 'a promise' : 'an object';
    }
    return typeof value === 'string' ? 'text' : `a ${typeof value}`;
  };
  const cellOf = (value) => {
    if (typeof value !== 'number') return kindOf(value);
    return isFiniteNumber(value) ? value : String(value);
  };
  const listOf = (values, each) => {
    const list = [];
    for (let i = 0; i < min(values.length, maxSide + 1); i++) list[i] = each(values[i]);
    return list;
  };
  const returnedOf = (value) =>
    isList(value)
      ? listOf(value, (row) => (isList(row) ? listOf(row, cellOf) : kindOf(row)))
      : kindOf(value);

  // --- what the reader's code may use ----------------------------------------------------------
  self.zeros = (rows, columns) =>
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => 0));
  self.windowOf = (x, row, column, size) =>
    x.slice(row, row + size).map((cells) => cells.slice(column, column + size));
  self.argmax = (region) => {
    let best = [0, 0];
    for (let r = 0; r < region.length; r++) {
      for (let c = 0; c < region[r].length; c++) {
        if (region[r][c] > region[best[0]][best[1]]) best = [r, c];
      }
    }
    return best;
  };

  let ran = false;
  defineProperty(self, '#run', {
    value(tested) {
      if (ran) return;
      ran = true;
      if (typeof tested !== 'function') return send({ kind: 'missing' });
      for (let k = 0; k < cases.length; k++) {
        quiet = k > 0; // only the first case prints: it is the one in the picture
        try {
          send({ kind: 'result', case: k, value: returnedOf(tested(...parse(cases[k]))) });
        } catch (error) {
          const message = cut(textOf(error));
          send({ kind: 'threw', case: k, message, places: placesOf(error) });
          break;
        }
      }
      send({ kind: 'done' });
    },
  });
  send({ kind: 'started' });
}
