import { ask, desk } from '@parley/kit/desk';
import { named as inReadersWords, type PageQuery } from '../../directory.js';
import { useMay } from '../../session.js';
import { useEvery } from './resource.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const listTeams = (query: PageQuery) => ask(desk.GET('/api/v1/teams', { params: { query } }));
const listAgents = (query: PageQuery) => ask(desk.GET('/api/v1/agents', { params: { query } }));
const listSkills = (query: PageQuery) => ask(desk.GET('/api/v1/skills', { params: { query } }));
const listInboxes = (query: PageQuery) => ask(desk.GET('/api/v1/inboxes', { params: { query } }));
const listCalendars = (query: PageQuery) => ask(desk.GET('/api/v1/calendars', { params: { query } }));
const listCategories = (query: PageQuery) => ask(desk.GET('/api/v1/categories', { params: { query } }));
const listStatuses = (query: PageQuery) => ask(desk.GET('/api/v1/statuses', { params: { query } }));
const listTags = (query: PageQuery) => ask(desk.GET('/api/v1/tags', { params: { query } }));
const listFields = (query: PageQuery) => ask(desk.GET('/api/v1/custom-fields', { params: { query } }));

const named = (rows: readonly { readonly id: string; readonly name: string }[]): readonly Choice[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

export const useTeams = () => named(useEvery('teams', listTeams, useMay()('team:read')));
export const useSkills = () => named(useEvery('skills', listSkills, useMay()('routing:read')));
export const useInboxes = () => named(useEvery('inboxes', listInboxes, useMay()('inbox:read')));
export const useCalendars = () => named(useEvery('calendars', listCalendars, useMay()('sla:read')));
export const useAgents = () =>
  useEvery('agents', listAgents, useMay()('agent:read')).map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` }));
export const useCategories = () =>
  useEvery('categories', listCategories).map(({ key, names }) => ({ value: key, label: inWords(names, key) }));
export const useStatuses = () => useEvery('statuses', listStatuses).filter(({ choosable }) => choosable);
export const useTags = () => useEvery('tags', listTags).map(({ name }) => name);
export const useCustomFields = () => useEvery('custom-fields', listFields);

/** A name in the reader's language, else in English, else the key, made readable: as everywhere else. */
export function inWords(names: unknown, key: string): string {
  return inReadersWords((names ?? {}) as object, key);
}

export function nameIn(choices: readonly Choice[], id: string | null | undefined): string {
  return choices.find(({ value }) => value === id)?.label ?? '–';
}
