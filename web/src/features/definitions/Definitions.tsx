import { address } from '../../state/store';
import { useArrival } from '../../ui/useArrival';
import { EditPage } from './EditPage';
import { ListPage } from './ListPage';
import { ReadPage } from './ReadPage';
import './definitions.css';

/** The life of a definition: the list, one version, and the text that somebody writes. Begin at `state.ts`. */
export function Definitions() {
  const { definition, version, edit } = address.value;
  const named = definition !== null && version !== null;
  const key = `${edit ?? ''} ${named ? `${definition}@${version}` : ''}`;

  const page = useArrival(key);

  return (
    <div class="definitions" ref={page} key={key}>
      {edit === 'new' && <EditPage edit="new" />}
      {edit !== 'new' && edit !== null && named && <EditPage edit={edit} />}
      {edit === null && named && <ReadPage definition={definition} version={version} />}
      {edit !== 'new' && !named && <ListPage />}
    </div>
  );
}
