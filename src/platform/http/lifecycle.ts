import { Injectable } from '@nestjs/common';

/** Whether this process takes new work. Closed first of all at shutdown, so that load balancers and providers go elsewhere. */
@Injectable()
export class Lifecycle {
  private open = false;

  isOpen(): boolean {
    return this.open;
  }

  opened(): void {
    this.open = true;
  }

  closed(): void {
    this.open = false;
  }
}
