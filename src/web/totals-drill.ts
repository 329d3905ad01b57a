// The way down and up through totals: the nation, a county, a municipality, a unit, its report.

import type { Context } from '../context.ts';
import { areaNames } from '../actions/totals-file.ts';
import type { Within } from '../actions/totals.ts';
import { lastDayOf } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { Area } from '../domain/totals.ts';
import type { Texts } from '../text/text.ts';
import { type Asked, hrefOf } from './totals-choice.ts';
import type { Naming } from './totals-page.ts';

const below: Record<'nation' | 'county' | 'municipality', Area> = {
  ...{ nation: 'county', county: 'municipality', municipality: 'unit' },
};

/** The names of the rows' areas; each leads to what lies in it, a unit to its report or, over months, to its page. */
export function namingOf(context: Context, language: Language, asked: Asked): Naming {
  const { by, from, to } = asked.order;
  return {
    ...{ language, nameOf: areaNames(context, by.area, to) },
    hrefOf({ period, county, municipality, unit }) {
      const month = period ?? (from === to ? from : null);
      if (unit !== undefined) return month === null ? `/units/${unit}` : `/reports/${month}/${unit}`;
      const area = county === undefined ? 'municipality' : 'county';
      const number = county ?? municipality;
      if (number === undefined) return null;
      const range = period === undefined ? {} : { from: period, to: period };
      const order = { ...asked.order, ...range, within: { area, number } as const };
      return hrefOf('/totals', { ...asked, order: { ...order, by: { period: false, area: below[area] } } });
    },
  };
}

/** From the nation down to where the answer is; the last one is where it is. */
export function trailOf(context: Context, asked: Asked, t: Texts['totals']): { text: string; href: string }[] {
  const { within, to } = asked.order;
  if (!within) return [];
  const number = within.area === 'county' ? within.number : countyOf(context, within.number, to);
  const at = (place: Within | null, area: Area) =>
    hrefOf('/totals', { ...asked, order: { ...asked.order, within: place, by: { ...asked.order.by, area } } });
  const place = (area: 'county' | 'municipality', one: string) => ({
    text: areaNames(context, area, to)(one),
    href: at({ area, number: one }, below[area]),
  });
  return [
    { text: t.choose.nation, href: at(null, below.nation) },
    ...(number === null ? [] : [place('county', number)]),
    ...(within.area === 'county' ? [] : [place('municipality', within.number)]),
  ];
}

/** Where an answer without areas can be looked into. */
export function downOf(asked: Asked, t: Texts['totals']): { text: string; href: string } | null {
  const { by, within } = asked.order;
  if (by.area !== null) return null;
  const area = below[within?.area ?? 'nation'];
  return { text: t.down[area], href: hrefOf('/totals', { ...asked, order: { ...asked.order, by: { ...by, area } } }) };
}

/** The areas that an answer can be kept within: every county of the last month, and the municipality it is in now. */
export function withinOptions(
  context: Context,
  number: string,
  to: string,
  t: Texts['totals'],
): { value: string; text: string }[] {
  const names = context.store.totals.names('county');
  const counties = [...new Set(context.store.reference.municipalities(lastDayOf(to)).map(({ county }) => county))];
  const known = counties.includes(number) || number === '';
  const other = names.get(number) ?? context.store.totals.names('municipality').get(number);
  return [
    { value: '', text: t.choose.nation },
    ...counties.toSorted().map((county) => ({ value: county, text: names.get(county) ?? county })),
    ...(known || other === undefined ? [] : [{ value: number, text: other }]),
  ];
}

function countyOf({ store }: Context, municipality: string, to: string): string | null {
  const found = store.reference.municipalities(lastDayOf(to)).find(({ number }) => number === municipality);
  return found?.county ?? null;
}
