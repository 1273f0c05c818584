import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { describe, expect, it } from 'vitest';
import { exercises } from '../../src/widgets/code-cell/exercises.ts';
import { around, openCell, patient } from './code-cell.ts';
import { openSite } from './reader.ts';

const { title, answer } = exercises['argmax-of-zeros'];

describe('hostile code in a cell', () => {
  it.each([
    ['an endless loop', 'while (true) {}'],
    ['an endless loop in the function', around('  for (;;) {}')],
    ['an endless loop that prints', 'for (;;) console.log(1);'],
    ['an endless loop that catches', 'for (;;) { try { for (;;) {} } catch {} }'],
  ])('%s is ended after its time; the page answers all the while', async (_, code) => {
    const { page, figure, narration, write, press } = await openCell(title);
    await write(code);
    await press('Run');
    await expect
      .poll(() => figure.getByText('Stop').getAttribute('aria-disabled'), patient)
      .toBe('false');
    expect(await page.evaluate(() => 1 + 1)).toBe(2);
    await expect.poll(() => narration.textContent(), patient).toMatch(/after 2 seconds/);
    expect(await page.locator('iframe').count()).toBe(0);
    await expect.poll(() => page.workers().length, patient).toBe(0);
    await write(answer);
    await press('Run');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended/);
  });

  it('is stopped by the reader before its time', async () => {
    const { page, narration, write, press } = await openCell(title);
    await write('console.log("here");\nwhile (true) {}');
    await press('Run');
    await page.locator('.code-cell-console li').waitFor();
    expect(page.workers()).toHaveLength(1);
    await press('Stop');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Stopped, as you asked/);
    await expect.poll(() => page.workers().length, patient).toBe(0);
    expect(await page.locator('iframe').count()).toBe(0);
  });

  it.each([
    'fetch("/")',
    'importScripts("/assets/x.js")',
    'new XMLHttpRequest()',
    'new WebSocket("wss://example.com")',
    'new Worker("/x.js")',
    'new BroadcastChannel("x")',
    'indexedDB.open("x")',
    'postMessage("x")',
    'reportError(1)',
    'document.title = "mine"',
    'window.top.location = "https://example.com"',
    'parent.postMessage("x", "*")',
    'localStorage.clear()',
    'alert(1)',
  ])('finds no %s', async (call) => {
    const { page, narration, write, press } = await openCell(title);
    await write(around(`  ${call};`));
    await press('Run');
    await expect
      .poll(() => narration.textContent(), patient)
      .toMatch(/^Line 2: ReferenceError: \w+ is not/);
    expect(page.url()).toMatch(/\/widgets\/$/);
  });

  it.each([
    ['endless microtasks', 'queueMicrotask(function f() { queueMicrotask(f); });'],
    ['assigning the address', 'location = "https://example.com/";'],
    ['assigning its href', 'location.href = "https://example.com/";'],
    [
      'a flood of errors',
      'queueMicrotask(function f() { queueMicrotask(f); throw new Error("e"); });',
    ],
    ['endless recursion', 'function f() { return f(); }\nf();'],
    ['a throw of nothing', 'throw undefined;'],
    ['an error of a getter', 'throw { get message() { throw 1; }, get stack() { throw 2; } };'],
    ['a rewritten harness', 'self["#run"](() => [[1]]);\nself["#run"] = 1;'],
    ['a changed prototype', 'Object.prototype.kind = "done"; Array.prototype.map = 0;'],
    ['a huge answer', around('  return zeros(3000, 3000);')],
    ['a huge text', `console.log('x'.repeat(1e8));\n${around('  return x;')}`],
    ['a frozen world', `Object.freeze(Object.prototype);\n${around('  return 1;')}`],
  ])('comes to an end by %s, with words, and the next run is as new', async (_, code) => {
    const { page, narration, write, press, faults } = await openCell(title);
    await write(code);
    await press('Run');
    await expect.poll(() => narration.textContent(), patient).not.toMatch(/^(Running|Nothing)/);
    expect(page.url()).toMatch(/\/widgets\/$/);
    expect(await page.locator('iframe').count()).toBe(0);
    await write(answer);
    await press('Run');
    await expect.poll(() => narration.textContent(), patient).toMatch(/^Mended/);
    expect(faults).toEqual([]);
  });

  it('prints a hundred lines at most', async () => {
    const { figure, write, press } = await openCell(title);
    await write(
      around('  for (let i = 0; i < 1e5; i++) console.log("x".repeat(1000));\n  return x;'),
    );
    await press('Run');
    await figure.getByText('these are the first 100').waitFor();
    expect(await figure.locator('.code-cell-console li').count()).toBe(100);
    const longest = await figure.locator('.code-cell-printed').first().textContent();
    expect(longest?.length).toBe(401);
  });
});

const bootstrap = readFileSync('src/cells/bootstrap.js', 'utf8');
/** The frame's own policy, as the cells write it. */
const nothing = "default-src 'none'; script-src 'nonce-abc'; worker-src blob:";
const origin = (page: Page) => new URL(page.url()).origin;

