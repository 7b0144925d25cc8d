import { Fragment } from 'react';

const LINK = /(https?:\/\/[^\s<>"'）】。，]+[^\s<>"'）】。，.,;:!?)\]])/g;

/** Text as it was written; addresses in it can be followed. */
export function LinkedText({ text }: { readonly text: string }) {
  const parts = text.split(LINK);
  return parts.map((part, at) =>
    at % 2 === 1 ? (
      <a key={`${at} ${part}`} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      <Fragment key={`${at} ${part.length}`}>{part}</Fragment>
    ),
  );
}
