/** The one file for tag managers: defines the tag, with every part inside. */
import './define.js';
