// Says how far a file has come, and that it has come. A file that takes the blink of an eye is not worth a word; without
// this the browser downloads it and tells in its own way.

const silent = 400;

for (const place of document.querySelectorAll('[data-downloads]')) {
  const status = place.querySelector('[role=status]');
  const language = document.documentElement.lang;
  const say = (text, bytes) => {
    // The smallest file is not nothing.
    const size = Math.max(bytes / 1e6, 0.1).toLocaleString(language, { maximumFractionDigits: 1 });
    status.textContent = text.replace('{size}', size);
  };
  place.addEventListener('click', (event) => {
    const link = event.target.closest('a');
    // Opened in another tab or saved under another name: that is the browser's.
    if (!link || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.ariaBusy !== 'true') void download(link);
  });

  async function download(link) {
    link.ariaBusy = 'true';
    try {
      const file = await fetched(link.href, (bytes) => say(place.dataset.fetching, bytes));
      if (file) {
        save(file);
        say(place.dataset.done, file.blob.size);
      } else location.assign(link.href);
    } catch {
      status.textContent = place.dataset.failed;
    }
    link.ariaBusy = 'false';
  }
}

async function fetched(href, tell) {
  const answer = await fetch(href);
  const name = /filename="([^"]+)"/.exec(answer.headers.get('Content-Disposition') ?? '')?.[1];
  // Not a file: signed out meanwhile, refused, or to be looked at. The browser shows it.
  if (!answer.ok || name === undefined) return null;
  const parts = [];
  let bytes = 0;
  let told = performance.now();
  const reader = answer.body.getReader();
  for (let { done, value: part } = await reader.read(); !done; { done, value: part } = await reader.read()) {
    parts.push(part);
    bytes += part.length;
    if (performance.now() - told < silent) continue;
    told = performance.now();
    tell(bytes);
  }
  return { name, blob: new Blob(parts, { type: answer.headers.get('Content-Type') ?? '' }) };
}

function save({ name, blob }) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
