export { detectLanguage } from './detect-language.js';
export {
  type Candidate,
  DEFAULT_UNITS,
  IDLE_MINUTES,
  type Need,
  type PresenceStatus,
  type Rota,
  type SkillNeed,
} from './domain/candidate.js';
export { type Choice, choose, hasRoom } from './domain/choose.js';
export { type Decision, type Named, routedDecision, type Weighed, weighed } from './domain/decision.js';
export { type Match, Matching } from './domain/matching.js';
export { ROUTING_FIELDS, type Routed, route } from './domain/route.js';
export { RoutingModule } from './routing.module.js';
export { type Book, RuleBook } from './rule-book.js';
export { CandidateRepository } from './store/candidate.repository.js';
export { DecisionRepository } from './store/decision.repository.js';
export { type Presence, PresenceRepository } from './store/presence.repository.js';
export { type Departed, QueueRepository, type Waiting } from './store/queue.repository.js';
export { type Overflowing, TeamRoutingRepository, type TeamRoutingRow } from './store/team-routing.repository.js';
