// A number field at work: says at once when it is not a whole number, understands a pasted "1 234", opens its meaning with
// "?", and leads on to the next empty field with Enter, so that a month can be typed with one hand on the digits. Without
// this the server says the same when the form is sent, and the meanings are reached with Tab.

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

const fields = [...document.querySelectorAll('[data-number]')];

for (const field of fields) {
  const meaning = document.querySelector(`[data-meaning="${field.id}"]`);
  meaning.querySelector('summary').tabIndex = -1;
  field.setAttribute('aria-keyshortcuts', '?');
  field.enterKeyHint = 'next';
  field.addEventListener('keydown', (event) => {
    if (event.key === '?') {
      event.preventDefault();
      meaning.open = !meaning.open;
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const empty = nextEmpty(field);
      // Where nothing is empty Enter sends the form, as it does without this.
      if (!empty) return;
      event.preventDefault();
      empty.focus();
    }
  });
  field.addEventListener('change', () => {
    const { value } = readNumber(field.value);
    if (value !== undefined) field.value = String(value);
  });
  // What is in the field is replaced by what is typed, as when one tabs to it.
  field.addEventListener('focus', () => field.select());
}
/** The empty field after this one, or else the first before it; undefined when all the others are filled in. */
function nextEmpty(field) {
  const at = fields.indexOf(field);
  return [...fields.slice(at + 1), ...fields.slice(0, at)].find(({ value }) => value.trim() === '');
}

for (const hint of document.querySelectorAll('[data-hint]')) hint.hidden = false;
