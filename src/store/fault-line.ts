// What is told of a fault to whoever starts the program or gives it a command: one line for what a person can mend.

/** Gives the line; for a fault of the program itself, which nobody can mend from outside, where in the program it is. */
export function faultLine(error: unknown): string {
  if (!Error.isError(error)) return String(error);
  const { code } = error as { code?: unknown };
  if (code === 'SQLITE_BUSY') return 'The database is busy: another process is writing to it. Try again.';
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return `The database is damaged (${code}): restore a backup.`;
  if (typeof code === 'string' && /^SQLITE_(CANTOPEN|READONLY|IOERR|FULL|PERM)/.test(code))
    return `The database cannot be used (${code}): DATABASE_FILE names it; see that it can be read and written.`;
  // What we throw ourselves is written to be read; anything else is a fault of the program.
  return code === undefined && error.name !== 'Error' ? (error.stack ?? error.message) : error.message;
}
