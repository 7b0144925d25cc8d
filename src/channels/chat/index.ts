export { chatWidget } from './widget.js';
