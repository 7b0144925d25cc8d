import { Center, Loader } from '@mantine/core';
import { useMe } from '../desk/session.ts';
import { Login } from './login.tsx';
import { StageView } from './stage-view.tsx';

export function App() {
  const { data: me, isPending } = useMe();
  if (isPending)
    return (
      <Center h="100dvh">
        <Loader />
      </Center>
    );
  return me ? <StageView me={me} /> : <Login />;
}
