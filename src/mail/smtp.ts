// Sends mail over SMTP, one recipient a message. Whether a message that failed may have been delivered is told by
// whether it was read to its end, and by nothing else: the errors for "stored, then the connection was lost" and "closed
// before the greeting" are the same.

import { Readable } from 'node:stream';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Mailer, Message, SendResult } from './mailer.ts';
import { isPlainAddress, mimeOf } from './mime.ts';
import { isAboutMailbox, statusIn } from './refusal.ts';
import { returnPathOf } from './return-path.ts';

/** In milliseconds. `message` is for all of one message, and must be shorter than the lease of a claimed notice. */
export type SmtpTimeouts = { connection: number; greeting: number; socket: number; message: number };

const ordinaryTimeouts: SmtpTimeouts = { connection: 30_000, greeting: 30_000, socket: 600_000, message: 840_000 };
/** How long a connection is kept for the next message, in milliseconds, and for how many messages. */
const idleTime = 2000;
const messagesPerConnection = 100;

type Connection = { smtp: SMTPConnection; messages: number; idle: NodeJS.Timeout | undefined };
type SmtpError = Error & { responseCode?: number; response?: string; rejected?: string[] };

/**
 * Takes nodemailer's URL (`smtp://user:pass@host:587`). TLS is required of every host but this machine, unless the URL
 * says otherwise (`?requireTLS=false`, `?requireTLS=true`). `bounceAddress`: where mails come back to, each at its own
 * return path; null: to the sender.
 */
export function smtpMailer(
  url: string,
  from: string,
  timeouts: SmtpTimeouts = ordinaryTimeouts,
  bounceAddress: string | null = null,
): Mailer {
  const { auth, ...address } = parseConnectionUrl(url);
  const local = ['localhost', '127.0.0.1', '::1', '[::1]'].includes(address.host ?? 'localhost');
  const requireTLS = address.requireTLS === undefined ? !local : address.requireTLS === true;
  const options = {
    ...address,
    requireTLS,
    ignoreTLS: local && !requireTLS,
    connectionTimeout: timeouts.connection,
    greetingTimeout: timeouts.greeting,
    socketTimeout: timeouts.socket,
  };
  const waiting: Connection[] = [];

  return {
    send: async (message) => {
      if (!isPlainAddress(message.to.address))
        return { outcome: 'refused', answer: 'not a mail address', addressDead: true };
      try {
        return await sendWithin(AbortSignal.timeout(timeouts.message), message, await mimeOf(message, from));
      } catch (fault) {
        return { outcome: 'retry', answer: answerOf(fault), addressDead: false };
      }
    },
    close: () => {
      for (const connection of waiting.splice(0)) retire(connection);
    },
  };

  async function sendWithin(limit: AbortSignal, message: Message, mime: Buffer): Promise<SendResult> {
    const kept = takeWaiting();
    if (kept !== undefined) {
      const { result, untouched } = await handOver(limit, kept, message, mime);
      // The server may have ended a connection that stood idle; nothing of the message has gone out then.
      if (!untouched) return result;
    }
    return (await handOver(limit, await open(limit), message, mime)).result;
  }

  function open(limit: AbortSignal): Promise<Connection> {
    const smtp = new SMTPConnection(options);
    smtp.on('error', () => {});
    return until<Connection>(limit, smtp, (resolve, reject) => {
      const opened = () => resolve({ smtp, messages: 0, idle: undefined });
      smtp.connect((fault) => {
        if (fault) reject(fault);
        else if (auth && smtp.allowsAuth) smtp.login({ ...auth }, (refusal) => (refusal ? reject(refusal) : opened()));
        else opened();
      });
    });
  }

  async function handOver(limit: AbortSignal, connection: Connection, message: Message, mime: Buffer) {
    const { smtp } = connection;
    const returnPath = bounceAddress === null ? from : returnPathOf(message.messageId, bounceAddress);
    let readToItsEnd = false;
    const stream = Readable.from([mime]);
    stream.once('end', () => {
      readToItsEnd = true;
    });
    try {
      const response = await until<string>(limit, smtp, (resolve, reject) => {
        smtp.send({ from: returnPath, to: [message.to.address] }, stream, (fault, info) => {
          if (fault) reject(fault);
          else resolve(info?.response ?? '');
        });
      });
      keepWaiting(connection);
      return { result: { outcome: 'sent' as const, answer: oneLine(response), addressDead: false }, untouched: false };
    } catch (fault) {
      smtp.close();
      const error = fault as SmtpError;
      const untouched = !readToItsEnd && (error.responseCode === undefined || error.responseCode === 421);
      return { result: resultOf(error, readToItsEnd), untouched };
    }
  }

  function keepWaiting(connection: Connection): void {
    connection.messages += 1;
    if (connection.messages >= messagesPerConnection) return retire(connection);
    connection.idle = setTimeout(() => {
      waiting.splice(waiting.indexOf(connection), 1);
      retire(connection);
    }, idleTime);
    waiting.push(connection);
  }

  function takeWaiting(): Connection | undefined {
    const connection = waiting.pop();
    if (connection !== undefined) clearTimeout(connection.idle);
    return connection?.smtp.destroyed ? takeWaiting() : connection;
  }

  function retire(connection: Connection): void {
    clearTimeout(connection.idle);
    connection.smtp.quit();
  }
}

/**
 * 5xx: refused; other answers: may go later. No answer: unknown when the whole message had been handed over. Only a
 * refusal of the recipient that is about the mailbox makes the address dead.
 */
function resultOf(error: SmtpError, readToItsEnd: boolean): SendResult {
  const answer = answerOf(error);
  const code = error.responseCode;
  if (code === undefined) return { outcome: readToItsEnd ? 'unknown' : 'retry', answer, addressDead: false };
  if (code < 500) return { outcome: 'retry', answer, addressDead: false };
  const isOfRecipient = (error.rejected?.length ?? 0) > 0;
  return { outcome: 'refused', answer, addressDead: isOfRecipient && isAboutMailbox(statusIn(answer), answer) };
}

/** Runs one exchange on a connection: it ends with an error when the connection does, or when the time is up. */
function until<Result>(
  limit: AbortSignal,
  smtp: SMTPConnection,
  start: (resolve: (result: Result) => void, reject: (fault: Error) => void) => void,
): Promise<Result> {
  return new Promise<Result>((resolve, reject) => {
    const stop = () => {
      smtp.close();
      reject(new Error('The message took too long'));
    };
    if (limit.aborted) return stop();
    const settle = () => {
      limit.removeEventListener('abort', stop);
      smtp.off('error', fail);
      smtp.off('end', ended);
    };
    const fail = (fault: Error) => {
      settle();
      reject(fault);
    };
    const ended = () => fail(new Error('The connection ended'));
    limit.addEventListener('abort', stop, { once: true });
    smtp.on('error', fail);
    smtp.on('end', ended);
    start((result) => {
      settle();
      resolve(result);
    }, fail);
  });
}

function answerOf(fault: unknown): string {
  const { response, message } = fault as SmtpError;
  return oneLine(response ?? message);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 500);
}
