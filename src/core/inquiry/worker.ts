import { InquiryDesk } from './desk.ts';
import type { InquiryOrder } from './inquiry.ts';

// The thread for long computations: a desk behind messages, beside the engines that follow the pen.
const desk = new InquiryDesk(
  (report) => self.postMessage(report),
  () => import('../webgl/engine.ts'),
);

self.addEventListener('message', (event: MessageEvent<InquiryOrder>) => desk.take(event.data));
