/** The name under which webhooks tell the platform's Interest which events they wait for. */
export const INTEREST = 'webhooks';
