// Static files, prepared once at start: Aksel's stylesheet without its CDN fonts, the font, and what lies in
// views/assets/. Every URL holds a hash of its content, so browsers keep the files for ever. All files of a group share
// the hash, so that a script can import its neighbour by its plain name.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { NextFunction, Request, Response } from 'express';

const akselFolder = new URL('../../node_modules/@navikt/ds-css/dist/', import.meta.url);
const fontFolder = new URL('../../node_modules/@fontsource-variable/source-sans-3/files/', import.meta.url);
const ownFolder = new URL('../../views/assets/', import.meta.url);

/** The parts of Aksel that the partials use, in Aksel's order; the layers settle what wins. */
const akselParts = [
  ...['global/reset', 'global/tokens', 'global/baseline', 'global/print', 'component/theme', 'component/typography'],
  ...['component/button', 'component/form', 'component/accordion', 'component/alert', 'component/inlinemessage'],
  ...['component/internalheader', 'component/link', 'component/linkcard', 'component/pagination', 'component/tag'],
  ...['component/panel', 'component/readmore', 'component/table', 'component/list', 'component/primitives'],
];
const akselLayers =
  '@layer aksel.reset,aksel.theming,aksel.baseline,aksel.print,aksel.typography,aksel.components.core,' +
  'aksel.components.core.loader,aksel.components.core.button,aksel.components.form,aksel.components.modules,aksel.layout;';

// Latin covers Norwegian; the extended part is fetched only by pages with, for example, Sámi letters.
const fontParts = [
  {
    file: 'source-sans-3-latin-wght-normal.woff2',
    range: 'U+0000-00FF,U+0131,U+0152-0153,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212',
  },
  { file: 'source-sans-3-latin-ext-wght-normal.woff2', range: 'U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB' },
];

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
};

type Asset = { url: string; type: string; raw: Buffer; gzip: Buffer | null; brotli: Buffer | null };

const prepared = new Map<string, Asset>();

/** The address of a file by its name in views/assets/, or `aksel.css`. Throws when there is no such file. */
export function assetUrl(name: string): string {
  const asset = assets().get(name);
  if (!asset) throw new Error(`views/assets/${name} is not there`);
  return asset.url;
}

/** Answers everything under /assets/. */
export function serveAsset(req: Request, res: Response, next: NextFunction): void {
  const [, hash, ...rest] = req.path.split('/');
  const asset = assets().get(rest.join('/'));
  if (!asset || !hash || (req.method !== 'GET' && req.method !== 'HEAD')) return next();
  // A page from before a deployment may ask for an older file: it gets today's, which it may not keep.
  const current = asset.url === `/assets${req.path}`;
  res.setHeader('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
  res.setHeader('Content-Type', asset.type);
  const accepted = req.headers['accept-encoding'] ?? '';
  const encoding = asset.gzip ? (/\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null) : null;
  if (asset.gzip) res.setHeader('Vary', 'Accept-Encoding');
  if (encoding) res.setHeader('Content-Encoding', encoding);
  const body = encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.raw;
  res.setHeader('Content-Length', body?.length ?? 0);
  res.end(req.method === 'HEAD' ? undefined : body);
}

function assets(): Map<string, Asset> {
  if (prepared.size === 0) {
    for (const [name, asset] of prepare({ ...fonts(), 'aksel.css': Buffer.from(akselCss()) }))
      prepared.set(name, asset);
    for (const [name, asset] of prepare(ownFiles())) prepared.set(name, asset);
  }
  return prepared;
}

function prepare(files: Record<string, Buffer>): [string, Asset][] {
  const digest = createHash('sha256');
  for (const [name, raw] of Object.entries(files)) digest.update(`${name}\0`).update(raw);
  const hash = digest.digest('hex').slice(0, 12);
  return Object.entries(files).map(([name, raw]) => {
    const type = types[name.split('.').pop() ?? ''];
    if (!type) throw new Error(`views/assets/${name}: no type is known for this ending`);
    const isText = !/font|png/.test(type);
    const brotli = isText ? brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : null;
    return [name, { url: `/assets/${hash}/${name}`, type, raw, gzip: isText ? gzipSync(raw) : null, brotli }];
  });
}

function akselCss(): string {
  const parts = akselParts.map((part) => readFileSync(new URL(`${part}.min.css`, akselFolder), 'utf8'));
  const css = [akselLayers, ...parts].join('\n').replace(/@charset[^;]*;/g, '');
  return `${css}\n${fontFaces()}`.replace(/@font-face\s*\{[^}]*cdn\.nav\.no[^}]*\}/g, '');
}

function fontFaces(): string {
  return fontParts
    .map(
      ({ file, range }) =>
        `@font-face{font-family:"Source Sans 3";font-style:normal;font-weight:200 900;font-display:swap;` +
        `src:url(${file}) format("woff2");unicode-range:${range}}`,
    )
    .join('\n');
}

function fonts(): Record<string, Buffer> {
  return Object.fromEntries(fontParts.map(({ file }) => [file, readFileSync(new URL(file, fontFolder))]));
}

function ownFiles(): Record<string, Buffer> {
  const names = readdirSync(ownFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(ownFolder.pathname.length).replace(/^\//, ''))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(new URL(name, ownFolder))]));
}
