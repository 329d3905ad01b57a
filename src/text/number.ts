// Numbers as they are written in Norwegian.

/** `1234.5` → `1 234,5`, with a no-break space; at most `decimals` of them, trailing zeros left out. */
export function numberText(value: number, decimals = 0): string {
  const [whole = '', part] = Math.abs(value).toFixed(decimals).split('.');
  const fraction = part?.replace(/0+$/, '') ?? '';
  const grouped = whole.length > 3 ? whole.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0') : whole;
  const sign = value < 0 && (Number(whole) > 0 || fraction !== '') ? '\u2212' : '';
  return `${sign}${grouped}${fraction === '' ? '' : `,${fraction}`}`;
}
