import type { Order } from './protocol.ts';
import { Workbench } from './workbench.ts';

// The thread that an engine works in: a workbench behind two messages.
const bench = new Workbench(
  (report, transfer) => self.postMessage(report, { transfer }),
  () => import('./webgl/engine.ts'),
);

self.addEventListener('message', (event: MessageEvent<Order>) => bench.take(event.data));
