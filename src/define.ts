/** Import this file and the tag exists. */
import { defineElement } from './element/define-element.js';
import { createParts } from './parts.js';

defineElement(createParts());
