// The program on one screen: settings, database, server, jobs, and an orderly end.

import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { prepare } from './actions/start.ts';
import { apiRouter } from './api/router.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, openContext } from './context.ts';
import { startJobs } from './jobs/jobs.ts';
import { faultLine } from './store/fault-line.ts';
import { createServer } from './web/server.ts';

const settings = readConfig();
if (!settings.ok) {
  for (const fault of settings.faults) console.error(fault);
  process.exit(1);
}
const context = openReady(settings.config);
const { config } = context;
const server = createHttpServer(
  { headersTimeout: 15_000, requestTimeout: 30_000 },
  createServer(context, apiRouter(context)),
);
server.listen(config.port, () => {
  // Not for the log: for whoever started it.
  console.log(`KVP-rapport is at ${config.baseUrl}`);
  if (!config.demo) return;
  console.log(
    `Demo with synthetic data. Sign in as reporter@example.org; the code comes to ${config.baseUrl}/dev/mail`,
  );
  console.log('Others: leader@, single@, governor@, municipality@ and directorate@example.org');
});
server.on('error', (fault: NodeJS.ErrnoException) => {
  console.error(fault.code === 'EADDRINUSE' ? `Port ${config.port} is in use: set PORT to another` : fault.message);
  process.exit(1);
});

// Who cannot serve sends no mail either: a second start by mistake ends here.
const jobs = once(server, 'listening').then(() => startJobs(context));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    // A mail under way gets some seconds to end, so that the ledger knows how it ended.
    const quiet = Promise.race([jobs.then(({ stop }) => stop()), new Promise((resolve) => setTimeout(resolve, 5000))]);
    server.close(() => {
      void quiet.finally(() => {
        context.mailer.close();
        context.store.close();
        process.exit(0);
      });
    });
    server.closeIdleConnections();
    // A browser may hold a connection open for long; what was acknowledged is stored already.
    setTimeout(() => server.closeAllConnections(), 8000).unref();
  });
}

function openReady(config: Config): Context {
  try {
    const opened = openContext(config);
    prepare(opened);
    return opened;
  } catch (error) {
    console.error(faultLine(error));
    process.exit(1);
  }
}
