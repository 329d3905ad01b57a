// Verifies beside the program, on a thread and a connection of its own, since reading everything takes seconds.

import { parentPort, workerData } from 'node:worker_threads';
import { openDatabase } from './database.ts';
import { verdictOn } from './verify.ts';

const db = openDatabase(workerData as string);
const verdict = verdictOn(db);
db.close();
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort?.postMessage(verdict);
