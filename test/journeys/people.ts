/** Two people, what there is to know of them, and how they say it. */
import type { Page } from 'playwright/test';
import { choose, send, type Reader } from './acts.js';

/** Written so that each way to pass a value on spells it differently. */
export const erika = (mailbox: string): Reader => ({
  salutation: 'Frau',
  firstName: 'Erika Zeisig',
  lastName: 'Musterfrau-Größe & "Söhne"',
  email: `Erika.Zeisig+${mailbox}@kanarienwerke.example`,
  agrees: true,
});
export const max = (mailbox: string): Reader => ({
  salutation: 'Herr',
  firstName: 'Max Wiedehopf',
  lastName: 'Fremdling',
  email: `max.wiedehopf+${mailbox}@anderswo.example`,
  agrees: true,
});
export const company = { company: 'Kanarienwerke <Süd> & Co.', jobTitle: 'Leiterin "Versuch"' };
export const need = 'Leise wie ein Käuzchen, größer als die alte.';
export const contact = ['salutation', 'firstName', 'lastName', 'email', 'profiling'];

/** What would give a person away, whole and in parts. */
export const traits = ({ firstName, lastName, email }: Reader) => ({
  firstName,
  lastName,
  email,
  mailbox: email.split('@')[0] ?? '',
  domain: email.split('@')[1] ?? '',
  bird: firstName.split(' ')[1] ?? '',
});

export async function describeCompany(page: Page, { company: name, jobTitle } = company): Promise<void> {
  await page.getByLabel('Unternehmen').fill(name);
  await page.getByLabel('Position').fill(jobTitle);
  await send(page);
}

export async function describeProject(page: Page): Promise<void> {
  await page.getByLabel('In diesem Jahr').check();
  await choose(page, 'Welches Budget ist vorgesehen?', 'Bis 50.000 €');
  await page.getByLabel('Was soll die neue Maschine können?').fill(need);
  await send(page);
}
