import { type FoundMessage, type Marked, snippetOf, spoken } from '../../search/index.js';
import { priorityOf } from '../../tickets/settings.js';
import type { SearchHitAnswer, SnippetAnswer } from './search.dto.js';

export function searchHitAnswer(found: FoundMessage, marks: readonly Marked[]): SearchHitAnswer {
  return {
    ticket: {
      id: found.ticketId,
      number: Number(found.number),
      subject: found.ticketSubject,
      status: found.status,
      statusCategory: found.statusCategory,
      priority: priorityOf(found.priority),
      category: found.category,
      channel: found.ticketChannel,
      contact: { id: found.contactId, name: found.contactName },
      teamId: found.teamId,
      assigneeId: found.assigneeId,
    },
    message: {
      id: found.id,
      seq: found.seq,
      direction: found.direction,
      kind: found.kind,
      channel: found.channel,
      authorName: found.authorName,
      createdAt: found.createdAt.toISOString(),
    },
    snippets: snippets(found, marks),
  };
}

/** The text always, and whatever else of the ticket has the words in it. */
function snippets(found: FoundMessage, marks: readonly Marked[]): SnippetAnswer[] {
  const of = (field: string) => (text: string) => ({ field, ...snippetOf(text, marks) });
  const others = [
    of('subject')(found.ticketSubject),
    ...[found.contactName, ...(found.identities ?? [])].map(of('contact')),
    ...Object.entries(found.customFields).map(([key, value]) => of('customField')(`${key}: ${spoken(value)}`)),
  ];
  return [of('text')(found.text), ...others.filter(({ ranges }) => ranges.length > 0)].map(({ field, text, ranges }) => ({
    field,
    text,
    ranges: ranges.map(([start, end]) => [start, end]),
  }));
}
