// Radøy in 2019, on the units of that year: ten imported months with 25 participants in all, two missing months in the
// service, a target of 5,9 from 09.04.2019; and the letters as they should read.

import { deliver } from '../src/actions/deliver.ts';
import { openPeriod } from '../src/actions/open.ts';
import { periodsFrom } from '../src/domain/period.ts';
import type { Language, RoleName } from '../src/domain/person.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from './world.ts';

export const radøy = '1260-1260';

/** A whole PDF, in as few bytes as it takes to be one. */
export const pdf = Buffer.from('%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n');

const at = (day: string) => `${day}T09:00:00.000Z`;

type Story = {
  unit: string;
  language: Language;
  source: string;
  people: { email: string; name: string; role: RoleName; scope: string }[];
};

const storyOfRadøy: Story = {
  unit: radøy,
  language: 'nn',
  source: 'Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019',
  people: [
    { email: 'radoy@example.org', name: 'Rolf Rådmann', role: 'municipality', scope: '1260' },
    { email: 'leiar@example.org', name: 'Liv Leiar', role: 'leader', scope: '1260' },
  ],
};

/** The world on 1 April 2019, with Rolf at the municipality (radoy@example.org) and Liv who leads the office. */
export function makeRadøy(): World {
  return makeStory(storyOfRadøy);
}

/** The same as has come to pass at any unit. */
export function makeStory({ unit, language, source, people }: Story): World {
  const world = makeWorld({ now: at('2019-02-01') });
  const { context } = world;
  const history = periodsFrom('2018-04', '2018-12');
  for (const period of history) openPeriod(context, period, { at: at('2019-02-01'), imported: true });
  [3, 3, 3, 2, 2, 2, 2, 3, 3].forEach((end, index) => reportOf(world, unit, history[index] ?? '', end));
  reportOf(world, unit, '2019-01', 2);
  world.setNow(at('2019-03-01'));
  world.open('2019-02');
  world.setNow(at('2019-04-01'));
  world.open('2019-03');
  const municipality = unit.slice(5);
  const target = { municipality, expectedParticipants: 5.9, validFrom: '2019-04-09', source };
  context.store.target.put(target, 'command', at('2019-04-09'));
  for (const { email, name, ...role } of people) {
    const roles = [{ ...role, validFrom: '2018-01-01', validTo: null }];
    context.store.person.add({ email, name, language, roles }, at('2019-01-01'));
  }
  return world;
}

export function reportRadøy(world: World, period: string, end: number): void {
  reportOf(world, radøy, period, end);
}

export function reportOf(world: World, unit: string, period: string, end: number): void {
  const reasons = { W1: 'x', W2: 'x', W8: 'x', W9: 'x', W10: 'x' };
  const input = { answers: typed(quietMonth(end)), reasons, comment: '' };
  const order = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
  const result = deliver(world.context, actorOf(world.people.dina), order);
  if (result.kind !== 'delivered') throw new Error(`${period}: ${result.kind}`);
}

export const requestOfRadøy = `Fylkesmannen i Vestland
Unnateke offentlegheit, jf. offentleglova § 13 og sosialtenestelova § 44
Radøy kommune
v/ rådmannen
Vår ref.: 2019/5678
Dato: 26.04.2019
Svar innan: 31.05.2019
Saksbehandlar: Guri Grov, telefon 57 64 30 00
Kvalifiseringsprogrammet i Radøy kommune – vi ber om ei utgreiing
Nav-kontora skal kvar månad rapportere tal for kvalifiseringsprogrammet (KVP) til Arbeids- og velferdsdirektoratet. Direktoratet har bede oss ta kontakt med kommunar der rapportar manglar, eller der talet på deltakarar ligg utanfor det forventa nivået.
NAV Radøy har ikkje levert rapport for februar og mars 2019. Ein månad utan rapport er ikkje det same som ein månad utan deltakarar: Rapporten skal leverast òg når kommunen ikkje har nokon i programmet.
Måltalet for Radøy kommune er 5,9 deltakarar per månad pluss/minus 30 %, det vil seie frå 4,13 til 7,67 deltakarar. Måltalet er henta frå denne kjelda: Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019. Det gjeld frå 09.04.2019.
Kommunen har hatt 2,5 deltakarar i gjennomsnitt. Det er under det forventa nivået. Gjennomsnittet er rekna av dei 10 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi ber kommunen gjere greie for
kvifor rapportane for februar og mars 2019 manglar, og korleis kommunen vil sikre at det vert rapportert kvar månad
kvifor talet på deltakarar er lågt i høve til måltalet, når gjennomsnittet er 2,5
korleis kommunen sikrar at alle som fyller vilkåra i sosialtenestelova § 29, får tilbod om program
Vi ber om svar innan 31.05.2019. De kan svare i tenesta KVP-rapport, eller sende svaret til oss og vise til referansen vår.
Ta gjerne kontakt med saksbehandlaren dersom de har spørsmål.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29. Fylkesmannen i Vestland fører tilsyn med at kommunen oppfyller pliktene sine, jf. § 9.
Med helsing
Inger Indrebø (e.f.)
direktør
Guri Grov
seniorrådgivar
Dokumentet er elektronisk godkjent
Kopi til:
NAV Radøy v/ Liv Leiar`;

export const closingOfRadøy = `Fylkesmannen i Vestland
Unnateke offentlegheit, jf. offentleglova § 13 og sosialtenestelova § 44
Radøy kommune
v/ rådmannen
Vår ref.: 2019/5678
Dykkar ref.: 19/321
Dato: 14.06.2019
Saksbehandlar: Guri Grov, telefon 57 64 30 00
Svar på utgreiing og avslutning – kvalifiseringsprogrammet i Radøy kommune
Vi viser til vårt brev av 26.04.2019 og dykkar svar av 31.05.2019.
NAV Radøy har no levert alle rapportane til og med april 2019.
Måltalet for kommunen er 5,9 deltakarar per månad pluss/minus 30 %, frå denne kjelda: Statistikk frå Arbeids- og velferdsdirektoratet per 09.04.2019. Gjennomsnittet i kommunen er 2,83 deltakarar, rekna av dei 12 månadene i det siste året som alle rapportane er leverte for.
Måltalet er rettleiande og skal nyttast med varsemd. KVP er ein rett for dei som fyller vilkåra i sosialtenestelova § 29, uavhengig av måltalet.
Vi har merka oss det kommunen skriv, og avsluttar med dette oppfølginga. Vi minner om at rapporten skal leverast kvar månad, òg når kommunen ikkje har nokon i programmet.
Vi takkar for svaret, og ønskjer lukke til i det vidare arbeidet med kvalifiseringsprogrammet.
Rettsleg grunnlag
Kommunen har ansvaret for tenestene etter lova, jf. sosialtenestelova § 3. Den som fyller vilkåra, har rett til kvalifiseringsprogram, jf. § 29.
Med helsing
Inger Indrebø (e.f.)
direktør
Guri Grov
seniorrådgivar
Dokumentet er elektronisk godkjent
Kopi til:
NAV Radøy v/ Liv Leiar`;
