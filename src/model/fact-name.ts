/** The name a fact is kept under; forms that ask the same thing share it. */
import type { Field } from './form-config.js';

export const factName = ({ mapsTo, name }: Field): string => mapsTo ?? name;
