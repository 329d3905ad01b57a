// The yearly file 11CF, read by SSB's layouts, and set beside what the months add up to. Files are made from the layout.

import { describe, expect, test } from '@jest/globals';
import { readKostra } from '../src/domain/kostra.ts';
import { compareKostra, expectedFigures, kostraCounters, type KostraMonth } from '../src/domain/kostra-check.ts';
import { kostraLine, layoutOf } from './kostra-file.ts';
import { quietMonth } from './world.ts';

const read = (year: number, text: string) => readKostra(layoutOf(year), text, kostraCounters(layoutOf(year)));

function counted(year: number, ...lines: Record<string, string>[]) {
  const reading = read(year, lines.map((line) => kostraLine(year, line)).join('\r\n'));
  expect(reading.faults).toEqual([]);
  return Object.fromEntries(reading.counts.get('3101') ?? []);
}

const exactly = (count: number) => ({ low: count, high: count });

describe('a file of participants', () => {
  test.each([2022, 2023, 2024, 2025, 2026])('is read by the layout of %i', (year) => {
    const counts = counted(
      year,
      {},
      { KJONN: '2', BU18: '1', FODSELSDATO: `${year - 29}-01-01`, STATUS: '2' },
      { BEGYNT_DATO: `${year}-01-01`, KVP_KOMM: '1' },
      { BEGYNT_DATO: `${year}-12-31`, STATUS: '4', AVSL_DATO: `${year}-12-31` },
      { STATUS: '3', AVSL_DATO: `${year}-03-02`, AVSL_ORDINAERTARB: '01' },
      { STATUS: '5', AVSL_DATO: `${year}-03-02`, KJONN: '2', BU18: '1' },
    );
    expect(counts).toMatchObject({
      ...{ participants: exactly(6), opening: exactly(4), started: exactly(2), transferred: exactly(1) },
      ...{ completed: exactly(1), absence: exactly(1), moved: exactly(1), end: exactly(3), onLeave: exactly(1) },
      ...{ women: exactly(1), providers: exactly(1), work: exactly(1), education: exactly(0) },
    });
    expect(counts.afterBreak).toEqual(year === 2022 ? undefined : exactly(0));
    expect(counts.under30).toEqual(year < 2025 ? undefined : exactly(1));
  });

  test('counts an outcome crossed together with others as possible, not as sure', () => {
    const counts = counted(
      2026,
      { STATUS: '3', AVSL_ORDINAERTARB: '01', AVSL_OK_AVKLAR: '15' },
      { STATUS: '7', AVSL_ORDINAERTARB: '01' },
      { STATUS: '3', AVSL_UFORE: '13', AVSL_AAP: '14' },
      { STATUS: '1', AVSL_ORDINAERTARB: '00' },
    );
    expect(counts).toMatchObject({
      ...{ work: { low: 1, high: 2 }, socialAssistance: { low: 0, high: 1 }, disabilityOrAap: exactly(1) },
    });
  });

  test('counts those under thirty on the last day of the year', () => {
    const counts = counted(
      2026,
      { FODSELSDATO: '1996-12-31' },
      { FODSELSDATO: '1997-01-01' },
      { FODSELSDATO: '2008-02-29' },
    );
    expect(counts.under30).toEqual(exactly(2));
  });

  test('keeps municipalities apart, and takes a byte order mark, blank lines and cut-off blanks', () => {
    const text = `\uFEFF${kostraLine(2026).trimEnd()}\n\n${kostraLine(2026, { KOMMUNE_NR: '4601' })}   \r\n`;
    const reading = read(2026, text);
    expect([reading.lines, reading.faults]).toEqual([2, []]);
    expect([...reading.linesOf]).toEqual([
      ['3101', 1],
      ['4601', 1],
    ]);
  });
});

