// A number field at work: says at once when it is not a whole number, understands a pasted "1 234", and opens its meaning
// with "?". Without this the server says the same when the form is sent, and the meanings are reached with Tab.

const spaced = /^\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+$/;

/** Reads a field as the server does (domain/answers.ts): `{ value }`, or `{ fault }`: 'empty', 'notWhole', 'tooLarge'. */
export function readNumber(text) {
  const trimmed = text.trim();
  if (trimmed === '') return { fault: 'empty' };
  const digits = spaced.test(trimmed) ? trimmed.replace(/\D/g, '') : trimmed;
  if (!/^(?:0|[1-9]\d*)$/.test(digits)) return { fault: 'notWhole' };
  return digits.length > 4 ? { fault: 'tooLarge' } : { value: Number(digits) };
}

/** Shows the fault at its field, or takes it away when it is ''. */
export function showFault(field, message) {
  const place = document.getElementById(`${field.id}-error`);
  if (place.textContent.endsWith(message) && (message !== '' || place.textContent === '')) return;
  const text = document.getElementById('fault-template').content.cloneNode(true);
  text.querySelector('[data-text]').textContent = message;
  place.replaceChildren(...(message === '' ? [] : [text]));
  field.parentElement.classList.toggle('aksel-text-field--error', message !== '');
  if (message === '') field.removeAttribute('aria-invalid');
  else field.setAttribute('aria-invalid', 'true');
}

for (const field of document.querySelectorAll('[data-number]')) {
  const meaning = document.querySelector(`[data-meaning="${field.id}"]`);
  meaning.querySelector('summary').tabIndex = -1;
  field.setAttribute('aria-keyshortcuts', '?');
  field.addEventListener('keydown', (event) => {
    if (event.key !== '?') return;
    event.preventDefault();
    meaning.open = !meaning.open;
  });
  field.addEventListener('change', () => {
    const { value } = readNumber(field.value);
    if (value !== undefined) field.value = String(value);
  });
  // What is in the field is replaced by what is typed, as when one tabs to it.
  field.addEventListener('focus', () => field.select());
}
for (const hint of document.querySelectorAll('[data-hint]')) hint.hidden = false;
