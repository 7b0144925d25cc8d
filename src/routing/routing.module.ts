import { Module } from '@nestjs/common';
import { RuleBook } from './rule-book.js';
import { AgentProfileRepository } from './store/agent-profile.repository.js';
import { CandidateRepository } from './store/candidate.repository.js';
import { ChannelWeightRepository } from './store/channel-weight.repository.js';
import { DecisionRepository } from './store/decision.repository.js';
import { PresenceRepository } from './store/presence.repository.js';
import { QueueRepository } from './store/queue.repository.js';
import { RuleRepository } from './store/rule.repository.js';
import { SkillRepository } from './store/skill.repository.js';
import { TeamRoutingRepository } from './store/team-routing.repository.js';

const stores = [
  AgentProfileRepository,
  CandidateRepository,
  ChannelWeightRepository,
  DecisionRepository,
  PresenceRepository,
  QueueRepository,
  RuleRepository,
  SkillRepository,
  TeamRoutingRepository,
];

@Module({ providers: [...stores, RuleBook], exports: [...stores, RuleBook] })
export class RoutingModule {}
