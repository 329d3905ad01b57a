// The page on the API, in nynorsk. nb/api.ts says the same.

import type { api as nb } from '../nb/api.ts';

export const api: typeof nb = {
  title: 'API',
  link: 'API for system',
  lead: 'Fagsystem kan hente tal og levere rapportar gjennom API-et. Alt står i OpenAPI-skildringa; her er det som trengst for å kome i gang.',
  openapi: 'OpenAPI-skildringa (JSON)',
  token: {
    heading: 'Nøkkel',
    text: 'Direktoratet lagar nøklar. Ein nøkkel har ei rolle og eit område, og ser og leverer det same som ein person med den rolla. Det som er utanfor området, svarar 404. Open statistikk treng ingen nøkkel.',
    manage: 'Lag og trekk tilbake nøklar',
  },
  examples: {
    heading: 'Døme',
    lead: 'Legg nøkkelen i variabelen KVP_TOKEN først.',
    statistics: 'Open statistikk for landet, månad for månad, utan nøkkel',
    totals: 'Samletal per fylke og månad som Excel-fil',
    again: 'Dei same tala igjen, slik dei var kjende då (asOf frå svaret)',
    missing: 'Kven som manglar for ein månad',
    read: 'Ein rapport',
    deliver: 'Lever ein rapport. Same Idempotency-Key kan sendast på nytt utan å levere to gonger',
    changes: 'Kva som er levert og retta sidan sist, høgst 1 000 om gongen',
  },
  formats: {
    heading: 'Format',
    lead: 'Samletal, rapportar og statistikk finst i fem format, valde med format=',
    names: {
      json: 'JSON, når ikkje anna er valt',
      csv: 'CSV med komma og desimalpunktum, for program',
      'csv-excel': 'CSV med semikolon og desimalkomma, for norsk Excel',
      xlsx: 'Excel-arbeidsbok: tal, rapporteringsgrad, definisjonar, rettingar og kva det er spurt om',
      'json-stat': 'JSON-stat 2.0, som i API-et til SSB',
    },
  },
  rules: {
    heading: 'Verdt å vite',
    list: [
      'Eit tal som er null (null), er ikkje rapportert eller er skjult. Det er aldri 0.',
      'Når noko må rettast eller grunngjevast, er svaret 422 med errors og warnings. Ingenting er lagra før svaret er 201.',
      'Meldingar er på bokmål, eller på nynorsk med Accept-Language: nn.',
      'Open statistikk, og samletal og endringar med asOf, har ETag. Med If-None-Match er svaret 304 når det er uendra.',
      'Det er plass til 1 000 kall i sekundet per nøkkel. Er det for mange, er svaret 429 med Retry-After.',
      'Feil kjem som application/problem+json.',
    ],
  },
};
