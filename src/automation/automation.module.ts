import { Module } from '@nestjs/common';
import { ActiveRules } from './active-rules.js';
import { AutomaticAnswerRepository } from './store/automatic-answer.repository.js';
import { AutomationRepository } from './store/automation.repository.js';
import { AutomationRunRepository } from './store/automation-run.repository.js';
import { CannedTextRepository } from './store/canned-text.repository.js';
import { MacroRepository } from './store/macro.repository.js';

const provided = [
  ActiveRules,
  AutomaticAnswerRepository,
  AutomationRepository,
  AutomationRunRepository,
  CannedTextRepository,
  MacroRepository,
];

@Module({ providers: provided, exports: provided })
export class AutomationModule {}
