import { createHash } from 'node:crypto';

/** @param {string} script @returns {string} */
const hashOf = (script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/**
 * The content policy: nothing runs or loads that this site did not bring. Style attributes are
 * allowed because KaTeX sets heights by them; style elements are not. Blob workers and one of the
 * hashes are the code cells': their frame is written into the page (`srcdoc`). That is no fetch, so
 * `frame-src` does not forbid it (w3c/webappsec-csp#235; Chromium, Gecko and WebKit all leave
 * `about:` out), but it forbids the frame to go anywhere else: `'self'` would let it ask this site.
 * @param {readonly string[]} inlineScripts
 * @param {{ meta?: boolean }} [where] A meta element cannot carry `frame-ancestors`.
 * @returns {string}
 */
export function contentPolicy(inlineScripts, { meta = false } = {}) {
  const hashes = inlineScripts.map(hashOf).join(' ');
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${hashes}`,
    "worker-src 'self' blob:",
    "frame-src 'none'",
    "style-src 'self'",
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ];
  if (!meta) rules.push(noFrames);
  return rules.join('; ');
}

const noFrames = "frame-ancestors 'none'";

/**
 * The policy that goes with a page: others' pages may show the Lab, and nothing else, in a frame.
 * It has nothing that a press led astray could do harm with: no account, no server.
 * @param {string} policy
 * @param {string} path
 * @returns {string}
 */
export const policyFor = (policy, path) =>
  path === '/lab/' ? policy.replace(`; ${noFrames}`, '') : policy;
