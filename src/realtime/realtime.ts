import type { Server } from 'node:http';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Socket } from 'socket.io';
import { newId } from '../kernel/id.js';
import { parseTopic } from '../kernel/topic.js';
import { PostgresHints } from '../platform/hints/postgres-hints.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { SocketServer } from '../platform/sockets/socket-server.js';
import { Admission, Refusal } from './admission.js';
import { AgentSocket, type RealtimeSocket } from './agent-socket.js';
import type { RefusalCode } from './frames.js';
import { LiveParts } from './live-parts.js';
import { PRESENCE_TOPIC } from './presence.js';

/** Where our own pages come from: the origin of PUBLIC_URL. */
export const OWN_ORIGIN = Symbol('own origin');

const RIGHTS_MS = 1_000;
const RENEW_MS = 10_000;
const LOOK_MS = 15_000;

/** The namespace `/realtime`: admits agents, and keeps them abreast of what they may see. */
@Injectable()
export class Realtime implements OnModuleDestroy {
  private stops: (() => void)[] = [];

  constructor(
    private readonly sockets: SocketServer,
    private readonly hints: PostgresHints,
    private readonly admission: Admission,
    private readonly parts: LiveParts,
    private readonly metrics: Metrics,
    @Inject(OWN_ORIGIN) private readonly ownOrigin: string,
  ) {}

  start(server: Server): void {
    this.sockets.attach(server);
    const namespace = this.sockets.namespace('/realtime');
    namespace.use((socket, next) => {
      this.admit(socket).then(
        () => next(),
        (error: unknown) => next(new Error(error instanceof Refusal ? error.code : ('realtime.unavailable' satisfies RefusalCode))),
      );
    });
    namespace.on('connection', (socket) => this.greet(socket.data as AgentSocket));
    const { rights, presence, feed, attendance } = this.parts;
    this.stops = [
      this.hints.subscribeAll({ onTopic: (topic) => this.hear(topic), onGap: () => this.afterGap() }),
      every(RIGHTS_MS, () => rights.check()),
      every(RIGHTS_MS, async () => attendance.expire()),
      every(RENEW_MS, () => presence.renew()),
      every(LOOK_MS, () => feed.lookAgain()),
    ];
    presence.look();
  }

  /** Clients reconnect elsewhere; what they show they fetch there. */
  async stop(): Promise<void> {
    const { stops } = this;
    this.stops = [];
    if (stops.length === 0) return;
    for (const stop of stops) stop();
    const { audience, presence } = this.parts;
    const closing = presence.close(audience.all()).catch(() => undefined); // their leases run out
    this.sockets.namespace('/realtime').disconnectSockets(true);
    await closing;
  }

  onModuleDestroy(): Promise<void> {
    return this.stop();
  }

  private async admit(socket: Socket): Promise<void> {
    const { auth, headers } = socket.handshake;
    const { credential, beholder } = await this.admission.admit({ auth, headers, transport: socket.conn.transport.name }, this.ownOrigin);
    const connectionId = newId();
    if (!(await this.parts.presence.open(connectionId, beholder.agentId))) throw new Refusal('realtime.too-many-connections');
    socket.data = new AgentSocket(socket as unknown as RealtimeSocket, connectionId, credential, beholder);
    // Gone meanwhile: then there will be no "disconnect" either.
    if (socket.conn.readyState !== 'open') await this.parts.presence.close([{ connectionId }]);
  }

  private greet(agent: AgentSocket): void {
    const { audience, presence, frames, attendance } = this.parts;
    audience.add(agent);
    this.metrics.agentSockets.set(audience.size);
    agent.socket.on('disconnect', () => {
      attendance.leave(agent);
      audience.remove(agent);
      this.metrics.agentSockets.set(audience.size);
      if (this.stops.length > 0) presence.close([agent]).catch(() => undefined); // its lease runs out
    });
    frames.attach(agent);
    agent.send('ready', { agentId: agent.who.agentId, connectionId: agent.connectionId, agentIds: presence.agentIds() });
  }

  private hear(topic: string): void {
    const { presence, feed, attendance } = this.parts;
    if (topic === PRESENCE_TOPIC) return presence.look();
    const parsed = parseTopic(topic);
    if (parsed?.kind === 'attend') attendance.hear(parsed);
    else if (parsed?.kind === 'customer-typing') attendance.hearCustomer(parsed);
    else feed.hear(parsed);
  }

  private afterGap(): void {
    this.parts.presence.look();
    this.parts.feed.resyncAll();
  }
}

/** Whatever fails is tried again the next time. */
function every(ms: number, work: () => Promise<void>): () => void {
  const timer = setInterval(() => void work().catch(() => undefined), ms);
  timer.unref();
  return () => clearInterval(timer);
}
