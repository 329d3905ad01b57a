// The accessibility statement and the privacy page in bokmål. src/text/nn/about.ts says the same.

type Link = { href: string; text: string };
export type AboutSection = { heading: string; texts: string[]; list?: string[]; links?: Link[] };
type AboutPage = { title: string; lead: string; updated: string; sections: AboutSection[] };

export const about: {
  accessibility: AboutPage;
  privacy: AboutPage;
  links: { accessibility: string; privacy: string };
} = {
  links: { accessibility: 'Tilgjengelighet', privacy: 'Personvern' },
  accessibility: {
    title: 'Tilgjengelighetserklæring',
    lead: 'Erklæringen gjelder KVP-rapport, Navs tjeneste for månedlig rapportering om kvalifiseringsprogrammet. Den følger oppsettet i forskrift om universell utforming av IKT-løsninger.',
    updated: 'Sist oppdatert 23. november 2026.',
    sections: [
      {
        heading: 'Status',
        texts: [
          'Tjenesten er laget for å følge WCAG 2.2 på nivå A og AA, som også dekker kravene i forskriften (WCAG 2.1 på nivå A og AA).',
          'Den er ikke vurdert i løsningen til Tilsynet for universell utforming av IKT (uustatus.no), og ikke prøvd av et uavhengig miljø. Nav må gjøre vurderingen og publisere erklæringen der før tjenesten tas i bruk. Inntil da sier denne siden det vi vet fra egne prøver.',
        ],
      },
      {
        heading: 'Slik er tjenesten prøvd',
        texts: ['Ved hver endring kjøres automatiske prøver i en nettleser, på bokmål og nynorsk:'],
        list: [
          'automatisk kontroll etter WCAG 2.2 A og AA av sidene i de vanlige tilstandene, også med feil i skjemaet',
          'rapporten fylt ut og levert bare med tastatur, med og uten JavaScript',
          'bredde 320 piksler, som svarer til 400 % forstørring, uten rulling sideveis',
          'navn og beskrivelse på hvert felt, lest fra det som sendes til skjermlesere',
        ],
      },
      {
        heading: 'Kjente mangler og det vi ikke vet',
        texts: [
          'Automatiske prøver finner bare en del av feilene. Dette er ikke gjort ennå, eller kan være til hinder:',
        ],
        list: [
          'Tjenesten er ikke prøvd av brukere med nedsatt funksjonsevne, og ikke gått gjennom for hånd med skjermlesere.',
          'Brevene som statsforvalteren laster ned, er Word-filer. De er ikke kontrollert for universell utforming.',
          'Kommentaren til et enkelt tall ligger sammen med forklaringen av tallet, og vises først når den åpnes.',
          'Brede tabeller i sidene for oppfølging og samletall må rulles sideveis inne i tabellen på smale skjermer.',
          'Bilder av utvikling over tid har tallene i en tabell ved siden av, men er ikke beskrevet med egne ord for hver måned.',
        ],
      },
      {
        heading: 'Meld fra om feil',
        texts: [
          'Er det noe du ikke får til, eller noe som mangler her? Ta kontakt med Nav. Du finner hvordan på nav.no. Skriv hvilken side det gjelder, og hva du brukte for å lese den.',
        ],
        links: [{ href: 'https://www.nav.no/kontaktoss', text: 'Kontakt Nav (nav.no)' }],
      },
      {
        heading: 'Tilsyn',
        texts: [
          'Tilsynet for universell utforming av IKT (uutilsynet) fører tilsyn med at kravene blir fulgt. Får du ikke svar, eller er du uenig i svaret, kan du si fra til tilsynet.',
        ],
        links: [
          { href: 'https://www.uutilsynet.no', text: 'uutilsynet.no' },
          { href: 'https://uustatus.no', text: 'uustatus.no' },
        ],
      },
    ],
  },
  privacy: {
    title: 'Personvern',
    lead: 'Her står hva KVP-rapport lagrer om deg som bruker tjenesten, hvorfor, hvor lenge, og hvilke rettigheter du har. Om deltakerne i kvalifiseringsprogrammet lagres antall, og i en vedtaksgjennomgang svarene på faste spørsmål om hvert vedtak.',
    updated: 'Sist oppdatert 23. november 2026. Innholdet må bekreftes av Nav før tjenesten tas i bruk.',
    sections: [
      {
        heading: 'Hvem som er ansvarlig',
        texts: [
          'Arbeids- og velferdsdirektoratet (Nav) er behandlingsansvarlig for opplysningene i tjenesten. Statsforvalteren er ansvarlig for sin egen bruk av dem i oppfølgingen av kommunene.',
        ],
      },
      {
        heading: 'Hva som lagres om deg',
        texts: [],
        list: [
          'navn, e-postadresse på arbeid, rolle og hvilket kontor, hvilken kommune eller hvilket fylke rollen gjelder',
          'valgt språk, når du logget inn, og økten din så lenge den varer',
          'hva du har levert, rettet, bestemt eller endret i tjenesten, og når',
          'utkast du har lagret, og skjema som ble sendt etter at økten var gått ut',
          'hvilke e-poster du har fått fra tjenesten, og om de kom fram',
          'nettverksadressen (IP) ved innlogging og i tekniske logger',
        ],
      },
      {
        heading: 'Hva som ikke lagres',
        texts: [
          'Tjenesten skal ikke ha opplysninger om enkeltpersoner som deltar i programmet. Kommentarer og begrunnelser med fødselsnummer eller D-nummer blir avvist. Åpen statistikk vises bare for land og fylke, og små tall skjules.',
          'I en vedtaksgjennomgang er hvert vedtak et nummer og de faste svarene som ble valgt, uten navn, saksnummer eller fri tekst. Ved et kontor med få vedtak kan svarene likevel peke mot en person for dem som kjenner saken. Hvert vedtak vises derfor bare for kontoret selv, statsforvalteren og direktoratet.',
          'Hvor lang tid rapporten tar, summeres per skjema, aldri per person eller kontor. Det er ingen analyse- eller reklameverktøy i tjenesten. Informasjonskapslene er de tjenesten trenger: økten, språket og siden du skulle til da du måtte logge inn.',
        ],
      },
      {
        heading: 'Hvorfor, og med hvilket grunnlag',
        texts: [
          'Opplysningene brukes til å ta imot rapporten, vise hvem som leverte den, minne om frister, følge opp manglende rapporter, og svare for tallene senere.',
          'Grunnlaget er personvernforordningen artikkel 6 nr. 1 bokstav c (rettslig forpliktelse) og e (oppgave i allmennhetens interesse og offentlig myndighet), jf. sosialtjenesteloven og arkivlova.',
        ],
      },
      {
        heading: 'Hvem som ser opplysningene',
        texts: [
          'Kollegene på kontoret, kommunens ledelse, statsforvalteren i fylket og direktoratet ser hvem som har levert og når, hver innenfor sitt område. Det du leverer, kan bli omfattet av innsyn etter offentleglova. Leverandører som drifter tjenesten eller sender e-post, behandler opplysninger for Nav etter avtale.',
        ],
      },
      {
        heading: 'Hvor lenge',
        texts: [
          'Dette er grensene som gjelder. De fire første følges automatisk hver natt; resten er Nav ansvarlig for å følge.',
        ],
        list: [
          'skjema sendt etter at økten var gått ut: 24 timer',
          'økter: til de går ut, senest etter 12 timer; koder for innlogging: ett døgn',
          'utkast: 90 dager etter siste dag for retting',
          'e-post i retur som ikke kunne leses av tjenesten: 90 dager',
          'tekniske logger med nettverksadresse: 90 dager',
          'oversikten over sendte e-poster: 24 måneder. Teksten i e-postene lagres ikke',
          'e-postadressen din: senest 12 måneder etter at du ikke lenger har noen rolle',
          'leverte rapporter med navnet på den som leverte, uttrekk, vedtaksgjennomganger og loggen over hva som er gjort: bevares etter arkivlova',
        ],
      },
      {
        heading: 'Rettighetene dine',
        texts: [
          'Du kan be om innsyn i det som er lagret om deg, og om å få rettet det som er feil. Du kan be om sletting eller begrensning, og protestere mot behandlingen. Det som er en del av en levert rapport eller av loggen, kan ikke slettes før arkivreglene tillater det.',
          'Ta kontakt med Nav eller med Navs personvernombud. Du finner hvordan på nav.no. Mener du at opplysningene blir brukt i strid med reglene, kan du klage til Datatilsynet.',
        ],
        links: [
          {
            href: 'https://www.nav.no/personvernerklaering',
            text: 'Personvern i Nav, og kontakt med personvernombudet (nav.no)',
          },
          { href: 'https://www.datatilsynet.no', text: 'datatilsynet.no' },
        ],
      },
    ],
  },
};
