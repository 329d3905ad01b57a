// Adds up while the form is filled in, and says at a field what does not add up, by the form's own rules. The server
// judges everything again; without this it is the first to.

import { readNumber, showFault } from './number-field.js';

const form = document.getElementById('report-form');
const { rules, texts } = JSON.parse(document.getElementById('live').content.textContent);
const fields = [...form.querySelectorAll('[data-number]')];

form.addEventListener('input', addUp);
form.addEventListener('change', () => {
  addUp();
  judge();
});
addUp();

function addUp() {
  const values = numbers();
  for (const balance of rules.balances) {
    if (balance.kind === 'closing') showClosing(balance, values);
    else showShared(balance, values);
  }
}

function showClosing({ question, plus, minus }, values) {
  const [opening, ended] = [sum(plus, values), sum(minus, values)];
  const place = document.querySelector(`[data-computed="${question}"]`);
  const computed = opening === null || ended === null ? null : opening - ended;
  show(place, computed === null ? '' : texts.computed.replace('{n}', written(computed)), computed === values[question]);
}

function showShared({ section, parts, whole }, values) {
  const place = document.querySelector(`[data-sum="${section}"]`);
  const of = sum(whole, values);
  // Parts that are still empty count as nothing so far: the sum shows how many are left to share out.
  const shared = sum(
    parts.filter((part) => values[part] !== undefined),
    values,
  );
  const text = texts.sumOf.replace('{sum}', String(shared)).replace('{of}', String(of));
  show(place, of === null ? '' : text, shared === of);
}

function show(place, text, agrees) {
  if (place.textContent !== text) place.textContent = text;
  place.dataset.agrees = String(agrees);
}

function judge() {
  const values = numbers();
  const messages = new Map();
  for (const { when, at, message, numbers: sums } of rules.cases) {
    if (!when.every((comparison) => holds(comparison, values))) continue;
    const filled = message.replace(/\{(\w+)\}/g, (_, name) => written(weigh(sums[name] ?? [[name, 1]], values)));
    messages.set(at, [messages.get(at), filled].filter(Boolean).join(' '));
  }
  for (const field of fields) {
    const { fault } = readNumber(field.value);
    // An empty field is not told of before the form is sent, and keeps what was told then.
    if (fault !== 'empty') showFault(field, fault ? texts[fault] : (messages.get(field.id) ?? ''));
  }
}

function holds({ terms, is, than }, values) {
  const total = weigh(terms, values);
  if (total === null) return false;
  switch (is) {
    case '<':
      return total < than;
    case '<=':
      return total <= than;
    case '=':
      return total === than;
    case '!=':
      return total !== than;
    case '>=':
      return total >= than;
    default:
      return total > than;
  }
}

function numbers() {
  return Object.fromEntries(fields.map((field) => [field.id, readNumber(field.value).value]));
}

function sum(questions, values) {
  return weigh(
    questions.map((question) => [question, 1]),
    values,
  );
}

function weigh(terms, values) {
  let total = 0;
  for (const [question, factor] of terms) {
    if (values[question] === undefined) return null;
    total += factor * values[question];
  }
  return total;
}

function written(number) {
  return number < 0 ? `\u2212${-number}` : String(number);
}
