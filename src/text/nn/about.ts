// The accessibility statement and the privacy page in nynorsk; the shape is that of src/text/nb/about.ts.

import type { about as bokmaal } from '../nb/about.ts';

export const about: typeof bokmaal = {
  links: { accessibility: 'Tilgjenge', privacy: 'Personvern' },
  accessibility: {
    title: 'Tilgjengeerklæring',
    lead: 'Erklæringa gjeld KVP-rapport, Nav si teneste for månadleg rapportering om kvalifiseringsprogrammet. Ho følgjer oppsettet i forskrift om universell utforming av IKT-løysingar.',
    updated: 'Sist oppdatert 23. november 2026.',
    sections: [
      {
        heading: 'Status',
        texts: [
          'Tenesta er laga for å følgje WCAG 2.2 på nivå A og AA, som òg dekkjer krava i forskrifta (WCAG 2.1 på nivå A og AA).',
          'Ho er ikkje vurdert i løysinga til Tilsynet for universell utforming av IKT (uustatus.no), og ikkje prøvd av eit uavhengig miljø. Nav må gjere vurderinga og publisere erklæringa der før tenesta blir teken i bruk. Inntil då seier denne sida det vi veit frå eigne prøver.',
        ],
      },
      {
        heading: 'Slik er tenesta prøvd',
        texts: ['Ved kvar endring blir det køyrt automatiske prøver i ein nettlesar, på bokmål og nynorsk:'],
        list: [
          'automatisk kontroll etter WCAG 2.2 A og AA av sidene i dei vanlege tilstandane, òg med feil i skjemaet',
          'rapporten fylt ut og levert berre med tastatur, med og utan JavaScript',
          'breidd 320 pikslar, som svarar til 400 % forstørring, utan rulling sidelengs',
          'namn og skildring på kvart felt, lese frå det som blir sendt til skjermlesarar',
        ],
      },
      {
        heading: 'Kjende manglar og det vi ikkje veit',
        texts: [
          'Automatiske prøver finn berre ein del av feila. Dette er ikkje gjort enno, eller kan vere til hinder:',
        ],
        list: [
          'Tenesta er ikkje prøvd av brukarar med nedsett funksjonsevne, og ikkje gått gjennom for hand med skjermlesarar.',
          'Breva som statsforvaltaren lastar ned, er Word-filer. Dei er ikkje kontrollerte for universell utforming.',
          'Kommentaren til eit enkelt tal ligg saman med forklaringa av talet, og blir vist først når ho blir opna.',
          'Breie tabellar i sidene for oppfølging og samletal må rullast sidelengs inne i tabellen på smale skjermar.',
          'Bilete av utvikling over tid har tala i ein tabell ved sida av, men er ikkje skildra med eigne ord for kvar månad.',
        ],
      },
      {
        heading: 'Meld frå om feil',
        texts: [
          'Er det noko du ikkje får til, eller noko som manglar her? Ta kontakt med Nav. Du finn korleis på nav.no. Skriv kva side det gjeld, og kva du brukte for å lese ho.',
        ],
        links: [{ href: 'https://www.nav.no/kontaktoss', text: 'Kontakt Nav (nav.no)' }],
      },
      {
        heading: 'Tilsyn',
        texts: [
          'Tilsynet for universell utforming av IKT (uutilsynet) fører tilsyn med at krava blir følgde. Får du ikkje svar, eller er du usamd i svaret, kan du seie frå til tilsynet.',
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
    lead: 'Her står kva KVP-rapport lagrar om deg som bruker tenesta, kvifor, kor lenge, og kva rettar du har. Om deltakarane i kvalifiseringsprogrammet blir talet på dei lagra, og i ein vedtaksgjennomgang svara på faste spørsmål om kvart vedtak.',
    updated: 'Sist oppdatert 23. november 2026. Innhaldet må stadfestast av Nav før tenesta blir teken i bruk.',
    sections: [
      {
        heading: 'Kven som er ansvarleg',
        texts: [
          'Arbeids- og velferdsdirektoratet (Nav) er behandlingsansvarleg for opplysningane i tenesta. Statsforvaltaren er ansvarleg for sin eigen bruk av dei i oppfølginga av kommunane.',
        ],
      },
      {
        heading: 'Kva som blir lagra om deg',
        texts: [],
        list: [
          'namn, e-postadresse på arbeid, rolle og kva kontor, kva kommune eller kva fylke rolla gjeld',
          'valt språk, når du logga inn, og økta di så lenge ho varer',
          'kva du har levert, retta, bestemt eller endra i tenesta, og når',
          'utkast du har lagra, og skjema som vart sende etter at økta var gått ut',
          'kva e-postar du har fått frå tenesta, og om dei kom fram',
          'nettverksadressa (IP) ved innlogging og i tekniske loggar',
        ],
      },
      {
        heading: 'Kva som ikkje blir lagra',
        texts: [
          'Tenesta skal ikkje ha opplysningar om enkeltpersonar som deltek i programmet. Kommentarar og grunngjevingar med fødselsnummer eller D-nummer blir avviste. Open statistikk blir berre vist for land og fylke, og små tal blir skjulte.',
          'I ein vedtaksgjennomgang er kvart vedtak eit nummer og dei faste svara som vart valde, utan namn, saksnummer eller fri tekst. Ved eit kontor med få vedtak kan svara likevel peike mot ein person for dei som kjenner saka. Kvart vedtak blir difor berre vist for kontoret sjølv, statsforvaltaren og direktoratet.',
          'Kor lang tid rapporten tek, blir summert per skjema, aldri per person eller kontor. Det er ingen analyse- eller reklameverktøy i tenesta. Informasjonskapslane er dei tenesta treng: økta, språket og sida du skulle til då du måtte logge inn.',
        ],
      },
      {
        heading: 'Kvifor, og med kva grunnlag',
        texts: [
          'Opplysningane blir brukte til å ta imot rapporten, vise kven som leverte han, minne om fristar, følgje opp manglande rapportar, og svare for tala seinare.',
          'Grunnlaget er personvernforordninga artikkel 6 nr. 1 bokstav c (rettsleg plikt) og e (oppgåve i ålmenta si interesse og offentleg styresmakt), jf. sosialtenestelova og arkivlova.',
        ],
      },
      {
        heading: 'Kven som ser opplysningane',
        texts: [
          'Kollegaene på kontoret, leiinga i kommunen, statsforvaltaren i fylket og direktoratet ser kven som har levert og når, kvar innanfor sitt område. Det du leverer, kan bli omfatta av innsyn etter offentleglova. Leverandørar som driftar tenesta eller sender e-post, behandlar opplysningar for Nav etter avtale.',
        ],
      },
      {
        heading: 'Kor lenge',
        texts: [
          'Dette er grensene som gjeld. Dei fire første blir følgde automatisk kvar natt; resten er Nav ansvarleg for å følgje.',
        ],
        list: [
          'skjema sende etter at økta var gått ut: 24 timar',
          'økter: til dei går ut, seinast etter 12 timar; kodar for innlogging: eitt døgn',
          'utkast: 90 dagar etter siste dag for retting',
          'e-post i retur som ikkje kunne lesast av tenesta: 90 dagar',
          'tekniske loggar med nettverksadresse: 90 dagar',
          'oversikta over sende e-postar: 24 månader. Teksten i e-postane blir ikkje lagra',
          'e-postadressa di: seinast 12 månader etter at du ikkje lenger har noka rolle',
          'leverte rapportar med namnet på den som leverte, uttrekk, vedtaksgjennomgangar og loggen over kva som er gjort: blir bevarte etter arkivlova',
        ],
      },
      {
        heading: 'Rettane dine',
        texts: [
          'Du kan be om innsyn i det som er lagra om deg, og om å få retta det som er feil. Du kan be om sletting eller avgrensing, og protestere mot behandlinga. Det som er ein del av ein levert rapport eller av loggen, kan ikkje slettast før arkivreglane tillèt det.',
          'Ta kontakt med Nav eller med personvernombodet i Nav. Du finn korleis på nav.no. Meiner du at opplysningane blir brukte i strid med reglane, kan du klage til Datatilsynet.',
        ],
        links: [
          {
            href: 'https://www.nav.no/personvernerklaering',
            text: 'Personvern i Nav, og kontakt med personvernombodet (nav.no)',
          },
          { href: 'https://www.datatilsynet.no', text: 'datatilsynet.no' },
        ],
      },
    ],
  },
};
