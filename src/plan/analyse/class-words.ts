/** The closed vocabularies of what answers are read as; the readers of titles and sizes know no other words. */
import type { SizeBand } from '../rules/company-size.js';

export const jobFunctions: readonly string[] = [
  'administration',
  'consulting',
  'design',
  'engineering',
  'finance',
  'general',
  'hr',
  'it',
  'legal',
  'marketing',
  'operations',
  'product',
  'purchasing',
  'research',
  'sales',
  'service',
];

export const jobLevels: readonly string[] = [
  'junior',
  'specialist',
  'manager',
  'director',
  'executive',
  'owner',
];

/** By the least number of people. */
export const companyBands: Readonly<Record<SizeBand, number>> = {
  solo: 1,
  micro: 2,
  small: 10,
  medium: 50,
  large: 250,
  enterprise: 1000,
};
