import { type Comparison, fold, valuesWithin } from '../kernel/condition.js';
import { type ConditionPlace, epochOf, folded, sqlInstant, sqlSpan } from './condition-parts.js';

/** A comparison of a custom field: whatever JSON lies there, what is not of the wanted type makes it false, never an error. */
export function jsonComparison(json: string, comparison: Comparison, place: ConditionPlace): string {
  const { field, operator, value = null } = comparison;
  const type = place.catalogue[field];
  const text = textOf(json);
  switch (operator) {
    case 'exists':
      return existsSql(json);
    case 'missing':
      return `(${existsSql(json)}) is not true`;
    case 'is':
    case 'in':
      return equalSql(json, comparison, place);
    case 'contains':
    case 'contains-any':
    case 'contains-all':
      return containsSql(json, comparison, place);
    case 'at-least':
    case 'at-most':
      if (type?.kind === 'ordered') return `${text} = any(${place.bind(valuesWithin(comparison, type.values))}::text[])`;
      return `${numberOf(json)} ${operator === 'at-least' ? '>=' : '<='} ${place.bind(Number(value))}::float8`;
    case 'before':
      return `${instantOf(text)} < ${sqlInstant(place.bind(epochOf(value)))}`;
    case 'after':
      return `${instantOf(text)} > ${sqlInstant(place.bind(epochOf(value)))}`;
    case 'older-than-minutes':
      return `${instantOf(text)} < ${place.now} - ${sqlSpan(place.bind(Number(value)))}`;
    case 'newer-than-minutes':
      return `${instantOf(text)} >= ${place.now} - ${sqlSpan(place.bind(Number(value)))}`;
    case 'is-not':
    case 'not-in':
    case 'not-contains':
      throw new Error('turned round before');
  }
}

function equalSql(json: string, { operator, value = null }: Comparison, { bind }: ConditionPlace): string {
  if (typeof value === 'number') return `${numberOf(json)} = ${bind(value)}::float8`;
  if (typeof value === 'boolean') return `${json} = ${bind(JSON.stringify(value))}::jsonb`;
  const wanted = operator === 'in' ? listOf(value) : [String(value)];
  return `${folded(textOf(json))} = any(${bind(wanted.map(fold))}::text[])`;
}

/** Of a text its pieces, of a list its elements. */
function containsSql(json: string, { operator, value = null }: Comparison, { bind }: ConditionPlace): string {
  const every = operator === 'contains-all';
  const wanted = bind((operator === 'contains' ? [String(value)] : listOf(value)).map(fold));
  const hits = `select from unnest(${wanted}::text[]) part where (strpos(${folded(textOf(json))}, part) > 0) is ${every ? 'not true' : 'true'}`;
  const elements = `array(select ${folded('element')} from jsonb_array_elements_text(case jsonb_typeof(${json}) when 'array' then ${json} else '[]' end) element)`;
  const list = `(jsonb_typeof(${json}) = 'array' and ${wanted}::text[] ${every ? '<@' : '&&'} ${elements})`;
  return `((jsonb_typeof(${json}) = 'string' and ${every ? 'not ' : ''}exists (${hits})) or ${list})`;
}

function existsSql(json: string): string {
  return `${json} <> all(array['null', '""', '[]']::jsonb[])`;
}

function textOf(json: string): string {
  return `(case jsonb_typeof(${json}) when 'string' then ${json} #>> '{}' end)`;
}

/** A double, as JavaScript's numbers are. */
function numberOf(json: string): string {
  return `(case jsonb_typeof(${json}) when 'number' then (${json} #>> '{}')::float8 end)`;
}

const DATE = '[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,3})?';

/** A day (UTC) or an instant in UTC; anything else is null. No cast of a whole text: the 31st of February is an error to PostgreSQL. */
function instantOf(text: string): string {
  const day = `(make_date(substr(${text}, 1, 4)::int, substr(${text}, 6, 2)::int, 1) + (substr(${text}, 9, 2)::int - 1))::timestamp`;
  return `(case when ${text} ~ '^${DATE}$' then ${day} at time zone 'UTC'
    when ${text} ~ '^${DATE}T${TIME}Z$' then (${day} + rtrim(substr(${text}, 12), 'Z')::interval) at time zone 'UTC' end)`;
}

function listOf(value: Comparison['value']): readonly string[] {
  return Array.isArray(value) ? value : [String(value)];
}
