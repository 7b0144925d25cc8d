import { ApiProperty } from '@nestjs/swagger';

export class FailedJobAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty({ description: 'What it would have done.', example: 'deliver' })
  task: string;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, description: 'The ids of what it is about, by name.' })
  about: Record<string, string>;

  @ApiProperty()
  attempts: number;

  @ApiProperty({ nullable: true, type: String, description: 'What the last attempt failed of.' })
  fault: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ format: 'date-time' })
  failedAt: string;
}
