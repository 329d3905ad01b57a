// The accessibility statement and the privacy page: open to all, in both languages, linked from every page.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { about as nb } from '../../src/text/nb/about.ts';
import { about as nn } from '../../src/text/nn/about.ts';
import { makeWorld, type World } from '../world.ts';
import { visit, visitAs } from './visit.ts';

let world: World;
let app: Express;
beforeEach(() => {
  world = makeWorld();
  app = world.app();
});
afterEach(() => world.close());

describe('the statements', () => {
  test.each([
    [
      '/accessibility',
      'nb',
      ['Tilgjengelighetserklæring', 'ikke vurdert', 'uustatus.no', 'Meld fra om feil', 'Tilsyn'],
    ],
    ['/accessibility', 'nn', ['Tilgjengeerklæring', 'ikkje vurdert', 'uustatus.no', 'Meld frå om feil', 'Tilsyn']],
    [
      '/privacy',
      'nb',
      ['Personvern', 'artikkel 6 nr. 1 bokstav c', '24 timer', '90 dager', 'personvernombud', 'Datatilsynet'],
    ],
    [
      '/privacy',
      'nn',
      ['Personvern', 'artikkel 6 nr. 1 bokstav c', '24 timar', '90 dagar', 'personvernombod', 'Datatilsynet'],
    ],
  ])('%s is there for everybody, in %s', async (path, language, said) => {
    const answer = await visit(app).get(`${path}?lang=${language}`);
    expect(answer.status).toBe(200);
    expect(answer.text).toContain(`<html lang="${language}">`);
    for (const text of said) expect(answer.text).toContain(text);
  });

  test('say the same in both languages: as many sections, paragraphs, items and the same links', () => {
    const shape = (texts: typeof nb) =>
      [texts.accessibility, texts.privacy].map(({ sections }) =>
        sections.map(({ texts: paragraphs, list, links }) => [
          paragraphs.length,
          list?.length,
          links?.map(({ href }) => href),
        ]),
      );
    expect(shape(nn)).toEqual(shape(nb));
  });

  test('name no mail address of anybody', () => {
    expect(JSON.stringify([nb, nn])).not.toMatch(/\S@\S/);
  });

  test('are linked from every page, signed in or not', async () => {
    const alice = await visitAs(world, app, 'alice');
    for (const answer of [await visit(app).get('/sign-in'), await alice.get('/reports'), await alice.get('/nowhere')]) {
      expect(answer.text).toContain('href="/accessibility"');
      expect(answer.text).toContain('href="/privacy"');
    }
  });
});
