import '@tensorflow/tfjs-backend-webgl';
import { present } from '../page.ts';
import { computeOn } from '../tfjs-backends.ts';
import { tracing } from '../tfjs-trace.ts';

present(async () => {
  await computeOn('webgl');
  return { trace: tracing };
});
