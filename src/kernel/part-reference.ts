import { isUuid, type MessageId } from './id.js';

/**
 * What a provider passes through and gives back with its reports: our message, and which of its parts, from 0. Without a
 * place where it is one part only.
 */
export function referenceOf(messageId: string, place: number, partCount: number): string {
  return partCount > 1 ? `${messageId}.${place}` : messageId;
}

/** @returns the message a reference names; null: it is none of ours */
export function messageIn(reference: string | null | undefined): MessageId | null {
  const [id = ''] = (reference ?? '').split('.');
  return isUuid(id) ? (id as MessageId) : null;
}

/** @returns null when it names no part */
export function placeIn(reference: string | null | undefined): number | null {
  const place = /^[^.]+\.(\d{1,3})$/.exec(reference ?? '')?.[1];
  return place === undefined ? null : Number(place);
}
