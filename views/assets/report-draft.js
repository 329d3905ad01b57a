// Saves what is typed as a draft, at most two seconds after a change, and says so. Never overwrites what somebody else has
// saved: then it stops, and the button "save draft" shows both versions. Without this the button saves.

const form = document.getElementById('report-form');
const status = document.querySelector('[data-saved]');
const { texts } = JSON.parse(form.dataset.live);
const address = document.getElementById('save-draft').formAction;
// Counts the saves of this page, also when it comes back with faults: a late one is then known for what it is.
const sequence = form.elements.namedItem('sequence');
const wait = 2000;
const waitAfterFault = 5000;

let timer = null;
let isSaving = false;
let hasChanges = false;
let isOver = false;

form.addEventListener('input', () => {
  hasChanges = true;
  plan(wait);
});
form.addEventListener('submit', () => {
  isOver = true;
  clearTimeout(timer);
});
// Leaving the page, or putting the telephone away, saves what is not saved yet.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && hasChanges && !isOver) void save();
});
// The browser's Back may bring the page as it was left.
addEventListener('pageshow', (event) => {
  if (event.persisted) isOver = false;
});

function plan(delay) {
  if (timer !== null || isOver) return;
  timer = setTimeout(() => {
    timer = null;
    if (isSaving) plan(delay);
    else void save();
  }, delay);
}

async function save() {
  isSaving = true;
  hasChanges = false;
  sequence.value = String(Number(sequence.value) + 1);
  const body = new URLSearchParams(new FormData(form));
  try {
    const answer = await fetch(address, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
      keepalive: true,
    });
    show(answer, await answer.json());
  } catch {
    retry();
  } finally {
    isSaving = false;
  }
}

function show(answer, { version, text, dropped, late, conflict }) {
  if (answer.ok) {
    if (late) return;
    form.elements.namedItem('draft').value = version;
    if (dropped.length > 0) say(texts.textDropped, true);
    else say(text, false);
  } else if (answer.status === 401) {
    say(texts.signedOut, true);
  } else if (conflict) {
    isOver = true;
    say(conflict === 'draft' ? texts.savedElsewhere : texts.deliveredElsewhere, true);
  } else {
    retry();
  }
}

function retry() {
  hasChanges = true;
  say(texts.notSaved, true);
  plan(waitAfterFault);
}

function say(text, isFault) {
  status.toggleAttribute('data-fault', isFault);
  // The same text again is not read out again.
  if (status.textContent !== text) status.textContent = text;
}
