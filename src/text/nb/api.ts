// The page on the API, in bokmål. nn/api.ts says the same.

export const api = {
  title: 'API',
  link: 'API for systemer',
  lead: 'Fagsystemer kan hente tall og levere rapporter gjennom API-et. Alt står i OpenAPI-beskrivelsen; her er det som trengs for å komme i gang.',
  openapi: 'OpenAPI-beskrivelsen (JSON)',
  token: {
    heading: 'Nøkkel',
    text: 'Direktoratet lager nøkler. En nøkkel har en rolle og et område, og ser og leverer det samme som en person med den rollen. Det som er utenfor området, svarer 404. Åpen statistikk trenger ingen nøkkel.',
    manage: 'Lag og trekk tilbake nøkler',
  },
  examples: {
    heading: 'Eksempler',
    lead: 'Legg nøkkelen i variabelen KVP_TOKEN først.',
    statistics: 'Åpen statistikk for landet, måned for måned, uten nøkkel',
    totals: 'Samletall per fylke og måned som Excel-fil',
    again: 'De samme tallene igjen, slik de var kjent da (asOf fra svaret)',
    missing: 'Hvem som mangler for en måned',
    read: 'En rapport',
    deliver: 'Lever en rapport. Samme Idempotency-Key kan sendes på nytt uten å levere to ganger',
    changes: 'Hva som er levert og rettet siden sist, høyst 1 000 om gangen',
  },
  formats: {
    heading: 'Formater',
    lead: 'Samletall, rapporter og statistikk finnes i fem formater, valgt med format=',
    names: {
      json: 'JSON, når ikke annet er valgt',
      csv: 'CSV med komma og desimalpunktum, for programmer',
      'csv-excel': 'CSV med semikolon og desimalkomma, for norsk Excel',
      xlsx: 'Excel-arbeidsbok: tall, rapporteringsgrad, definisjoner, rettinger og hva som er spurt om',
      'json-stat': 'JSON-stat 2.0, som i SSBs API',
    },
  },
  rules: {
    heading: 'Verdt å vite',
    list: [
      'Et tall som er null (null), er ikke rapportert eller er skjult. Det er aldri 0.',
      'Når noe må rettes eller begrunnes, er svaret 422 med errors og warnings. Ingenting er lagret før svaret er 201.',
      'Meldinger er på bokmål, eller på nynorsk med Accept-Language: nn.',
      'Åpen statistikk, og samletall og endringer med asOf, har ETag. Med If-None-Match er svaret 304 når det er uendret.',
      'Det er plass til 1 000 kall i sekundet per nøkkel. Er det for mange, er svaret 429 med Retry-After.',
      'Feil kommer som application/problem+json.',
    ],
  },
};
