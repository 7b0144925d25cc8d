import { Body, Controller, Get, Patch, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SecuritySettingRepository } from '../../access/index.js';
import { auditChanges, changesBetween } from '../../audit/index.js';
import type { Actor } from '../../kernel/actor.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Allow, type KnownRequest, Me } from '../guard/allow.js';
import { Writes } from '../guard/writes.js';
import { SecuritySettingsAnswer, SecuritySettingsChange } from './security-settings.dto.js';

/** What holds for every login. */
@ApiTags('security')
@Controller('api/v1/security-settings')
export class SecuritySettingsController {
  constructor(
    private readonly settings: SecuritySettingRepository,
    private readonly writes: Writes,
  ) {}

  @Get()
  @Allow('security:read')
  @ApiOkResponse({ type: SecuritySettingsAnswer })
  async get(): Promise<SecuritySettingsAnswer> {
    const { twoFactorRoles, version } = await this.settings.find();
    return { twoFactorRoles: [...twoFactorRoles], version };
  }

  /** Works at once: who lacks the second factor can, from the next request on, only set it up. */
  @Patch()
  @Allow('security:write')
  @ApiOkResponse({ type: SecuritySettingsAnswer })
  async change(@Me() me: Actor, @Body() input: SecuritySettingsChange, @Req() request: KnownRequest): Promise<SecuritySettingsAnswer> {
    await this.writes.run(request, me, async (tx) => {
      const before = await this.settings.lock(tx);
      if (input.version !== undefined && input.version !== before.version)
        throw new DomainError('conflict', 'security-settings.version-conflict', 'Somebody else changed these settings; load them again.', {
          version: before.version,
        });
      const after = { twoFactorRoles: input.twoFactorRoles ?? before.twoFactorRoles };
      auditChanges(tx, changesBetween(before, after, ['twoFactorRoles']));
      await this.settings.set(tx, after);
      return null;
    });
    return this.get();
  }
}
