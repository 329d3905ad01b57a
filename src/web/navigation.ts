// The pages that a person finds in the frame, by role.

import type { Day } from '../domain/period.ts';
import { hasRole, type Person, type RoleName } from '../domain/person.ts';
import type { CommonTexts } from '../text/nb/common.ts';

export type NavigationItem = { href: string; text: string; current: boolean };

const everyone: RoleName[] = ['reporter', 'leader', 'municipality', 'governor', 'directorate'];

/** In order of use: what does not fit into the bar goes into its menu. */
const pages: { href: string; name: keyof CommonTexts['navigation']; roles: RoleName[] }[] = [
  { href: '/overview', name: 'overview', roles: ['governor', 'directorate'] },
  { href: '/reports', name: 'reports', roles: everyone },
  { href: '/follow-ups', name: 'followUps', roles: ['municipality', 'governor', 'directorate'] },
  { href: '/targets', name: 'targets', roles: ['municipality', 'governor', 'directorate'] },
  { href: '/totals', name: 'totals', roles: ['governor', 'directorate'] },
  { href: '/announcements', name: 'announcements', roles: ['reporter', 'leader', 'governor', 'directorate'] },
  { href: '/reviews', name: 'reviews', roles: ['governor', 'directorate'] },
  { href: '/notices', name: 'notices', roles: ['governor', 'directorate'] },
  { href: '/plans', name: 'plans', roles: ['directorate'] },
  { href: '/changes', name: 'changes', roles: ['governor', 'directorate'] },
  { href: '/exemptions', name: 'exemptions', roles: ['directorate'] },
  { href: '/extracts', name: 'extracts', roles: ['directorate'] },
  { href: '/quality', name: 'quality', roles: ['governor', 'directorate'] },
  { href: '/inquiries', name: 'inquiries', roles: everyone },
  { href: '/kostra', name: 'kostra', roles: everyone },
  { href: '/people', name: 'people', roles: ['reporter', 'leader', 'directorate'] },
  { href: '/offices', name: 'offices', roles: ['governor', 'directorate'] },
  { href: '/forms', name: 'forms', roles: everyone },
  { href: '/tokens', name: 'tokens', roles: ['directorate'] },
  { href: '/events', name: 'events', roles: ['directorate'] },
];

/** The pages of the person's roles in force on the day; `current` marks the one that `path` lies under. */
export function navigationOf(person: Person, today: Day, texts: CommonTexts, path: string): NavigationItem[] {
  return pages
    .filter(({ roles }) => roles.some((role) => hasRole(person, role, today)))
    .map(({ href, name }) => ({
      href,
      text: texts.navigation[name],
      current: path === href || path.startsWith(`${href}/`),
    }));
}