/** What a worker says that has this for its whole text, without the harness, in the cells' frame. */
async function saidBy(
  page: Page,
  text: string,
  { count = 1, policy = nothing } = {},
): Promise<string[]> {
  return page.evaluate(
    ([script, code, wanted, policy]) =>
      new Promise<string[]>((resolve) => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', 'allow-scripts');
        frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}"><script nonce="abc">${script}</script>`;
        const { port1, port2 } = new MessageChannel();
        const said: string[] = [];
        const end = () => {
          frame.remove();
          resolve(said);
        };
        port1.onmessage = ({ data }) => {
          said.push(String(data));
          if (said.length >= Number(wanted)) end();
        };
        setTimeout(end, 3000);
        frame.onload = () =>
          frame.contentWindow?.postMessage(
            { nonce: 'n', text: code, messages: 20, characters: 1000 },
            '*',
            [port2],
          );
        document.body.append(frame);
      }),
    [bootstrap, text.replaceAll('SITE', origin(page)), String(count), policy],
  );
}

/** Answers every request for a file named x; the list of them grows. */
async function serveAnything(page: Page): Promise<readonly string[]> {
  const asked: string[] = [];
  await page.context().route('**/x.*', (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: 'text/javascript', body: '0' });
  });
  return asked;
}

describe('the frame of the cells, whatever runs in it', () => {
  const tell = '.then(() => postMessage("came through"), (e) => postMessage("refused"))';

  it.each([
    ['fetches', `fetch("SITE/x.js")${tell};`],
    ['fetches without asking', `fetch("SITE/x.js", { mode: "no-cors" })${tell};`],
    ['fetches elsewhere', `fetch("https://example.com/x.js")${tell};`],
    ['imports', `import("SITE/x.js")${tell};`],
    ['imports text', `import("data:text/javascript,0")${tell};`],
    ['evaluates', `new Promise((f) => f(eval("1")))${tell};`],
    ['makes functions', `new Promise((f) => f(new Function("return 1")()))${tell};`],
    ['loads fonts', `new FontFace("x", "url(SITE/x.woff2)").load()${tell};`],
    ['compiles', `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))${tell};`],
    [
      'imports scripts',
      'try { importScripts("SITE/x.js"); postMessage("came through"); } catch { postMessage("refused"); }',
    ],
    [
      'imports its own blobs',
      'try { importScripts(URL.createObjectURL(new Blob(["0"]))); postMessage("came through"); } catch { postMessage("refused"); }',
    ],
    [
      'opens requests',
      'const r = new XMLHttpRequest(); r.onload = () => postMessage("came through"); r.onerror = () => postMessage("refused"); r.open("GET", "SITE/x.js"); r.send();',
    ],
    [
      'opens a data base',
      'try { const o = indexedDB.open("x"); o.onsuccess = () => postMessage("came through"); o.onerror = () => postMessage("refused"); } catch { postMessage("refused"); }',
    ],
  ])('a worker that %s is refused', async (_, text) => {
    const { page } = await openSite('widgets/');
    const asked = await serveAnything(page);
    expect(await saidBy(page, text)).toEqual(['refused']);
    expect(asked).toEqual([]);
  });

  it('it is the frame’s own policy that refuses: the page’s alone would let a worker ask', async () => {
    const { page } = await openSite('widgets/');
    const asked = await serveAnything(page);
    const text = `fetch("SITE/x.js", { mode: "no-cors" })${tell};`;
    const policy = "script-src 'nonce-abc'; worker-src blob:";
    expect(await saidBy(page, text, { policy })).toEqual(['came through']);
    expect(asked).toHaveLength(1);
  });

  it('a flood of messages is cut off, and the page lives', async () => {
    const { page } = await openSite('widgets/');
    const said = await saidBy(page, 'for (;;) postMessage("x");', { count: 100 });
    expect(said).toEqual([...new Array(20).fill('x'), '{"nonce":"n","kind":"noise"}']);
    expect(await page.title()).toContain('All figures');
  });

  it.each([
    ['long', 'postMessage("x".repeat(1001));'],
    ['no text', 'postMessage({ nonce: "n", kind: "done" });'],
  ])('a message that is %s ends it', async (_, text) => {
    const { page } = await openSite('widgets/');
    expect(await saidBy(page, text)).toEqual(['{"nonce":"n","kind":"noise"}']);
  });

  it('no other script runs in a frame of the page, and no other document loads in one', async () => {
    const { page } = await openSite('widgets/');
    const ran = await page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const heard: string[] = [];
          addEventListener('message', ({ data }) => heard.push(String(data)));
          const other = document.createElement('iframe');
          other.setAttribute('sandbox', 'allow-scripts');
          other.srcdoc = '<script>parent.postMessage("ran", "*")</script>';
          const elsewhere = document.createElement('iframe');
          elsewhere.src = '/';
          document.addEventListener('securitypolicyviolation', (event) => {
            if (event.blockedURI.startsWith('http')) heard.push(event.effectiveDirective);
          });
          document.body.append(other, elsewhere);
          setTimeout(() => resolve(heard), 1000);
        }),
    );
    // Once for each policy: the answer's and the document's.
    expect([...new Set(ran)]).toEqual(['frame-src']);
  });
});
