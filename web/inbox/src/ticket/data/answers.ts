import type { Message } from './queries.js';

const questionOf = new WeakMap<Message, number>();
let questions = 0;

/**
 * Answers overtake one another (a hint of a delivery may be followed up before the reply itself was answered): each message
 * is marked with when it was asked for, and the answer to the later question stands.
 */
export async function asked<Answer>(ask: () => Promise<Answer>, messagesOf: (answer: Answer) => readonly Message[]): Promise<Answer> {
  questions += 1;
  const question = questions;
  const answer = await ask();
  for (const message of messagesOf(answer)) questionOf.set(message, question);
  return answer;
}

/** Was it asked for before? What was never asked for is the oldest. */
export function isOvertaken(message: Message, by: Message): boolean {
  return (questionOf.get(message) ?? 0) < (questionOf.get(by) ?? 0);
}
