// The one layout of all mails: blocks in one or two languages, as plain text and as simple HTML that say the same.

import type { Language } from '../domain/person.ts';

export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'pairs'; pairs: [label: string, value: string][] }
  | { kind: 'link'; label: string; url: string }
  /** On a line of its own, so that it is easily copied. */
  | { kind: 'code'; code: string }
  | { kind: 'note'; text: string };

export type Section = { language: Language; subject: string; blocks: Block[] };

/** Subject, text and HTML of a mail. Everything that comes from outside is made harmless here. */
export function layOut(sections: Section[]): { subject: string; text: string; html: string } {
  const subject = [...new Set(sections.map((section) => harmless(section.subject)))].join(' · ');
  const text = sections.map(({ blocks }) => blocks.map(textOf).join('\n\n')).join('\n\n---\n\n');
  const body = sections.map(
    ({ language, blocks }) => `<div lang="${language}">\n${blocks.map(htmlOf).join('\n')}\n</div>`,
  );
  const html = `<!doctype html>
<html lang="${sections[0]?.language ?? 'nb'}">
<head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>
<body>
${body.join('\n<hr>\n')}
</body>
</html>
`;
  return { subject, text: `${text}\n`, html };
}

/**
 * Text from outside for one line of a mail: no control characters, no characters that turn the direction of the text or
 * cannot be seen, no line breaks; at most 300 characters.
 */
export function harmless(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
    .slice(0, 300)
    .toWellFormed();
}

function textOf(block: Block): string {
  if (block.kind === 'list') return block.items.map((item) => `- ${harmless(item)}`).join('\n');
  if (block.kind === 'pairs') {
    return block.pairs.map(([label, value]) => `${harmless(label)}: ${harmless(value)}`).join('\n');
  }
  if (block.kind === 'link') return `${harmless(block.label)}:\n${block.url}`;
  return block.kind === 'code' ? block.code : harmless(block.text);
}

function htmlOf(block: Block): string {
  if (block.kind === 'list') return `<ul>\n${block.items.map((item) => `<li>${clean(item)}</li>`).join('\n')}\n</ul>`;
  if (block.kind === 'pairs') {
    return `<p>${block.pairs.map(([label, value]) => `${clean(label)}: <strong>${clean(value)}</strong>`).join('<br>\n')}</p>`;
  }
  if (block.kind === 'link') return `<p><a href="${escapeHtml(block.url)}">${clean(block.label)}</a></p>`;
  if (block.kind === 'code') return `<p><strong>${escapeHtml(block.code)}</strong></p>`;
  return block.kind === 'note' ? `<p><small>${clean(block.text)}</small></p>` : `<p>${clean(block.text)}</p>`;
}

function clean(text: string): string {
  return escapeHtml(harmless(text));
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
