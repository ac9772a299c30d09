import { useEffect, useRef } from 'preact/hooks';
import { address } from '../../state/store';
import { EditPage } from './EditPage';
import { ListPage } from './ListPage';
import { ReadPage } from './ReadPage';
import './definitions.css';

/** The life of a definition: the list, one version, and the text that somebody writes. Begin at `state.ts`. */
export function Definitions() {
  const { definition, version, edit } = address.value;
  const page = useRef<HTMLDivElement>(null);
  const first = useRef(true);
  const named = definition !== null && version !== null;
  const key = `${edit ?? ''} ${named ? `${definition}@${version}` : ''}`;

  // Whoever follows a link lands on the heading of what it leads to; whoever opens the page begins at its top.
  useEffect(() => {
    const arrived = first.current && document.activeElement === document.body;
    first.current = false;
    if (arrived) return;
    // The page scrolls by itself where there is room, and the window where there is not.
    document.getElementById('page')?.scrollTo(0, 0);
    window.scrollTo(0, 0);
    page.current?.querySelector('h2')?.focus({ preventScroll: true });
  }, [key]);

  return (
    <div class="definitions" ref={page} key={key}>
      {edit === 'new' && <EditPage edit="new" />}
      {edit !== 'new' && edit !== null && named && <EditPage edit={edit} />}
      {edit === null && named && <ReadPage definition={definition} version={version} />}
      {edit !== 'new' && !named && <ListPage />}
    </div>
  );
}
