import { Module } from '@nestjs/common';
import { Contacts } from './contacts.js';
import { ContactRepository } from './store/contact.repository.js';

@Module({ providers: [Contacts, ContactRepository], exports: [Contacts] })
export class ContactsModule {}
