import { ApiProperty } from '@nestjs/swagger';

export class SessionAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'The session that asks.' })
  current: boolean;

  @ApiProperty()
  userAgent: string;

  @ApiProperty({ example: '203.0.113.0/24', description: 'The network it was opened from.' })
  network: string;

  @ApiProperty({ enum: ['password', 'oidc'] })
  method: string;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time', description: 'To the minute.' })
  lastSeenAt: string;

  @ApiProperty({ format: 'date-time' })
  expiresAt: string;
}
