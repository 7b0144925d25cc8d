import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { Weekday } from '../../sla/settings.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export class OpenSpanDto {
  @ApiProperty({ example: '08:00' })
  @Matches(TIME)
  from: string;

  @ApiProperty({ example: '17:00', description: 'When it is not later than `from`, it lies on the next day: 22:00–06:00.' })
  @Matches(TIME)
  to: string;
}

function Spans(): PropertyDecorator {
  const parts = [
    ApiPropertyOptional({ type: [OpenSpanDto] }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(10),
    ValidateNested({ each: true }),
    Type(() => OpenSpanDto),
  ];
  return (target, key) => {
    for (const part of parts) part(target, key);
  };
}

export class WeekDto implements Partial<Record<Weekday, OpenSpanDto[]>> {
  @Spans()
  monday?: OpenSpanDto[];

  @Spans()
  tuesday?: OpenSpanDto[];

  @Spans()
  wednesday?: OpenSpanDto[];

  @Spans()
  thursday?: OpenSpanDto[];

  @Spans()
  friday?: OpenSpanDto[];

  @Spans()
  saturday?: OpenSpanDto[];

  @Spans()
  sunday?: OpenSpanDto[];
}

export class HolidayRegionDto {
  @ApiProperty({ example: 'ID', description: 'ISO 3166-1 alpha-2.' })
  @Matches(/^[A-Z]{2}$/)
  country: string;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsString()
  @Length(1, 10)
  state?: string | null;

  @ApiPropertyOptional({ nullable: true, type: String })
  @IsOptional()
  @IsString()
  @Length(1, 10)
  region?: string | null;
}

export class ClosedDateDto {
  @ApiProperty({ example: '2026-12-24' })
  @Matches(DATE)
  date: string;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;
}

export class SpecialDateDto extends ClosedDateDto {
  @ApiProperty({ type: [OpenSpanDto], description: 'Open then and at no other time of that date.' })
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => OpenSpanDto)
  open: OpenSpanDto[];
}

export class CalendarInput {
  @ApiProperty()
  @IsString()
  @Length(1, 100)
  name: string;

  @ApiProperty({ example: 'Asia/Jakarta', description: 'An IANA time zone.' })
  @IsString()
  @Length(1, 60)
  timeZone: string;

  @ApiPropertyOptional({ default: false, description: 'Open at all times but holidays; `week` does not matter then.' })
  @IsOptional()
  @IsBoolean()
  alwaysOpen?: boolean;

  @ApiPropertyOptional({ type: WeekDto, description: 'A day that is left out is closed.' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => WeekDto)
  week?: WeekDto;

  @ApiPropertyOptional({
    type: HolidayRegionDto,
    nullable: true,
    description: 'Closes the calendar on the public holidays there. Resolved to dates when saved, nine years ahead; save again to renew.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => HolidayRegionDto)
  holidays?: HolidayRegionDto | null;

  @ApiPropertyOptional({ type: [ClosedDateDto], description: 'Closed on these dates too, from midnight to midnight.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(400)
  @ValidateNested({ each: true })
  @Type(() => ClosedDateDto)
  closed?: ClosedDateDto[];

  @ApiPropertyOptional({ type: [SpecialDateDto], description: 'Dates with hours of their own, holiday or not.' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(400)
  @ValidateNested({ each: true })
  @Type(() => SpecialDateDto)
  special?: SpecialDateDto[];
}

export class CalendarChange extends PartialType(CalendarInput) {
  @ApiPropertyOptional({ description: 'The version you saw; 409 when it is not the current one.' })
  @IsOptional()
  @IsInt()
  version?: number;
}

export class CalendarAnswer {
  @ApiProperty()
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty()
  timeZone: string;

  @ApiProperty()
  alwaysOpen: boolean;

  @ApiProperty({ type: WeekDto })
  week: WeekDto;

  @ApiProperty({ type: HolidayRegionDto, nullable: true })
  holidays: HolidayRegionDto | null;

  @ApiProperty({ type: [ClosedDateDto] })
  closed: ClosedDateDto[];

  @ApiProperty({ type: [SpecialDateDto] })
  special: SpecialDateDto[];

  @ApiProperty({ type: [String], description: 'Every closed date, holidays among them, as clocks count by it.' })
  closedDates: string[];

  @ApiProperty({ format: 'date-time' })
  createdAt: string;

  @ApiProperty({ description: 'Running clocks take up a new version within seconds; what they spent before stays as it was.' })
  version: number;
}
