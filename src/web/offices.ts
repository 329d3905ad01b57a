// The offices: their units, who reports for them, and where mail does not arrive or nobody reports.

import { Router } from 'express';
import { listOffices, type OfficeRow } from '../actions/list-offices.ts';
import type { Context } from '../context.ts';
import { dayText } from '../text/when.ts';
import { queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type Pager, pagerOf } from './pager.ts';
import { render, textsOf } from './render.ts';
import { actorOf, requirePerson, signedIn } from './visitor.ts';
import { view } from './views.ts';

type OfficesPage = {
  counties: { number: string; name: string }[];
  filter: { county: string; search: string; show: Show };
  count: number;
  rows: {
    number: string;
    name: string;
    county: string | null;
    units: { name: string; href: string }[];
    members: { name: string; email: string; role: string; dead: boolean }[];
    /** In words; null for an office that is there. */
    closed: string | null;
  }[];
  pager: Pager;
  shows: readonly Show[];
};

const shows = ['active', 'trouble', 'closed'] as const;
type Show = (typeof shows)[number];

const officesView = view<OfficesPage>('offices');
const perPage = 50;

export function officesPages(context: Context): Router {
  const router = Router();
  router.get('/offices', requirePerson, (req, res) => {
    const person = signedIn(req);
    const all = person && listOffices(context, actorOf(person));
    if (!all) return refuse(req, res, 'notFound');
    const counties = new Map(all.flatMap(({ units }) => units.map(({ county, countyName }) => [county, countyName])));
    const filter = {
      county: counties.has(queryOf(req, 'county')) ? queryOf(req, 'county') : '',
      search: queryOf(req, 'search').trim().slice(0, 100),
      show: shows.find((show) => show === queryOf(req, 'show')) ?? ('active' as const),
    };
    const found = all.filter((row) => isWanted(row, filter));
    const { offset, ...pager } = pagerOf(req, found.length, perPage);
    const t = textsOf(req);
    const data: OfficesPage = {
      ...{ filter, pager, shows, count: found.length },
      counties: [...counties].map(([number, name]) => ({ number, name })),
      rows: found.slice(offset, offset + perPage).map(({ office, units, members, successors }) => ({
        ...{ number: office.number, name: office.name, county: units[0]?.countyName ?? null },
        units: units.map((unit) => ({
          name: unit.districtName ?? unit.municipalityName,
          href: `/units/${unit.id}`,
        })),
        members: members.map(({ person: { name, email }, role, hasDeadAddress }) => ({
          ...{ name, email, dead: hasDeadAddress, role: t.people.role[role] },
        })),
        closed:
          office.status === 'closed'
            ? t.offices.closed(
                office.validTo === null ? null : dayText(office.validTo),
                successors.map((number) => context.store.unit.officeName(number) ?? number).join(', '),
              )
            : null,
      })),
    };
    return render(req, res, officesView, data);
  });
  return router;
}

function isWanted({ office, units, members }: OfficeRow, { county, search, show }: OfficesPage['filter']): boolean {
  if ((show === 'closed') !== (office.status === 'closed')) return false;
  if (
    show === 'trouble' &&
    members.some(({ role }) => role === 'reporter') &&
    !members.some((one) => one.hasDeadAddress)
  ) {
    return false;
  }
  if (county !== '' && !units.some((unit) => unit.county === county)) return false;
  const texts = [office.number, office.name, ...units.map(({ municipalityName }) => municipalityName)];
  return texts.some((text) => text.toLowerCase().includes(search.toLowerCase()));
}