describe('a line with a fault', () => {
  const faultOf = (line: string) =>
    read(2026, line).faults.map(({ line: number, field, fault }) => [number, field, fault]);

  test('is told by line and field, and not counted', () => {
    expect(faultOf(kostraLine(2026, { KJONN: '3' }))).toEqual([[1, 'KJONN', 'code']]);
    expect(faultOf(kostraLine(2026, { STATUS: '' }).trimEnd())).toEqual([[1, null, 'tooShort']]);
    expect(faultOf(kostraLine(2026, { BU18: '' }))).toEqual([[1, 'BU18', 'blank']]);
    expect(faultOf(kostraLine(2026, { BEGYNT_DATO: '2026-02-30' }))).toEqual([[1, 'BEGYNT_DATO', 'date']]);
    expect(faultOf(kostraLine(2026, { BEGYNT_DATO: '00000000' }))).toEqual([[1, 'BEGYNT_DATO', 'date']]);
    expect(faultOf(kostraLine(2026, { AVSL_DATO: '00000000' }))).toEqual([]);
    expect(faultOf(kostraLine(2026, { ANTBU18: 'x' }))).toEqual([[1, 'ANTBU18', 'number']]);
    expect(faultOf(kostraLine(2026, { PERSON_FODSELSNR: '1234567890' }))).toEqual([[1, 'PERSON_FODSELSNR', 'number']]);
    expect(faultOf(`${kostraLine(2026)}x`)).toEqual([[1, null, 'tooLong']]);
    expect(faultOf(kostraLine(2026, { VERSION: '25' }))).toEqual([[1, 'VERSION', 'otherYear']]);
    expect(read(2026, kostraLine(2026, { KJONN: '3' })).counts.size).toBe(0);
  });

  test('is told when the person is on an earlier line too; both are counted', () => {
    const same = { PERSON_FODSELSNR: '01017012345' };
    const reading = read(2026, `${kostraLine(2026, same)}\n${kostraLine(2026, same)}`);
    expect(reading.faults).toEqual([{ line: 2, field: 'PERSON_FODSELSNR', fault: 'again' }]);
    expect(reading.counts.get('3101')?.get('participants')).toEqual(exactly(2));
  });

  test('repeats nothing of a person, whatever the line holds', () => {
    const secret = '31129956715';
    const lines = [
      kostraLine(2026, { PERSON_FODSELSNR: secret, KJONN: '9' }),
      `${kostraLine(2026, { PERSON_FODSELSNR: secret })}${secret}`,
      kostraLine(2026, { KOMMUNE_NR: 'abcd', PERSON_FODSELSNR: secret }),
      secret,
    ];
    const reading = read(2026, lines.join('\n'));
    expect(reading.faults).toHaveLength(4);
    expect(JSON.stringify({ ...reading, counts: [...reading.counts], linesOf: [...reading.linesOf] })).not.toContain(
      secret,
    );
  });

  test('ends the reading when there are many of them: rubbish takes no time', () => {
    const reading = read(2026, 'x\n'.repeat(2_000_000));
    expect([reading.stopped, reading.lines]).toEqual([true, 500]);
    expect(read(2026, '\n'.repeat(4_000_000))).toMatchObject({ lines: 0, stopped: false });
    expect(read(2026, 'x'.repeat(4_000_000)).faults).toEqual([{ line: 1, field: null, fault: 'tooLong' }]);
  });
});

describe('what the file should hold', () => {
  const month = (period: string, answers: Record<string, number> | null, unit = '0101-3101'): KostraMonth => ({
    ...{ unit, period, answers },
  });
  const year = Array.from({ length: 12 }, (_, index) => {
    const period = `2026-${String(index + 1).padStart(2, '0')}`;
    return month(
      period,
      quietMonth(10 + index, { started: 2, ended_completed: 1, outcome_work: 1, participants_end: 11 + index }),
    );
  });

  test('is January’s opening, the sums of the months and December’s closing', () => {
    const figures = expectedFigures(2026, year, 1);
    const whole = (value: number) => ({ value, received: 12, expected: 12 });
    expect(figures.get('participants')).toEqual(whole(34));
    expect(figures.get('started')).toEqual(whole(24));
    expect(figures.get('completed')).toEqual(whole(12));
    expect(figures.get('opening')).toEqual({ value: 10, received: 1, expected: 1 });
    expect(figures.get('end')).toEqual({ value: 22, received: 1, expected: 1 });
  });

  test('says what it lacks, and takes nothing for zero', () => {
    const figures = expectedFigures(2026, [month('2026-01', null), ...year.slice(1, 10)], 2);
    expect(figures.get('opening')).toEqual({ value: null, received: 0, expected: 1 });
    expect(figures.get('participants')).toEqual({ value: null, received: 9, expected: 14 });
    expect(figures.get('started')).toEqual({ value: 18, received: 9, expected: 14 });
    expect(figures.get('end')).toEqual({ value: null, received: 0, expected: 2 });
  });

  test('is compared where the layout has a field for it', () => {
    const figures = expectedFigures(
      2022,
      year.map((one) => ({ ...one, period: one.period.replace('2026', '2022') })),
      1,
    );
    const counts = read(2022, kostraLine(2022, { STATUS: '3', AVSL_ORDINAERTARB: '01' })).counts.get('3101') ?? null;
    const byId = new Map(compareKostra(layoutOf(2022), figures, counts).map((one) => [one.id, one.difference]));
    expect(byId.get('participants')).toBe(-33);
    expect(byId.get('moved')).toBe(0);
    expect(byId.get('work')).toBe(-11);
    expect([byId.get('afterBreak'), byId.get('other'), byId.get('under30')]).toEqual([null, null, null]);
  });

  test('agrees with any number between those with only this outcome and all who have it', () => {
    const counts = new Map([['work', { low: 11, high: 13 }]]);
    const difference = compareKostra(layoutOf(2026), expectedFigures(2026, year, 1), counts);
    expect(difference.find(({ id }) => id === 'work')?.difference).toBe(0);
  });
});
