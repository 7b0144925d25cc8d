export { emailImap } from './imap.js';
