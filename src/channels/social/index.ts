export { messenger } from './networks/messenger.js';
export { telegram } from './networks/telegram.js';
export { whatsapp } from './networks/whatsapp.js';
