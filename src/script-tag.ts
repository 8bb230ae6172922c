/** The module for a script tag: defines the tag; parts are loaded beside it when they are needed. */
import './define.js';
