// The mails of the demonstration, which are kept and not sent: how to get the code for signing in.

import { Router } from 'express';
import type { Context } from '../context.ts';
import type { KeptMail } from '../store/kept-mail.ts';
import { refuse } from './errors.ts';
import { render, sendPage } from './render.ts';
import { codesSent } from './sign-in.ts';
import { view } from './views.ts';

const listView = view<{ newest: KeptMail[]; older: KeptMail[] }>('dev-mail/list');
const mailView = view<{ mail: KeptMail }>('dev-mail/mail');

const shownWithText = 10;
const shown = 200;

export function devMailPages(context: Context): Router {
  const router = Router();
  if (!context.config.demo) return router;

  router.get('/dev/mail', async (req, res) => {
    await codesSent();
    const mails = context.store.keptMail.newest(shown);
    render(req, res, listView, { newest: mails.slice(0, shownWithText), older: mails.slice(shownWithText) });
  });

  router.get('/dev/mail/:id', (req, res) => {
    const mail = mailOf(req.params.id);
    return mail ? render(req, res, mailView, { mail }) : refuse(req, res, 'notFound');
  });

  router.get('/dev/mail/:id/html', (req, res) => {
    const mail = mailOf(req.params.id);
    if (!mail) return refuse(req, res, 'notFound');
    // A mail has its styles inline; it is shown as from nowhere, and can run, send and load nothing.
    res.setHeader('Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
    sendPage(req, res, mail.html, 200);
  });
  return router;

  function mailOf(id: string): KeptMail | null {
    return /^\d{1,15}$/.test(id) ? context.store.keptMail.find(Number(id)) : null;
  }
}
