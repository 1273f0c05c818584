import { WebglEngine } from '../../src/core/webgl/engine.ts';
import { parseReference } from './file.ts';
import { isHostOperation } from './host-operations.ts';
import { judge, type Verdict } from './verdict.ts';

declare global {
  interface Window {
    /** Set by the page: judges every case of a reference file on WebGL. */
    judgeOnWebgl?: (text: string) => Promise<readonly Verdict[]>;
    webglDevice?: string;
  }
}

// What `npm run reference` opens in Chromium: the cases go in as text, the verdicts come out.
const engine = await WebglEngine.create();
window.webglDevice = engine.device;
window.judgeOnWebgl = async (text) => {
  const verdicts: Verdict[] = [];
  for (const parts of parseReference(text)) {
    if (isHostOperation(parts[0].op)) continue;
    verdicts.push(await judge('webgl', (work) => engine.run((ops) => work(ops)), parts));
  }
  return verdicts;
};
