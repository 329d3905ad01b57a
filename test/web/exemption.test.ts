// The directorate's page of exemptions and extensions.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorld, type Name, type World } from '../world.ts';
import { visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const unit = '0101-3124';
const about = { unit, period: '2026-10', deadline: '', reason: 'Kontoret er slått sammen' };

async function page(name: Name, path = '/exemptions') {
  return (await visitAs(world, world.app(), name)).get(path);
}

async function post(form: Record<string, string>, name: Name = 'dina') {
  return (await visitAs(world, world.app(), name)).post('/exemptions').type('form').send(form);
}

describe('the page of exemptions', () => {
  test('exempts a unit, shows it with who and why, and takes it back', async () => {
    const answer = await post({ ...about, kind: 'exempt' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/exemptions?done=exempt']);
    const { text } = await page('dina', '/exemptions?done=exempt');
    for (const said of ['Enheten er fritatt for måneden.', 'Aremark', 'Kontoret er slått sammen', 'Dina Dahl'])
      expect(text).toContain(said);
    expect((await page('dina', `/reports?period=2026-10&status=exempt`)).text).toContain('Aremark');
    expect((await post({ unit, period: '2026-10', kind: 'expect', reason: 'Feil' })).headers['location']).toBe(
      '/exemptions?done=expect',
    );
    expect((await page('dina')).text).toContain('Ingen enheter er fritatt eller har utsatt frist.');
  });

  test('gives a later deadline, which the office sees on its pages and the API gives', async () => {
    const answer = await post({ ...about, kind: 'extend', deadline: '20.11.2026' });
    expect(answer.headers['location']).toBe('/exemptions?done=extend');
    expect((await page('dina')).text).toContain('Frist 20. november 2026');
    expect((await page('alice', `/reports/2026-10/${unit}`)).text).toContain('20. november');
    expect((await page('alice', '/reports/2026-10/0101-3101')).text).toContain('10. november');
  });

  test('comes back with all that was typed, and tells at the field what is wrong', async () => {
    const wrong: [Record<string, string>, string][] = [
      [{ ...about, kind: '' }, 'Velg fritak eller utsatt frist.'],
      [{ ...about, kind: 'extend', deadline: 'fredag' }, 'Skriv en dato, for eksempel 20.11.2026.'],
      [{ ...about, kind: 'extend', deadline: '14.11.2026' }, 'Fristen må være en virkedag.'],
      [{ ...about, kind: 'extend', deadline: '10.11.2026' }, 'Fristen må være senere enn den enheten hadde fra før.'],
      [{ ...about, kind: 'exempt', reason: '' }, 'Skriv en begrunnelse på høyst 500 tegn.'],
      [{ ...about, kind: 'exempt', reason: '17912099997' }, 'Begrunnelsen kan ikke inneholde et fødselsnummer.'],
      [
        { ...about, kind: 'exempt', unit: '0101' },
        'Enheten har ingen rapport for måneden, eller måneden er ikke åpnet.',
      ],
      [
        { ...about, kind: 'exempt', period: '2030-01' },
        'Enheten har ingen rapport for måneden, eller måneden er ikke åpnet.',
      ],
    ];
    const browser = await visitAs(world, world.app(), 'dina');
    for (const [form, message] of wrong) {
      const { status, text } = await browser.post('/exemptions').type('form').send(form);
      expect([status, text.includes(message)]).toEqual([422, true]);
      expect(text).toContain(`value="${form.unit}"`);
    }
    expect(world.context.store.exemption.inForce()).toEqual([]);
    const back = await browser
      .post('/exemptions')
      .type('form')
      .send({ unit, period: '2026-10', kind: 'expect', reason: 'x' });
    expect([back.status, back.text.includes('Det gjelder allerede.')]).toEqual([422, true]);
  });

  test('is the directorate’s alone', async () => {
    for (const name of ['guri', 'lars', 'alice', 'mona'] as const) {
      expect((await page(name)).status).toBe(404);
      expect((await post({ ...about, kind: 'exempt' }, name)).status).toBe(404);
    }
    expect(world.context.store.exemption.inForce()).toEqual([]);
  });

  test('is filled in by a link about a unit, and says everything in nynorsk too', async () => {
    const { text } = await page('dina', `/exemptions?unit=${unit}&period=2026-10&lang=nn`);
    expect(text).toContain(`value="${unit}"`);
    expect(text).toContain('Utsett frist');
  });
});
