// The whole product on the bench's database, pages and API, in a process of its own.

import { apiRouter } from '../../src/api/router.ts';
import { createServer } from '../../src/web/server.ts';
import { openBench } from './data.ts';

const context = openBench(process.argv[2] ?? '');
const server = createServer(context, apiRouter(context)).listen(0, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
