// The accessibility statement and the privacy page: public, and linked from the foot of every page.

import { type Request, type Response, Router } from 'express';
import type { AboutSection } from '../text/nb/about.ts';
import { render, textsOf } from './render.ts';
import { view } from './views.ts';

export type AboutPage = { title: string; lead: string; updated: string; sections: AboutSection[] };

const aboutView = view<AboutPage>('about');

export function aboutPages(): Router {
  const router = Router();
  const show = (page: 'accessibility' | 'privacy') => (req: Request, res: Response) =>
    render(req, res, aboutView, textsOf(req).about[page]);
  router.get('/accessibility', show('accessibility'));
  router.get('/privacy', show('privacy'));
  return router;
}
