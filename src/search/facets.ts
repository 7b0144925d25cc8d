/** What of a message narrows a search by the index itself, beside its words. */
export const ATTACHMENT_FACET = 'attachment';

export function sliceFacet(id: number): string {
  return `slice ${id}`;
}

export function channelFacet(channel: string): string {
  return `channel ${channel.toLowerCase()}`;
}
