export { FormData } from 'undici';
export { type HttpAnswer, type HttpCall, HttpClient, HttpFailure } from './http-client.js';
export { isPublicAddress, literalAddress } from './ssrf-guard.js';
