import type { Socket } from 'socket.io';
import { systemClock } from '../../kernel/clock.js';
import { type ChannelDeps, type Inbox, type LiveSink, type LiveSource, objectOf, type Stop, textOf } from '../contract/index.js';
import { ChatSession } from './chat-session.js';
import { fileDoor } from './file-door.js';
import { type Admission, admit } from './identity.js';
import { isAllowedOrigin } from './origins.js';
import type { WidgetSettings } from './widget-settings.js';

/** The socket.io namespace `/chat`: admits customers and gives each a session. */
export class ChatSockets implements LiveSource<WidgetSettings> {
  readonly files = fileDoor;

  constructor(private readonly deps: ChannelDeps) {}

  async listen(sink: LiveSink<WidgetSettings>): Promise<Stop> {
    const chat = sink.sockets.namespace('/chat');
    const sessions = new Set<ChatSession>();
    chat.use((socket, next) => {
      this.admission(socket, sink).then(
        (admission) => {
          socket.data = admission;
          next();
        },
        (error: unknown) => next(refusal(error)),
      );
    });
    chat.on('connection', (socket) => {
      const { inbox, person, visitorToken } = socket.data as Admitted;
      const session = new ChatSession(socket, { inbox, person, visitorToken, sink });
      sessions.add(session);
      socket.on('disconnect', () => sessions.delete(session));
    });
    this.deps.log({ event: 'chat.listening' });
    return async () => {
      chat.emit('restart');
      await Promise.all([...sessions].map((session) => session.end()));
      chat.disconnectSockets(true);
    };
  }

  private async admission(socket: Socket, sink: LiveSink<WidgetSettings>): Promise<Admitted> {
    const auth = objectOf(socket.handshake.auth);
    const inbox = await sink.inbox(textOf(auth['inboxId']) ?? '');
    if (inbox === null) throw new Refused('chat.no-such-inbox');
    if (!isAllowedOrigin(socket.handshake.headers.origin, inbox)) throw new Refused('chat.origin-not-allowed');
    const admitted = admit(auth, inbox, systemClock.now().getTime());
    if ('refused' in admitted) throw new Refused(admitted.refused);
    return { ...admitted, inbox };
  }
}

interface Admitted extends Admission {
  readonly inbox: Inbox<WidgetSettings>;
}

class Refused extends Error {}

/** The client sees `connect_error` with this code as message; anything unforeseen is "try again". */
function refusal(error: unknown): Error {
  return error instanceof Refused ? error : new Error('chat.unavailable');
}
