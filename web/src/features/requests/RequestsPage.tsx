import { useEffect } from 'preact/hooks';
import { address } from '../../state/store';
import { useArrival } from '../../ui/useArrival';
import { CorrectPage } from './CorrectPage';
import { DraftPage } from './DraftPage';
import { ListPage } from './ListPage';
import { keepForOffline } from './offline';
import { author, startSending } from './outboxState';
import { RequestPage } from './RequestPage';
import './requests.css';

/** What was asked for and what became of it; for a government also what it asks itself. Begin at `state.ts`. */
export function RequestsPage() {
  const { request, draft, correct, list } = address.value.register;
  const key = draft ?? (request === null ? list : `${request} ${correct}`);
  const writes = author.value !== null;

  useEffect(startSending, []);
  useEffect(() => {
    if (writes) keepForOffline();
  }, [writes]);

  const page = useArrival(key);

  return (
    <div class="requests" ref={page} key={key}>
      {draft !== null && <DraftPage id={draft} />}
      {draft === null && request !== null && correct && <CorrectPage id={request} />}
      {draft === null && request !== null && !correct && <RequestPage />}
      {draft === null && request === null && <ListPage />}
    </div>
  );
}
