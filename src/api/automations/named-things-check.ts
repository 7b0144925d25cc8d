import { Injectable } from '@nestjs/common';
import type { NamedThings } from '../../automation/settings.js';
import { templateFields } from '../../automation/settings.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { TemplateFields } from '../../kernel/template.js';
import { KnownNamesView } from '../../views/known-names.js';

const KEY = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;

/** Whether what rules, macros and texts speak of exists. */
@Injectable()
export class NamedThingsCheck {
  constructor(private readonly names: KnownNamesView) {}

  /** Custom fields are open: every key may be filled, so every well-formed key may be named. */
  isCustomField(key: string): boolean {
    return KEY.test(key);
  }

  fields(): TemplateFields {
    return templateFields((key) => this.isCustomField(key));
  }

  /** @throws DomainError `automation.unknown-name` (422) naming what does not exist */
  async check(named: NamedThings): Promise<void> {
    const unknown = await this.names.unknown(named);
    const [first] = unknown;
    if (first === undefined) return;
    throw new DomainError('unprocessable', 'automation.unknown-name', `There is no ${first.what} "${first.name}".`, { unknown });
  }
}
