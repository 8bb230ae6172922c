/** How what is filled into our words is told: questions, days and lengths of time. */
import { expect, test } from 'vitest';
import { de } from '../../src/locales/de.js';
import { draftLanguage } from '../../src/locales/draft-words.js';
import { en } from '../../src/locales/en.js';
import { issueText } from '../../src/model/issue-text.js';

const issue = { field: 'start', code: 'tooEarly', params: { notBefore: '2027-03-01' } } as const;

test('A11Y 13 a message repeats a label that asks without a second mark after it', () => {
  const large = { field: 'people', code: 'tooLarge', params: { max: 50 } } as const;
  expect(issueText(large, 'How many people shall we train?', en)).toBe(
    'How many people shall we train: enter 50 or less',
  );
  expect(issueText(large, 'People:', en)).toBe('People: enter 50 or less');
  expect(issueText({ field: 'people', code: 'required' }, 'How many people?', en)).toBe(
    'Please answer: How many people?',
  );
});

test('A11Y 13 a message tells the first and the last day in the language of its words', () => {
  expect(issueText(issue, 'Start', en)).toBe('Start: enter March 1, 2027 or a later day');
  expect(issueText(issue, 'Beginn', de)).toBe('Beginn: bitte 1. März 2027 oder einen späteren Tag eingeben');
  const french = { ...en, language: 'fr', tooEarly: '{label} : pas avant le {notBefore}' };
  expect(issueText(issue, 'Début', french)).toBe('Début : pas avant le 1 mars 2027');
});

test('A11Y 13 a day that is to be typed stays as it may be typed, and the words of a page as they are', () => {
  const typed = { field: 'start', code: 'date', params: { example: '2027-12-31' } } as const;
  expect(issueText(typed, 'Start', en)).toBe('Start: enter a day such as 2027-12-31');
  const told = { field: 'start', code: 'told', params: { message: '2027-03-01 is taken' } } as const;
  expect(issueText(told, 'Start', en)).toBe('Start: 2027-03-01 is taken');
});

test('SEC31 the times in the words of a draft are told in the language of these words', () => {
  expect(draftLanguage('de-AT')).toBe('de-AT');
  expect(draftLanguage('en-GB')).toBe('en-GB');
  expect(draftLanguage('fr')).toBe('en');
  expect(draftLanguage('fr', { draftKeep: 'Garder ma saisie {time}' })).toBe('fr');
});
