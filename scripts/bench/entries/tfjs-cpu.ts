import '@tensorflow/tfjs-backend-cpu';
import { present } from '../page.ts';
import { computeOn } from '../tfjs-backends.ts';
import { tracing } from '../tfjs-trace.ts';

present(async () => {
  await computeOn('cpu');
  return { trace: tracing };
});
