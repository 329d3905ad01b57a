// All letters of a month in one archive, within the scope of whoever asks. 300 of them are in web/letter-run.test.ts.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { draftLetter, loadLetter, saveLetter } from '../src/actions/letter.ts';
import { letterArchive, letterMonths } from '../src/actions/letter-archive.ts';
import { openFollowUp } from '../src/actions/open-follow-up.ts';
import { writeZip } from '../src/actions/write-zip.ts';
import type { Actor } from '../src/domain/person.ts';
import { docxText, zipEntries } from './docx-text.ts';
import { actorOf, makeWorld, type World } from './world.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

async function bytes(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Somebody at every governor's office: one person may write all the letters of the country. */
function everywhere(): Actor {
  const governors = [...new Set(world.context.store.unit.on('2026-11-03').flatMap(({ governor }) => governor ?? []))];
  const roles = governors.map((scope) => ({
    role: 'governor' as const,
    scope,
    validFrom: '2020-01-01',
    validTo: null,
  }));
  return actorOf(
    world.context.store.person.add(
      { email: 'all@example.org', name: 'Alle', language: null, roles },
      '2026-11-03T08:00:00.000Z',
    ),
  );
}

function write(actor: Actor, unit: string): void {
  const { context } = world;
  const opened = openFollowUp(context, actor, { unit, cause: 'other', text: 'Grunn' });
  const made = opened.kind === 'opened' && draftLetter(context, actor, opened.id, 'request', 'nb');
  if (!made || made.kind !== 'drafted' || opened.kind !== 'opened') throw new Error(unit);
  const content = loadLetter(context, actor, opened.id, made.letter)?.letter.content;
  if (!content) throw new Error(unit);
  const rest = { ourRef: `2026/${made.letter}`, phone: '1', firstName: 'A', firstTitle: 'B', secondTitle: 'C' };
  const order = {
    followUp: opened.id,
    letter: made.letter,
    version: 1,
    content: { ...content, ...rest },
    freeze: true,
  };
  expect(saveLetter(context, actor, order).kind).toBe('saved');
}

describe('the archive of a month', () => {
  test('holds the letters dated in it within the scope of whoever asks, and no drafts', async () => {
    const actor = everywhere();
    const units = world.context.store.unit.on('2026-11-03').filter(({ governor }) => governor !== null);
    const own = units.filter(({ governor }) => governor === 'FMVL').slice(0, 2);
    const others = units.filter(({ governor }) => governor !== 'FMVL').slice(0, 3);
    for (const unit of [...own, ...others]) write(actor, unit.id);
    const draft = openFollowUp(world.context, actor, { unit: units.at(-1)?.id ?? '', cause: 'other', text: 'Grunn' });
    if (draft.kind === 'opened') draftLetter(world.context, actor, draft.id, 'request', 'nb');
    expect(letterMonths(world.context, actor)).toEqual([{ month: '2026-11', count: 5 }]);
    const textsFor = async (reader: Actor) => {
      const archive = letterArchive(world.context, reader, '2026-11');
      return archive && [...zipEntries(await bytes(archive)).values()].map((content) => docxText(content()));
    };
    expect(await textsFor(actor)).toHaveLength(5);
    expect(await textsFor(actorOf(world.people.dina))).toHaveLength(5);
    const guris = await textsFor(actorOf(world.people.guri));
    expect(guris).toHaveLength(2);
    for (const [index, unit] of own.entries()) expect(guris?.[index]).toContain(`\n${unit.municipalityName} kommune\n`);
    for (const name of ['mona', 'olav'] as const)
      expect(letterArchive(world.context, actorOf(world.people[name]), '2026-11')).toBeNull();
    expect(letterArchive(world.context, actor, '2026-10')).toBeNull();
  });

  test('is a zip file that gives back what was put in, byte for byte', async () => {
    async function* files() {
      yield { name: 'a.txt', content: Buffer.from('en') };
      yield { name: 'ø/tom.txt', content: Buffer.alloc(0) };
      yield { name: 'b.bin', content: Buffer.alloc(70_000, 7) };
    }
    const entries = zipEntries(await bytes(writeZip(files())));
    expect([...entries.keys()]).toEqual(['a.txt', 'ø/tom.txt', 'b.bin']);
    expect(entries.get('b.bin')?.()).toEqual(Buffer.alloc(70_000, 7));
    expect(entries.get('ø/tom.txt')?.()).toHaveLength(0);
  });
});
