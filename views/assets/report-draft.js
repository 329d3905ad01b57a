// Saves what is typed as a draft, at most two seconds after a change, and says so. Never overwrites what somebody else has
// saved: then it stops, and the button "save draft" shows both versions. Without this the button saves.

const form = document.getElementById('report-form');
const status = document.querySelector('[data-saved]');
const { texts } = JSON.parse(document.getElementById('live').content.textContent);
const address = document.getElementById('save-draft').formAction;
const wait = 2000;
const waitAfterFault = 5000;

// What the page has seen, and how many times it has saved, also before it came back with faults: a late save is then known
// for what it is. Kept out of the fields, since some browsers fill those in from an earlier visit.
const seen = new FormData(form);
let version = Number(seen.get('draft'));
let sequence = Number(seen.get('sequence'));

let timer = null;
let isSaving = false;
let hasChanges = false;
let isOver = false;

form.addEventListener('input', () => {
  hasChanges = true;
  plan(wait);
});
form.addEventListener('formdata', ({ formData }) => {
  formData.set('draft', String(version));
  formData.set('sequence', String(sequence));
});
form.addEventListener('submit', () => {
  // What is sent counts as the page's next save: whatever is still under way is older.
  sequence += 1;
  isOver = true;
  clearTimeout(timer);
});
// Leaving the page, or putting the telephone away, saves what is not saved yet.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && hasChanges && !isOver) void autosave();
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
    else void autosave();
  }, delay);
}

async function autosave() {
  isSaving = true;
  hasChanges = false;
  sequence += 1;
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

function show(answer, { version: saved, text, dropped, late, conflict }) {
  if (answer.ok) {
    if (late) return;
    version = saved;
    if (dropped.length > 0) say(texts.textDropped, true);
    else say(text, false);
  } else if (answer.status === 401) {
    say(texts.signedOut, true);
  } else if (conflict) {
    isOver = true;
    say(texts.elsewhere[conflict], true);
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
