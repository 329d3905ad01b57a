// The calendar file of a gathering, as RFC 5545 wants it.

import { describe, expect, test } from '@jest/globals';
import { calendarFile } from '../src/domain/calendar-file.ts';

const event = {
  uid: 'announcement-7@kvp.example',
  sequence: 0,
  stamp: '2026-11-03T09:00:00.000Z',
  startsAt: '2026-11-26T08:00:00.000Z',
  endsAt: '2026-11-26T13:30:00.000Z',
  summary: 'Nettverkssamling',
  description: 'Velkommen.',
  place: 'Bergen',
  url: 'https://kvp.example/announcements/7',
  isCancelled: false,
};

describe('a calendar file', () => {
  test('has one event with times in UTC, every line ended by CRLF', () => {
    const lines = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Nav//KVP-rapport//NO', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH'],
      ...['BEGIN:VEVENT', 'UID:announcement-7@kvp.example', 'SEQUENCE:0', 'DTSTAMP:20261103T090000Z'],
      ...['DTSTART:20261126T080000Z', 'DTEND:20261126T133000Z', 'SUMMARY:Nettverkssamling', 'LOCATION:Bergen'],
      ...['DESCRIPTION:Velkommen.', 'URL:https://kvp.example/announcements/7', 'STATUS:CONFIRMED'],
      ...['END:VEVENT', 'END:VCALENDAR', ''],
    ];
    expect(calendarFile(event)).toBe(lines.join('\r\n'));
  });

  test('escapes text, so that nothing written becomes a property of its own', () => {
    const hostile = 'a,b;c\\d\r\nATTACH:http://evil\nEND:VEVENT\0';
    const file = calendarFile({ ...event, summary: hostile });
    expect(file).toContain('SUMMARY:a\\,b\\;c\\\\d\\nATTACH:http://evil\\nEND:VEVENT\r\n');
    expect(file.split('\r\n').filter((line) => line.startsWith('ATTACH') || line === 'END:VEVENT')).toEqual([
      'END:VEVENT',
    ]);
  });

  test('folds long lines at 75 octets and cuts no character in two', () => {
    const description = `${'blåbærsyltetøy 🎉 '.repeat(40)}slutt`;
    const file = calendarFile({ ...event, description });
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(file).not.toContain('\ufffd');
    expect(file.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${description}\r\n`);
  });

  test('of a gathering that is called off cancels the same event', () => {
    const file = calendarFile({ ...event, sequence: 1, isCancelled: true });
    for (const line of ['METHOD:CANCEL', 'SEQUENCE:1', 'STATUS:CANCELLED', 'UID:announcement-7@kvp.example'])
      expect(file).toContain(`${line}\r\n`);
  });
});
