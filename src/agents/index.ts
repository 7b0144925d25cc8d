export { AgentsModule } from './agents.module.js';
export { type AgentFacts, AgentRepository, type AgentRow } from './store/agent.repository.js';
export { TeamRepository, type TeamRow } from './store/team.repository.js';
