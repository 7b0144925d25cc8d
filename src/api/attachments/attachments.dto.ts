import { ApiProperty } from '@nestjs/swagger';

export class AttachmentAnswer {
  @ApiProperty({ description: 'Name it in attachmentIds of a message.' })
  id: string;

  @ApiProperty()
  filename: string;

  @ApiProperty()
  contentType: string;

  @ApiProperty()
  bytes: number;

  @ApiProperty()
  sha256: string;

  @ApiProperty()
  url: string;
}
