export { hotlineTwilio } from './twilio.js';
