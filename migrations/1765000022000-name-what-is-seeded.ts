import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUSES: Readonly<Record<string, readonly [en: string, id: string, zh: string]>> = {
  new: ['New', 'Baru', '新建'],
  open: ['Open', 'Terbuka', '处理中'],
  pending: ['Pending', 'Menunggu pelanggan', '等待客户'],
  on_hold: ['On hold', 'Ditahan', '挂起'],
  resolved: ['Resolved', 'Selesai', '已解决'],
  closed: ['Closed', 'Ditutup', '已关闭'],
  merged: ['Merged', 'Digabung', '已合并'],
};

const CATEGORIES: typeof STATUSES = {
  account: ['Account', 'Akun', '账户'],
  payment: ['Payment', 'Pembayaran', '支付'],
  technical: ['Technical', 'Teknis', '技术'],
  refund: ['Refund', 'Pengembalian dana', '退款'],
  complaint: ['Complaint', 'Keluhan', '投诉'],
  suggestion: ['Suggestion', 'Saran', '建议'],
  general: ['General', 'Umum', '一般'],
};

/** Without names, who reads Indonesian or Chinese would see the English keys. What administrators wrote stays. */
export class NameWhatIsSeeded1765000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, words] of Object.entries(STATUSES))
      await runner.query(`update ticket_status set names = $2 where name = $1 and names = '{}'`, [name, namesOf(words)]);
    for (const [key, words] of Object.entries(CATEGORIES))
      await runner.query(`update ticket_category set names = $2 where key = $1 and names = '{}'`, [key, namesOf(words)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, words] of Object.entries(STATUSES))
      await runner.query(`update ticket_status set names = '{}' where name = $1 and names = $2`, [name, namesOf(words)]);
    for (const [key, words] of Object.entries(CATEGORIES))
      await runner.query(`update ticket_category set names = '{}' where key = $1 and names = $2`, [key, namesOf(words)]);
  }
}

function namesOf([en, id, zh]: readonly [string, string, string]): string {
  return JSON.stringify({ en, id, zh });
}
