// The name in front of which the Message-ID of a mail has its id: `<its id@this>`.

export const messageIdDomain = 'kvp-rapport.nav.no';
