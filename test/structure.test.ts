// Holds the import rule and keeps SQL, the clock and the environment where they belong (README, "Import rule").

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

type SourceFile = { path: string; folder: string; text: string; imports: { from: string; typeOnly: boolean }[] };

const root = new URL('../', import.meta.url).pathname;

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
    .sort();
}

const importLine = /^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';/gms;

function read(path: string): SourceFile {
  const text = readFileSync(root + path, 'utf8');
  const imports = [...text.matchAll(importLine)].map((match) => {
    const names = match[0].slice(0, match[0].lastIndexOf('from'));
    const everyNameIsType =
      /\{[^}]*\}/.test(names) && !/[{,]\s*(?!type\s)[A-Za-z$_]/.test(names.replace(/,\s*\}/, '}'));
    const target = match[2] ?? '';
    const from = target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target;
    return { from, typeOnly: match[1] !== undefined || everyNameIsType };
  });
  return { path, folder: path.split('/')[1]?.replace(/\.ts$/, '') ?? '', text, imports };
}

const sources = filesUnder('src', '.ts').map(read);

/** What each folder may import of ours: as values, and as types only. Node's own modules stand under `node`. */
const rule: Record<string, { values: string[]; types?: string[]; node?: boolean; packages?: string[] | 'any' }> = {
  domain: { values: ['domain'], packages: ['zod'] },
  text: { values: ['text'], types: ['domain'], packages: [] },
  store: { values: ['store', 'domain'], node: true, packages: ['better-sqlite3'] },
  actions: { values: ['actions', 'domain', 'mail'], types: ['store', 'context'], node: true, packages: 'any' },
  mail: { values: ['mail', 'domain', 'text'], types: ['store', 'context', 'config'], node: true, packages: 'any' },
  web: {
    values: ['web', 'domain', 'text', 'actions'],
    types: ['store', 'mail', 'context', 'config'],
    node: true,
    packages: 'any',
  },
  api: {
    values: ['api', 'domain', 'text', 'actions'],
    types: ['store', 'mail', 'context', 'config'],
    node: true,
    packages: 'any',
  },
  jobs: {
    values: ['jobs', 'domain', 'text', 'actions'],
    types: ['store', 'mail', 'context', 'config'],
    node: true,
    packages: 'any',
  },
  config: { values: [], node: true, packages: ['zod'] },
  context: { values: ['config', 'store', 'mail'], types: ['domain'], packages: 'any' },
};

function breachesOf(file: SourceFile): string[] {
  const allowed = rule[file.folder];
  if (!allowed) return file.path === 'src/main.ts' ? [] : [`${file.path}: no rule for this folder`];
  return file.imports.flatMap(({ from, typeOnly }) => {
    const target = /^src\/([a-z]+)/.exec(from)?.[1];
    if (target) {
      if (allowed.values.includes(target) || (typeOnly && allowed.types?.includes(target))) return [];
      return [`${file.path} imports ${from}${typeOnly ? ' as a type' : ''}`];
    }
    if (from.startsWith('node:')) return allowed.node ? [] : [`${file.path} imports ${from}`];
    if (typeOnly || allowed.packages === 'any') return [];
    return allowed.packages?.some((name) => from === name) ? [] : [`${file.path} imports ${from}`];
  });
}

function pathsWith(pattern: RegExp, allowed: RegExp): string[] {
  return sources
    .filter((file) => pattern.test(withoutComments(file.text)) && !allowed.test(file.path))
    .map((file) => file.path);
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '');
}

describe('the shape of the code', () => {
  test('every folder is there and has been read', () => {
    const folders = new Set(sources.map((file) => file.folder));
    for (const folder of Object.keys(rule)) expect(folders).toContain(folder);
    expect(sources.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  test('no folder imports what the import rule does not let it', () => {
    expect(sources.flatMap(breachesOf)).toEqual([]);
  });

  test('a breach would be seen', () => {
    const planted = {
      path: 'src/domain/x.ts',
      folder: 'domain',
      text: '',
      imports: [{ from: 'src/store/unit.ts', typeOnly: true }],
    };
    expect(breachesOf(planted)).toEqual(['src/domain/x.ts imports src/store/unit.ts as a type']);
  });

  test('SQL stays in the store', () => {
    expect(
      pathsWith(/\b(SELECT\s.+\sFROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/s, /^src\/store\//),
    ).toEqual([]);
    expect(pathsWith(/\.prepare\(|\bdb\.(exec|pragma)\(/, /^src\/store\//)).toEqual([]);
  });

  test('only the context reads the clock', () => {
    expect(pathsWith(/Date\.now\(|new Date\(\)|Temporal\.Now/, /^src\/context\.ts$/)).toEqual([]);
  });

  test('only the configuration reads the environment', () => {
    expect(pathsWith(/process\.env/, /^src\/config\.ts$/)).toEqual([]);
  });

  test('views put nothing on a page unescaped but their own partials', () => {
    const views = filesUnder('views', '.ejs').map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
    const raw = views.flatMap(({ path, text }) =>
      [...text.matchAll(/<%-(?!\s*include(?:\.kept)?\()/g)].map(
        (match) => `${path}: ${text.slice(match.index, match.index + 60)}`,
      ),
    );
    expect(raw).toEqual([]);
    expect(views.length).toBeGreaterThan(5);
  });

  test('no view or page holds a style or a script inline', () => {
    const views = filesUnder('views', '.ejs').map((path) => ({ path, text: readFileSync(root + path, 'utf8') }));
    const inline = views.filter(({ text }) => /\sstyle="|<style|<script(?![^>]*\ssrc=)|\son[a-z]+="/.test(text));
    expect(inline.map(({ path }) => path)).toEqual([]);
  });

  test('a file holds one thing: at most 250 lines, and says at its top what it is for', () => {
    const long = sources.filter((file) => file.text.split('\n').length > 251);
    expect(long.map((file) => file.path)).toEqual([]);
    expect(sources.filter((file) => !file.text.startsWith('//')).map((file) => file.path)).toEqual([]);
  });
});
