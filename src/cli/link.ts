/** `progressive-form link`: a personal link for each address of a list, as a table that mail tools take. */
import { isEmail } from '../check/is-email.js';
import { isFormula, writeCsvLine } from '../collector/people/write-csv.js';
import { isSafeUrl } from '../model/safe-url.js';
import { askForLink, type LinkQuestion, type MadeLinks } from './ask-for-link.js';
import { exitCodes, type Command, type ExitCode, type Io } from './io.js';
import { readAddresses, type ListedAddress } from './read-addresses.js';
import { readText } from './read-text.js';
import { readWords } from './read-words.js';

export const linkUsage =
  'progressive-form link --endpoint <address> --form <id> [--field <name>] [--file <addresses.csv>]';

/** Where the key stands: on the command line others could read it. */
export const keyVariable = 'PROGRESSIVE_FORM_KEY';

/** One line that will not do keeps no other from its link; a collector that refuses ends it. */
export const link: Command = async (args, io) => {
  const { words, fault } = readWords(args, ['endpoint', 'form', 'field', 'file']);
  const { endpoint, form, field, file } = words;
  if (fault !== undefined) return unusable(io, fault);
  if (endpoint === undefined || form === undefined) return unusable(io, 'Name the endpoint and the form');
  if (!isSafeUrl(endpoint)) return unusable(io, '--endpoint: no https address (http on localhost)');
  const key = io.env?.(keyVariable);
  if (!key) return unusable(io, `Put the key of the collector into the environment, as ${keyVariable}`);
  const text = file === undefined ? await readInput(io) : await readText(file, io);
  if (text === undefined) return exitCodes.unusable;
  const { addresses, fault: wrong } = readAddresses(text);
  if (wrong !== undefined) return unusable(io, wrong);
  const bad = addresses.filter((address) => findFault(address) !== undefined);
  for (const address of bad) io.err(`line ${address.line}: ${findFault(address)}`);
  const good = addresses.filter((address) => !bad.includes(address));
  const code = await writeLinks(io, { endpoint, key, form, field }, good);
  return code === exitCodes.fine && bad.length > 0 ? exitCodes.problems : code;
};

/** What a table must not hold as it is, and must not change: with a quote before it, it would be another mailbox. */
function findFault({ email }: ListedAddress): string | undefined {
  if (!isEmail(email)) return 'no e-mail address';
  return isFormula(email)
    ? 'an address that begins as a formula does, which a table must not hold. Ask the collector for its link alone'
    : undefined;
}

function unusable(io: Io, fault: string): ExitCode {
  io.err(`${fault}. Usage: ${linkUsage}`);
  return exitCodes.unusable;
}

async function readInput(io: Io): Promise<string | undefined> {
  const text = await io.input?.();
  if (text === undefined) io.err('There is no list of addresses on standard input');
  return text?.replace(/^\uFEFF/, '');
}

/** A line at a time, so that what was made before a failure is not lost. */
async function writeLinks(
  io: Io,
  question: Omit<LinkQuestion, 'email'>,
  addresses: readonly ListedAddress[],
): Promise<ExitCode> {
  let values: readonly string[] | undefined;
  for (const { email, line } of addresses) {
    const made = await askForLink({ ...question, email }, io.fetch ?? fetch);
    if ('fault' in made) {
      io.err(`line ${line}: ${made.fault}`);
      return made.isRefused ? exitCodes.problems : exitCodes.unusable;
    }
    values ??= writeHead(io, made);
    const answers = values.map((value) => made.answers?.find((one) => one.value === value)?.url ?? '');
    io.out(writeCsvLine([email, made.url, made.expiresAt, ...answers]));
  }
  if (!values) io.out(writeCsvLine(head));
  return exitCodes.fine;
}

const head = ['email', 'url', 'expires_at'];

/** A column for each option, by its value. */
function writeHead(io: Io, { answers = [] }: MadeLinks): readonly string[] {
  const values = answers.map(({ value }) => value);
  io.out(writeCsvLine([...head, ...values.map((value) => `answer_${value}`)]));
  return values;
}
