export { AgentsModule } from './agents.module.js';
export { type AgentFacts, AgentRepository, type AgentRow } from './store/agent.repository.js';
export { TEAM_VISIBILITIES, TeamRepository, type TeamRow, type TeamVisibility } from './store/team.repository.js';
