import { openedReport } from './opened-report.ts';

// The thread in which a file of weights is read: parsing megabytes of JSON would hold up the pen.
self.addEventListener('message', async (event: MessageEvent<Blob>) => {
  self.postMessage(await openedReport(event.data));
});
