import { Entity, PrimaryColumn } from 'typeorm';

/** Every word that was ever indexed, for finding words by how they begin. */
@Entity('search_lexeme')
export class SearchLexemeEntity {
  @PrimaryColumn({ name: 'lexeme', type: 'text' })
  lexeme: string;
}
