import { Module } from '@nestjs/common';
import { AgentRepository } from './store/agent.repository.js';
import { TeamRepository } from './store/team.repository.js';

@Module({ providers: [AgentRepository, TeamRepository], exports: [AgentRepository, TeamRepository] })
export class AgentsModule {}
