// The only script of the sandboxed frame, inline: the content policy names its hash. It starts one
// worker from the text that it is handed, passes the worker's messages on while they are short and
// few, and ends it at the first fault.
addEventListener(
  'message',
  ({ source, data: { nonce, text, messages, characters }, ports: [host] }) => {
    if (source !== parent) return;
    const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
    let left = messages;
    const end = (message) => {
      worker.terminate();
      worker.onmessage = null;
      worker.onerror = null;
      host.postMessage(JSON.stringify({ nonce, ...message }));
    };
    worker.onmessage = ({ data }) => {
      left -= 1;
      if (typeof data === 'string' && data.length <= characters && left >= 0) {
        host.postMessage(data);
      } else end({ kind: 'noise' });
    };
    worker.onerror = (event) => {
      event.preventDefault();
      end({ kind: 'threw', message: `${event.message}`.slice(0, 500), line: event.lineno });
    };
  },
  { once: true },
);
