// Moves the focus to the summary of faults when a page comes back with one, so that it is read out and seen.
document.querySelector('[data-error-summary] h2')?.focus();
