export { IntakeModule } from './intake.module.js';
export { ReplayReceipt } from './replay-receipt.js';
