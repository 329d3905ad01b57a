// Puts load on a server: sixteen connections that are kept open, each sending its next request when the last is answered.

import { Agent, type OutgoingHttpHeaders, request } from 'node:http';
import { percentile } from './measure.ts';

export type Call = { method: 'GET' | 'POST' | 'PUT'; path: string; headers: OutgoingHttpHeaders; body?: string };
export type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string };
export type Load = { perSecond: number; p50: number; p99: number };

const connections = 16;

/** Sends every call once. Throws when one is answered with another status than expected. */
export async function load(port: number, calls: Call[], status: number): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  // Opened before anything is counted: Node accepts one in a turn, so the last would wait for all that the others ask.
  const greeting: Call = { method: 'GET', path: '/internal/isalive', headers: {} };
  await Promise.all(Array.from({ length: connections }, () => send(port, greeting, agent)));
  const taken: number[] = [];
  const waiting = calls.values();
  const start = performance.now();
  const worker = async () => {
    for (const call of waiting) {
      const sent = performance.now();
      const answer = await send(port, call, agent);
      if (answer.status !== status)
        throw new Error(`${call.method} ${call.path}: ${answer.status}\n${answer.text.slice(0, 500)}`);
      taken.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  return { perSecond: calls.length / seconds, p50: percentile(taken, 0.5), p99: percentile(taken, 0.99) };
}

export function send(port: number, { method, path, headers, body }: Call, agent?: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method, path, headers, ...(agent ? { agent } : {}) }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() });
      });
      answer.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
