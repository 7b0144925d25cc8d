import { Module } from '@nestjs/common';
import { Contacts } from './contacts.js';
import { ContactRepository } from './store/contact.repository.js';
import { ContactMergeRepository } from './store/contact-merge.repository.js';

@Module({ providers: [Contacts, ContactMergeRepository, ContactRepository], exports: [ContactMergeRepository, Contacts] })
export class ContactsModule {}
